from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .common import TODAY, ClubCommon, day, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDuesReport(ClubCommon):
    """Four members, four due dates, two payments: every figure fits on paper.

    ======== ========= ===== ============ ========= ===== =========
    member   section   type  due          called    paid  still due
    ======== ========= ===== ============ ========= ===== =========
    Ann      Brittany  30    today            30.00 30.00      0.00
    Ben      Brittany  30    today - 30       30.00 10.00     20.00
    Cleo     Rennes    30    today - 31       30.00  0.00     30.00
    Dora     Provence  20    today - 91       50.00 25.00     25.00
    ======== ========= ===== ============ ========= ===== =========
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.report = cls.env["club.dues.report"]
        today = day(TODAY)
        rows = [
            ("Ann", cls.brittany, cls.type_person, 0, 0, 30),
            ("Ben", cls.brittany, cls.type_person, 30, 0, 10),
            ("Cleo", cls.rennes, cls.type_person, 31, 0, 0),
            ("Dora", cls.provence, cls.type_choice, 91, 50, 25),
        ]
        cls.dues = cls.env["club.due"]
        for name, section, kind, late, chosen, paid in rows:
            due = cls._called(name, section, kind, chosen)
            cls.dues |= due
            if paid:
                cls._paid(due, paid)
            # sudo: ages count from the maturities in the ledger.
            due.sudo().line_ids.date_maturity = today - timedelta(days=late)
            due.sudo().due_date = today - timedelta(days=late)
        cls.env.flush_all()

    @classmethod
    def _called(cls, name, section, kind, chosen=0):
        membership = cls.env["club.membership"]._admit(
            {
                "partner_id": cls._person(name).id,
                "type_id": kind.id,
                "section_id": section.id,
                "joined_on": TODAY,
                "chosen_amount": chosen,
            }
        )
        return membership.due_ids

    @classmethod
    def _paid(cls, due, amount):
        cls.env["club.deposit"].create(
            {
                "company_id": due.company_id.id,
                "journal_id": cls.bank_journal.id,
                "line_ids": [
                    Command.create(
                        {
                            "payer_id": due.payer_id.id,
                            "amount": amount,
                            "due_ids": [Command.set(due.ids)],
                        }
                    )
                ],
            }
        ).action_post()

    def _rows(self):
        return self.report.search([("due_id", "in", self.dues.ids)])

    def _grouped(self, by, *aggregates):
        return {
            row[0]: row[1:]
            for row in self.report._read_group(
                [("due_id", "in", self.dues.ids)], [by], aggregates
            )
        }

    def test_age_counts_days_from_the_due_date(self):
        ages = {row.partner_id.name: row.age for row in self._rows()}
        self.assertEqual(
            ages,
            {
                "Ann": "6_settled",
                "Ben": "2_0_30",
                "Cleo": "3_31_60",
                "Dora": "5_over_90",
            },
        )

    def test_dues_payable_today_are_in_the_first_age_and_tomorrow_not_due(self):
        late = self.dues.filtered(lambda due: due.partner_id.name == "Cleo").sudo()
        for days, age in (
            (0, "2_0_30"),
            (-1, "1_not_due"),
            (60, "3_31_60"),
            (61, "4_61_90"),
            (90, "4_61_90"),
        ):
            late.line_ids.date_maturity = day(TODAY) - timedelta(days=days)
            self.env.flush_all()
            self.env.invalidate_all()
            row = self.report.search([("due_id", "=", late.id)])
            self.assertEqual(row.age, age, f"{days} days after the due date")
            self.assertEqual(row.days_late, max(days, 0))

    def test_rate_of_a_group_is_computed_on_its_sums(self):
        rates = self._grouped(
            "section_id",
            "called:sum",
            "paid:sum",
            "residual:sum",
            "collection_rate:avg",
        )
        # Brittany: 40 of 60, not the average of 100 % and 33 %.
        self.assertEqual(rates[self.brittany][:3], (60.0, 40.0, 20.0))
        self.assertAlmostEqual(rates[self.brittany][3], 66.6667, places=3)
        self.assertAlmostEqual(rates[self.rennes][3], 0.0)
        self.assertAlmostEqual(rates[self.provence][3], 50.0)

    def test_rate_by_type_and_by_call(self):
        by_type = self._grouped("type_id", "collection_rate:avg")
        self.assertAlmostEqual(by_type[self.type_person][0], 100 * 40 / 90)
        self.assertAlmostEqual(by_type[self.type_choice][0], 50.0)
        by_call = self._grouped("call_id", "collection_rate:avg")
        self.assertEqual(len(by_call), 4)
        for call, (rate,) in by_call.items():
            self.assertAlmostEqual(rate, call.collection_rate)

    def test_region_group_gathers_everything_below_it(self):
        groups = self._grouped("region_group_id", "residual:sum")
        self.assertEqual(groups[self.north], (50.0,))
        self.assertEqual(groups[self.south], (25.0,))

    def test_cancelled_dues_are_not_in_the_analysis(self):
        due = self.dues[0].sudo()
        due.cancelled_on = TODAY
        self.env.flush_all()
        self.assertNotIn(due, self._rows().due_id)

    def test_a_regional_treasurer_reads_the_figures_of_the_own_subtree_only(self):
        names = (
            self._as("section_treasurer", self.report)
            .search([])
            .mapped("partner_id.name")
        )
        self.assertEqual(set(names), {"Ann", "Ben", "Cleo"})

    def test_age_counts_from_the_first_open_instalment(self):
        half = {"value": "percent", "value_amount": 50}
        self.type_person.payment_term_id = self.env["account.payment.term"].create(
            {
                "name": "Two halves",
                "line_ids": [
                    Command.create({**half, "nb_days": days}) for days in (0, 40)
                ],
            }
        )
        due = self._called("Zoe", self.brittany, self.type_person)
        first, second = due.sudo()._open_debts()
        first.date_maturity = day(TODAY) - timedelta(days=35)
        second.date_maturity = day(TODAY) + timedelta(days=5)
        ages = []
        for paid in (0, 15):
            if paid:
                self._paid(due, paid)
            self.env.flush_all()
            self.env.invalidate_all()
            ages.append(self.report.search([("due_id", "=", due.id)]).age)
        self.assertEqual(ages, ["3_31_60", "1_not_due"])
