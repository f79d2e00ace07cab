from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, ClubCommon, freeze_time

# shared data table: 1,300 organisations, 16 commissions and 3 circles, each every
# quarter; working groups of 20 to 80 people; regional topics.
ORGANISATIONS = 1300
TOPICS = 16
CIRCLES = ("Strategy", "Licences", "Innovation")
FEE = 120.0


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionSap(ClubCommon):
    """SAP's user club of 2005, set up by configuration alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        kind = cls._type(
            "Company",
            [
                {
                    "bracket_ids": [
                        Command.create({"headcount_from": start, "amount": amount})
                        for start, amount in ((1, 450), (100, 900), (1000, 1800))
                    ]
                }
            ],
            member_kind="organisation",
            price_model="bracket",
        )
        sizes = [40] * 800 + [400] * 300 + [5000] * 200
        partners = cls.env["res.partner"].create(
            [
                {
                    "name": f"Organisation {number}",
                    "is_company": True,
                    "email": f"o{number}@example.org",
                }
                for number in range(ORGANISATIONS)
            ]
        )
        regions = (cls.brittany, cls.normandy, cls.provence)
        cls.members = cls.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": cls.company.id,
                    "section_id": regions[number % 3].id,
                    "type_id": kind.id,
                    "headcount": size,
                    "joined_on": "2025-01-01",
                    "date_from": "2025-01-01",
                    "date_to": "2026-12-31",
                    "confirmed": True,
                }
                for number, (partner, size) in enumerate(
                    zip(partners, sizes, strict=True)
                )
            ]
        )
        cls.director = cls.env["club.function"].create(
            {"name": "Director", "company_id": cls.company.id}
        )
        cls.people = cls.env["res.partner"].create(
            [{"name": f"Person {number}"} for number in range(ORGANISATIONS)]
        )
        cls.env["club.delegation"].create(
            [
                {"membership_id": m.id, "partner_id": p.id, "role": "manager"}
                for m, p in zip(cls.members, cls.people, strict=True)
            ]
        )
        cls.topics = cls._commissions(
            [f"Topic {number}" for number in range(TOPICS)], fee=FEE
        )
        cls.circles = cls._commissions(
            CIRCLES,
            kind="circle",
            join_policy="invitation",
            eligible_function_ids=[Command.set(cls.director.ids)],
        )

    @classmethod
    def _commissions(cls, names, **vals):
        return cls.env["club.commission"].create(
            [
                {
                    "name": name,
                    "company_id": cls.company.id,
                    "cadence": "quarterly",
                    "state": "open",
                    **vals,
                }
                for name in names
            ]
        )

    def _seat_everybody(self):
        """Every organisation in one topic, each in its turn."""
        self.env["club.commission.member"].create(
            [
                {
                    "commission_id": self.topics[number % TOPICS].id,
                    "partner_id": person.id,
                    "membership_id": member.id,
                    "state": "active",
                    "date_from": "2026-01-01",
                }
                for number, (person, member) in enumerate(
                    zip(self.people, self.members, strict=True)
                )
            ]
        )

    def test_topics_and_circles_meet_every_quarter(self):
        self.assertEqual(
            sum((self.topics | self.circles).mapped("meetings_per_year")), 76
        )

    def test_dues_of_a_year_carry_the_fee_of_every_seat(self):
        self._seat_everybody()
        self.assertEqual(sum(self.topics.mapped("member_count")), ORGANISATIONS)
        call = self.env["club.dues.call"].create(
            {
                "name": "2027",
                "company_id": self.company.id,
                "date": TODAY,
                "due_date": "2026-12-31",
                "term_from": "2027-01-01",
                "term_to": "2027-12-31",
            }
        )
        call.action_preview()
        self.assertEqual((call.ready_count, call.anomaly_count), (ORGANISATIONS, 0))
        # 800 x 450 + 300 x 900 + 200 x 1800, and 1,300 fees of 120.
        self.assertEqual(call.ready_amount, 990000 + ORGANISATIONS * FEE)
        call._run_now()
        fees = call.due_ids.filtered(lambda due: due.kind == "commission")
        self.assertEqual(len(fees), ORGANISATIONS)
        self.assertEqual(sum(call.due_ids.mapped("residual")), 1146000)

    def test_circle_is_for_directors_who_are_invited(self):
        circle, person, member = self.circles[0], self.people[0], self.members[0]
        self.assertIn("by invitation", circle._why_not(person, member))
        with self.assertRaisesRegex(UserError, "Director"):
            circle._invite(person, member)
        person.club_function_ids = self.director
        circle._invite(person, member)._accept_invitation()
        self.assertEqual(circle.member_count, 1)

    def test_working_group_takes_eighty_and_lets_the_others_wait(self):
        group = self._commissions(
            ["Interfaces"], kind="group", parent_id=self.topics[0].id, max_size=80
        )
        self.assertEqual(self.topics[0].child_ids, group)
        for person, member in zip(self.people[:82], self.members[:82], strict=True):
            group._join(person, member)
        self.assertEqual((group.member_count, group.waiting_count), (80, 2))

    def test_regional_topic_is_for_the_members_of_the_region(self):
        regional = self._commissions(
            ["Brittany"],
            section_id=self.brittany.id,
            eligible_section_ids=[Command.set(self.brittany.ids)],
        )
        found = [
            regional._why_not(person, member)
            for person, member in zip(self.people[:3], self.members[:3], strict=True)
        ]
        self.assertEqual([bool(why) for why in found], [False, True, True])
