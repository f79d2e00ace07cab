from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .mail_common import DutyMailCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVolunteerMerge(DutyMailCommon):
    """Two contacts who are one person, and both volunteers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls._volunteer(
            "Anna B",
            cls.normandy,
            skills=cls.finance,
            rest=3,
            monday_off=True,
            date_start="2025-06-01",
        )
        cls.none = cls.env["club.volunteer"]

    def _merge(self, user=None):
        people = self.anna.partner_id | self.double.partner_id
        wizard = self.env["base.partner.merge.automatic.wizard"]
        if user:
            wizard = wizard.with_user(user)
        into = self.anna.partner_id.with_env(wizard.env)
        wizard._merge(people.ids, into, extra_checks=False)
        self.env.invalidate_all()

    def test_one_volunteer_stays_with_what_both_said(self):
        absence = self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": self.double.id,
                "date_from": "2026-08-01",
                "date_to": "2026-08-31",
            }
        )
        self._merge()
        self.assertFalse(self.double.exists())
        self.assertEqual(absence.volunteer_id, self.anna)
        self.assertEqual(self.anna.section_ids, self.brittany | self.normandy)
        self.assertEqual(self.anna.home_section_id, self.brittany)
        self.assertEqual(self.anna.skill_ids, self.finance)
        self.assertEqual((self.anna.rest, self.anna.monday_off), (3, True))
        self.assertEqual(self.anna.date_start, day("2025-06-01"))

    def test_an_absence_that_both_noted_is_noted_once(self):
        for volunteer, note in ((self.anna, False), (self.double, "Sea")):
            self.env["club.volunteer.absence"].create(
                {
                    "volunteer_id": volunteer.id,
                    "date_from": "2026-08-01",
                    "date_to": "2026-08-31",
                    "note": note,
                }
            )
        self._merge()
        self.assertEqual(self.anna.absence_ids.mapped("note"), ["Sea"])

    def test_duties_of_both_are_the_one_volunteers(self):
        later = self._duty(self.rota, self.double, slot=4)
        draft = self._duty(self.rota, self.double, slot=0, role="backup", state="draft")
        change = self.env["club.duty.change"].create(
            {
                "duty_id": later.id,
                "kind": "override",
                "to_id": self.double.id,
                "author_id": self.author.id,
            }
        )
        self._merge()
        self.assertEqual((later | draft | self.duty).volunteer_id, self.anna)
        self.assertEqual(later.partner_id, self.anna.partner_id)
        self.assertEqual(change.to_id, self.anna)

    def test_on_duty_twice_leaves_a_gap_with_its_history(self):
        twice = self._duty(self._rota(self.normandy), self.double)
        self._merge()
        self.assertEqual(self.duty.volunteer_id, self.anna)
        self.assertFalse(twice.volunteer_id)
        self.assertEqual(twice.change_ids.from_id, self.anna)
        self.assertIn("merged", twice.change_ids.reason)

    def test_hours_of_a_duty_served_twice_count_once(self):
        twice = self._duty(self._rota(self.normandy), self.double)
        self._morning("2026-04-13")
        self.assertEqual(twice.state, "done")
        with freeze_time("2026-04-14"):
            self._merge()
        lines = self.env["club.hours"].search([("origin", "like", "club.duty,")])
        self.assertEqual(lines.mapped("origin"), [f"club.duty,{self.duty.id}"])
        self.assertFalse(twice.volunteer_id)

    def test_nobody_asks_themselves_and_others_still_may_answer(self):
        self.double.section_ids |= self.brittany
        self.double.monday_off = False
        offer = self.env["club.duty.offer"]._ask_cover(self.duty, self.anna)
        self.assertEqual(offer.asked_ids, self.bea | self.double)
        self._merge()
        self.assertEqual((offer.state, offer.asked_ids), ("open", self.bea))
        self.assertEqual(offer.asker_id, self.anna)

    def test_a_question_to_oneself_alone_ends(self):
        self.double.section_ids |= self.brittany
        offer = self.env["club.duty.offer"]._ask_cover(
            self.duty, self.anna, self.double
        )
        self._merge()
        self.assertEqual(offer.state, "declined")

    def test_questions_to_both_are_questions_to_one(self):
        self.double.section_ids |= self.brittany
        hers = self._duty(self.rota, self.bea, slot=5)
        offer = self.env["club.duty.offer"]._ask_cover(hers, self.bea)
        self.assertEqual(offer.asked_ids, self.anna | self.double)
        self._merge()
        self.assertEqual(offer.asked_ids, self.anna)
        offer._accept(self.anna)
        self.assertEqual(hers.volunteer_id, self.anna)

    def test_loads_and_shares_in_one_plan_are_added(self):
        solution = self.env["club.rota.solution"].create({"rota_id": self.rota.id})
        other = solution.copy()
        for of, volunteer, load in (
            (solution, self.anna, 3),
            (solution, self.double, 2),
            (other, self.double, 4),
        ):
            self.env["club.rota.share"].create(
                {
                    "solution_id": of.id,
                    "volunteer_id": volunteer.id,
                    "load": load,
                    "share": load + 0.5,
                }
            )
        self._merge()
        self.assertEqual(solution.share_ids.volunteer_id, self.anna)
        self.assertEqual(solution.share_ids.mapped("load"), [5])
        self.assertEqual(solution.share_ids.mapped("share"), [6.0])
        self.assertEqual(other.share_ids.volunteer_id, self.anna)

    def test_what_both_were_told_stays_told_and_nobody_is_told_again(self):
        self.duty._tell("first", self.anna.partner_id | self.double.partner_id)
        self._mails()
        self._merge()
        rows = self.notices.search([("partner_id", "=", self.anna.partner_id.id)])
        self.assertEqual(rows.mapped("state"), ["sent"])

    def test_a_volunteer_whose_contact_goes_is_kept(self):
        self.anna.date_end = "2026-03-20"
        duty = self._duty(self.rota, self.double, slot=4)
        people = self.double.partner_id | self._person("Anna Bee")
        self.env["base.partner.merge.automatic.wizard"]._merge(
            people.ids, people[1], extra_checks=False
        )
        self.env.invalidate_all()
        self.assertEqual(self.double.partner_id, people[1])
        self.assertEqual(duty.partner_id, people[1])

    def test_who_may_not_write_one_of_them_does_not_merge(self):
        self._create_users()
        with self.assertRaises(AccessError):
            self._merge(self.users["officer"])
        self.assertTrue(self.double.exists())
