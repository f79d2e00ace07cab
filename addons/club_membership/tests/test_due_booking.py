from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDueBooking(DepositCommon):
    """Dues reach the ledger in the taxes, accounts and regions they belong to."""

    def _abroad(self):
        """A fiscal position found by country, which takes the tax away."""
        country = self.env.ref("base.ch")
        return self.env["account.fiscal.position"].create(
            {
                "name": "Abroad",
                "company_id": self.company.id,
                "auto_apply": True,
                "country_id": country.id,
                "tax_ids": [
                    Command.create(
                        {
                            "name": "0% abroad",
                            "amount": 0,
                            "type_tax_use": "sale",
                            "company_id": self.company.id,
                            "original_tax_ids": [Command.set(self.tax.ids)],
                        }
                    )
                ],
            }
        )

    def test_taxes_follow_the_payers_fiscal_position(self):
        self.type_invoice.tax_ids = self.tax
        position = self._abroad()
        home = self._called("Bo", kind=self.type_invoice)
        payer = self._person("Heidi", country_id=position.country_id.id)
        away = self._called("Cleo", kind=self.type_invoice, payer_id=payer.id)
        self.assertEqual((home.amount, away.amount), (36, 30))
        self.assertEqual(away.invoice_id.fiscal_position_id, position)

    def test_price_with_taxes_inside_is_asked_as_it_stands(self):
        self.tax.price_include_override = "tax_included"
        self.type_invoice.tax_ids = self.tax
        due = self._called("Anna", kind=self.type_invoice)
        self.assertEqual((due.amount, due.invoice_id.amount_tax), (30, 5))

    def test_seats_are_a_quantity_times_a_price(self):
        self.type_seats.prorata = "day"
        self.type_seats.price_ids.seat_price = 39.99
        dues = self._called(
            "Team", kind=self.type_seats, seats=10, partner_company=True
        )
        seats = dues.filtered(lambda due: due.kind == "seats")
        self.assertEqual(seats.line_ids.quantity, 7)
        self.assertEqual(seats.amount, seats.called_amount)
        self.assertEqual(seats.line_ids.price_subtotal, seats.called_amount)

    def test_invoice_is_in_the_associations_currency(self):
        journal = self.company.club_invoice_journal_id
        journal.currency_id = self._enable_currency("USD")
        due = self._called("Anna", kind=self.type_invoice)
        self.assertEqual(due.invoice_id.currency_id, self.company.currency_id)
        self.assertEqual(due.residual, 30)

    def test_income_is_on_the_sections_analytic_account(self):
        plan = self.env["account.analytic.plan"].create({"name": "Regions"})
        account = self.env["account.analytic.account"].create(
            {"name": "Brittany", "plan_id": plan.id, "company_id": self.company.id}
        )
        self.brittany.analytic_account_id = account
        collective = self._called("Anna")
        invoiced = self._called("Bo", kind=self.type_invoice)
        income = (collective | invoiced).line_ids.move_id.line_ids.filtered(
            lambda line: line.account_id == self.income_account
        )
        self.assertEqual(len(income), 2)
        for line in income:
            self.assertEqual(line.analytic_distribution, {str(account.id): 100})

    def test_debt_is_on_the_payers_own_receivable_account(self):
        account = self.receivable.copy({"name": "Members"})
        payer = self._person("Payer", property_account_receivable_id=account.id)
        due = self._called("Anna", payer_id=payer.id)
        self.assertEqual(due.line_ids.account_id, account)
        self.assertEqual(due.line_ids.partner_id, payer)

    def test_line_added_by_hand_takes_its_own_share(self):
        due = self._called("Anna", kind=self.type_invoice)
        due.invoice_id.button_draft()
        due.invoice_id.invoice_line_ids = [
            Command.create({"name": "A book", "price_unit": 20, "tax_ids": []})
        ]
        due.invoice_id.action_post()
        self.assertEqual((due.amount, due.residual), (30, 30))
        due._pay(25, self.bank_journal, day(TODAY))
        self.assertEqual((due.amount, due.residual), (30, 15))

    def test_call_in_a_closed_period_says_so(self):
        self.company.fiscalyear_lock_date = "2026-03-31"
        for kind in (self.type_person, self.type_invoice):
            with self.assertRaisesRegex(UserError, "closed until"):
                self._called(f"Anna {kind.name}", kind=kind)

    def _translate_type(self, kind):
        self.env["res.lang"]._activate_lang("fr_FR")
        kind.with_context(lang="fr_FR").name = "Personne"
        label = self.env.ref("club_membership.selection__club_due__kind__base")
        label.with_context(lang="fr_FR").name = "Cotisations"

    def test_invoice_speaks_the_payers_language(self):
        self._translate_type(self.type_invoice)
        home = self._called("Anna", kind=self.type_invoice)
        payer = self._person("Payeur", lang="fr_FR")
        away = self._called("Bo", kind=self.type_invoice, payer_id=payer.id)
        self.assertIn("Person by invoice – Dues – Anna", home.line_ids.name)
        self.assertIn("(03/15/2026 – 12/31/2026)", home.line_ids.name)
        self.assertIn("Personne – Cotisations – Bo", away.line_ids.name)
        self.assertIn("(15/03/2026 – 31/12/2026)", away.line_ids.name)

    def test_collective_entry_speaks_the_companys_language(self):
        self._translate_type(self.type_person)
        self.company.partner_id.lang = "fr_FR"
        due = self._called("Anna")
        self.assertIn("Personne – Cotisations – Anna", due.line_ids.name)
        self.assertIn("(15/03/2026 – 31/12/2026)", due.line_ids.name)
        self.assertIn("Personne", due.line_ids.move_id.line_ids.mapped("name"))

    def test_journal_of_dues_is_named_in_the_companys_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.company.partner_id.lang = "fr_FR"
        self.company.club_dues_journal_id = False
        self.assertEqual(self.company._club_journal("collective").name, "Cotisations")

    def test_closed_period_is_said_in_the_readers_dates(self):
        self.company.fiscalyear_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "closed until 03/31/2026"):
            self._called("Anna")

    def test_a_run_speaks_the_language_of_who_made_it(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env.user.lang = "fr_FR"
        call = self._called("Anna").call_id
        run = call.with_context(lang=None)._run_in_own_words()
        self.assertEqual(run.env.lang, "fr_FR")
        self.assertEqual(run.env.company, call.company_id)
