from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import day
from .test_deposit_posting import TODAY
from .test_regressions import RegressionCommon


@tagged("post_install", "-at_install")
class TestRegressionsElsewhere(RegressionCommon):
    """Accidents of other membership systems, each with the place it was told."""

    def test_status_job_deletes_and_writes_no_money(self):
        # CiviCRM #30493: a status step deleted line items.
        self._members("Anna", kind=self.type_invoice)
        self._members("Bo")
        dues = self._run(self._call())
        lines = dues.line_ids | dues.invoice_id.line_ids
        before = [(line.id, line.balance, line.write_date) for line in lines]
        self._on("2027-06-01", dues.membership_id)
        self.assertEqual(
            before,
            [(line.id, line.balance, line.write_date) for line in lines.exists()],
        )
        self.assertEqual(set(dues.mapped("state")), {"called"})

    def test_renewal_paid_in_parts_extends_once(self):
        # CiviCRM #11730 (extended twice), #33002 (duplicated), #18618 (wrong terms).
        member = self._members("Anna")
        due = self._run(self._call())
        due._pay(10, self.bank_journal, day(TODAY))
        due._pay(20, self.bank_journal, day(TODAY))
        member.invalidate_recordset()
        self.assertEqual(len(member.period_ids), 2)
        self.assertEqual(member.member_until, day("2027-12-31"))
        self.assertEqual(
            self.env["club.membership"].search_count(
                [("partner_id", "=", member.partner_id.id)]
            ),
            1,
        )

    def test_every_company_pays_for_its_seats(self):
        # afup #149: every company paid the minimum because seats were not priced.
        self._members("Small", "Large", kind=self.type_seats)
        small, large = self.env["club.membership"].search(
            [("type_id", "=", self.type_seats.id)], order="id"
        )
        small.seats, large.seats = 2, 12
        dues = self._run(self._call())
        totals = {
            member: sum(
                dues.filtered(lambda d, m=member: d.membership_id == m).mapped("amount")
            )
            for member in (small, large)
        }
        self.assertEqual(totals, {small: 200, large: 200 + 9 * 40})

    def test_member_who_pays_three_years_running_is_recorded(self):
        # afup #382.
        member = self._members("Anna")
        for year in (2027, 2028, 2029):
            due = self._run(self._call(year, due_date=f"{year}-01-31"))
            due._pay(30, self.bank_journal, day(TODAY))
        member.invalidate_recordset()
        self.assertEqual(member.member_until, day("2029-12-31"))
        self.assertEqual(
            member.movement_ids.sorted("id").mapped("kind"),
            ["joined", "renewed", "renewed", "renewed"],
        )

    def test_several_members_on_one_invoice_are_asked_once(self):
        # OCA vertical-association #150 and #207.
        payer = self._organisation("Holding")
        members = self._members(
            "One", "Two", "Three", kind=self.type_invoice, payer_id=payer.id
        )
        dues = self._run(self._call())
        self.assertEqual(len(dues.invoice_id), 1)
        self._run(self._call(name="Again"))
        self.assertEqual(
            self.env["club.due"].search_count([("membership_id", "in", members.ids)]), 3
        )
        dues._pay(90, self.bank_journal, day(TODAY))
        self.assertEqual(set(dues.mapped("state")), {"paid"})

    def test_counts_told_are_rows_made(self):
        # CiviCRM #17992: updates were reported that never happened.
        self._members("Anna", "Bo")
        self._members("Chloe", kind=self.type_organisation)  # no headcount: anomaly
        call = self._call()
        dues = self._run(call)
        self.assertEqual(call.run_done, len(dues))
        self.assertEqual((call.run_done, call.anomaly_count), (2, 1))

    def test_dues_are_never_deleted(self):
        due = self._called("Anna")
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            due.unlink()
