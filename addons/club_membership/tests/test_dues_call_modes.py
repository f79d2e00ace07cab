from odoo.tests import freeze_time

from .common import TODAY, ClubCommon


@freeze_time(TODAY)
class TestDuesCallModes(ClubCommon):
    """Brackets, seats, pro-rata and households, booked as their type says."""

    def _renewing(self, name, kind, **vals):
        kind.grace_days = 120
        member = self._member(name, kind=kind, section=self.brittany, **vals)
        self._period(member, "2025-01-01", "2025-12-31")
        return member

    def _done(self):
        call = self._dues_call()
        call.action_confirm()
        call._run_now()
        return call

    def test_bracket_is_invoiced_with_tax_by_headcount(self):
        member = self._renewing("Acme", self.type_organisation, headcount=60)
        due = self._done().due_ids
        self.assertEqual(due.membership_id, member)
        self.assertEqual((due.called_amount, due.amount), (250.0, 300.0))
        self.assertEqual(due.headcount, 60)
        self.assertEqual(due.invoice_id.state, "posted")
        self.assertEqual(due.invoice_id.amount_total, 300.0)

    def test_bracket_without_headcount_is_an_anomaly(self):
        self._renewing("Acme", self.type_organisation)
        self.assertEqual(self._done().line_ids.anomaly, "no_headcount")

    def test_seats_bought_are_priced_not_seats_used(self):
        self._renewing("Acme", self.type_seats, seats=8)
        dues = self._done().due_ids.sorted("kind")
        self.assertEqual(dues.mapped("kind"), ["base", "seats"])
        self.assertEqual(dues.mapped("called_amount"), [200.0, 200.0])
        self.assertEqual(len(dues.invoice_id), 1)

    def test_one_payer_for_subsidiaries_gets_one_invoice(self):
        parent = self._organisation("Holding")
        for name in ("North Ltd", "South Ltd"):
            self._renewing(
                name, self.type_organisation, headcount=10, payer_id=parent.id
            )
        call = self._done()
        self.assertEqual(len(call.due_ids.invoice_id), 1)
        self.assertEqual(call.due_ids.invoice_id.partner_id, parent)
        self.assertEqual(len(call.due_ids.membership_id), 2)

    def test_instalments_are_receivable_lines_of_one_due(self):
        self.type_person.payment_term_id = self.env["account.payment.term"].create(
            {
                "name": "Three times",
                "line_ids": [
                    (0, 0, {"value": "percent", "value_amount": 33.33, "nb_days": 0}),
                    (0, 0, {"value": "percent", "value_amount": 33.33, "nb_days": 30}),
                    (0, 0, {"value": "percent", "value_amount": 33.34, "nb_days": 60}),
                ],
            }
        )
        self._renewing("Ann", self.type_person)
        due = self._done().due_ids
        self.assertEqual(len(due.line_ids), 3)
        self.assertEqual(due.amount, 30.0)
        self.assertEqual(due.residual, 30.0)

    def test_newcomer_pays_per_month_and_a_joining_fee(self):
        self.type_person.prorata = "month"
        self.type_person.price_ids.joining_fee = 5
        member = self.env["club.membership"]._admit(
            {
                "partner_id": self._person("Ann").id,
                "type_id": self.type_person.id,
                "joined_on": TODAY,
            }
        )
        # March to December: ten of twelve months of 30, then the fee.
        self.assertEqual(member.due_ids.sorted("kind").mapped("amount"), [25.0, 5.0])

    def test_imported_newcomer_joins_once_in_the_register(self):
        member = self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": self._person("Ann").id,
                    "company_id": self.company.id,
                    "section_id": self.brittany.id,
                    "type_id": self.type_person.id,
                    "date_from": "2026-03-01",
                    "date_to": "2026-12-31",
                    "newcomer": True,
                }
            ]
        )
        self._done()
        self.assertEqual(member.due_ids.amount, 30.0)
        self.assertEqual(member.movement_ids.mapped("kind"), ["joined"])
