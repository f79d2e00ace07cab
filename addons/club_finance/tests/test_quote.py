from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY, FinanceCommon, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestQuote(FinanceCommon):
    """What is quoted is what is called, invoiced and paid, to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.type_seats.tax_ids = [Command.set(cls.tax.ids)]
        cls.town = cls._organisation("Town Hall", company_registry="21440109300015")

    def _joining(self, **vals):
        return self.env["club.quote"].create(
            {
                "partner_id": self.town.id,
                "company_id": self.company.id,
                "kind": "joining",
                "type_id": self.type_seats.id,
                "seats": 5,
                **vals,
            }
        )

    def _member_quote(self, membership, kind, **vals):
        return self.env["club.quote"].create(
            {
                "partner_id": membership.partner_id.id,
                "company_id": self.company.id,
                "kind": kind,
                **vals,
            }
        )

    def _town_member(self):
        """The town hall, a member since 2025 whose 2026 nobody called yet."""
        member = self._member("Town", partner=self.town, kind=self.type_seats)
        self._period(member, "2025-01-01", "2025-12-31")
        return member

    def _pay(self, invoice):
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        return wizard.create({"journal_id": self.bank.id})._create_payments()

    def test_quote_is_numbered_once_when_issued(self):
        quote = self._joining()
        self.assertEqual(quote.name, "/")
        quote.action_issue()
        name = quote.name
        quote.action_issue()
        self.assertEqual(quote.name, name)
        self.assertRegex(name, r"DV/2026/0001")

    def test_quote_invoice_due_and_payment_agree_to_the_cent(self):
        for price, seat in ((200, 40), (33.33, 7.77), (99.99, 0.05)):
            with self.subTest(price=price):
                self.type_seats.price_ids.write({"amount": price, "seat_price": seat})
                self.town = self._organisation(f"Town of {price}")
                quote = self._joining()
                quote.action_issue()
                quote._accept()
                invoice = quote.due_ids.invoice_id
                self.assertEqual(quote.amount_total, invoice.amount_total)
                self.assertEqual(quote.amount_tax, invoice.amount_tax)
                self.assertEqual(quote.amount_untaxed, invoice.amount_untaxed)
                self.assertAlmostEqual(
                    sum(quote.due_ids.mapped("amount")), quote.amount_total, 2
                )
                self.assertGreater(quote.amount_tax, 0)
                payment = self._pay(invoice)
                self.assertEqual(payment.amount, quote.amount_total)
                self.assertEqual(set(quote.due_ids.mapped("state")), {"paid"})

    def test_payer_abroad_is_quoted_the_taxes_of_their_position(self):
        position = self.env["account.fiscal.position"].create(
            {"name": "Exempt", "company_id": self.company.id}
        )
        exempt = self.tax.copy(
            {
                "name": "0%",
                "amount": 0,
                "fiscal_position_ids": [Command.set(position.ids)],
                "original_tax_ids": [Command.set(self.tax.ids)],
            }
        )
        self.town.with_company(self.company).property_account_position_id = position
        quote = self._joining()
        quote.action_issue()
        self.assertEqual(quote._taxes(), exempt)
        self.assertEqual(quote.amount_tax, 0)
        quote._accept()
        self.assertEqual(quote.due_ids.invoice_id.amount_total, quote.amount_total)

    def test_prices_that_changed_meanwhile_do_not_change_the_quote(self):
        quote = self._joining()
        quote.action_issue()
        self.type_seats.price_ids.write({"amount": 1000, "seat_price": 900})
        quote._accept()
        self.assertEqual(quote.due_ids.invoice_id.amount_total, quote.amount_total)
        self.assertEqual(quote.amount_untaxed, 280)

    def test_quote_for_joining_admits_who_accepts_it(self):
        quote = self._joining()
        quote.action_issue()
        quote._accept()
        membership = quote.membership_id
        self.assertEqual(membership.partner_id, self.town)
        self.assertEqual(membership.seats, 5)
        self.assertEqual(set(quote.due_ids.mapped("kind")), {"base", "seats"})

    def test_quote_for_the_next_dues_calls_them(self):
        member = self._town_member()
        quote = self._member_quote(member, "renewal")
        quote.action_issue()
        self.assertEqual(quote.term_to, day("2026-12-31"))
        self.assertFalse(member.due_ids, "pricing calls nothing")
        quote._accept()
        self.assertEqual(member.due_ids, quote.due_ids)
        self.assertEqual(quote.due_ids.invoice_id.amount_total, quote.amount_total)

    def test_quote_for_seats_buys_them(self):
        member = self.env["club.membership"]._admit(
            {"partner_id": self.town.id, "type_id": self.type_seats.id}
        )
        self._pay(member.due_ids.invoice_id)
        quote = self._member_quote(member, "seats", seats=2)
        quote.action_issue()
        self.type_seats.price_ids.seat_price = 90
        quote._accept()
        self.assertEqual(member.seats, 5)
        self.assertEqual(quote.due_ids.kind, "seats")
        self.assertEqual(quote.due_ids.invoice_id.amount_total, quote.amount_total)
        self.assertEqual(quote.amount_untaxed, 80)

    def test_quote_for_something_else_is_called_in_its_own_words(self):
        member = self.env["club.membership"]._admit(
            {"partner_id": self.town.id, "type_id": self.type_seats.id}
        )
        quote = self._member_quote(
            member,
            "other",
            line_ids=[
                Command.create(
                    {"name": "Training day", "quantity": 3, "price_unit": 66.67}
                )
            ],
        )
        quote.action_issue()
        quote._accept()
        self.assertEqual(quote.due_ids.kind, "other")
        self.assertEqual(quote.due_ids.invoice_id.amount_total, quote.amount_total)
        self.assertIn("Training day", quote.due_ids.invoice_id.invoice_line_ids.name)

    def test_second_acceptance_calls_nothing_more(self):
        quote = self._joining()
        quote.action_issue()
        self.assertTrue(quote._accept())
        dues = quote.due_ids
        self.assertFalse(quote._accept())
        self.assertEqual(quote.due_ids, dues)
        self.assertEqual(quote.membership_id.due_ids, dues)

    def test_quote_cannot_be_accepted_after_its_last_day(self):
        quote = self._joining()
        quote.action_issue()
        with (
            freeze_time("2026-06-01"),
            self.assertRaisesRegex(UserError, "was valid until"),
        ):
            quote._accept()

    def test_quote_expires_by_the_calendar(self):
        quote = self._joining()
        quote.action_issue()
        with freeze_time("2026-05-15 10:00"):
            self.env["club.membership"]._cron_nightly()
            self.assertEqual(quote.state, "issued")
        with freeze_time("2026-05-16 10:00"):
            self.env["club.membership"]._cron_nightly()
            self.assertEqual(quote.state, "expired")

    def test_quote_of_another_period_is_refused(self):
        member = self._town_member()
        quote = self._member_quote(member, "renewal", valid_until="2027-03-01")
        quote.action_issue()
        member.action_call_now()
        with (
            self.assertRaisesRegex(UserError, "which is not the one to call now"),
            self.env.cr.savepoint(),
        ):
            quote._accept()
        self.assertEqual(quote.state, "issued")

    def test_issued_quote_cannot_change(self):
        quote = self._joining()
        quote.action_issue()
        treasurer = quote.with_user(self.users["treasurer"])
        for change in (
            lambda: treasurer.write({"terms": "Other"}),
            lambda: treasurer.line_ids[:1].write({"price_unit": 1}),
            lambda: treasurer.line_ids.unlink(),
            lambda: treasurer.unlink(),
            lambda: treasurer.line_ids.create(
                {"quote_id": quote.id, "name": "More", "price_unit": 5}
            ),
        ):
            with self.assertRaisesRegex(UserError, "binds as it is"):
                change()

    def test_prices_of_an_accepted_quote_serve_once(self):
        quote = self._joining()
        quote.action_issue()
        quote._accept()
        spent = self.env["club.quote"].with_context(club_quote_id=quote.id)
        self.assertFalse(spent._being_called())

    def test_acceptance_with_an_order_records_it_and_puts_it_on_the_invoice(self):
        quote = self._joining()
        quote.action_issue()
        self.env["club.quote.acceptance"].create(
            {"quote_id": quote.id, "order_number": "BC 77", "engagement_number": "E1"}
        ).action_accept()
        order, invoice = quote.order_id, quote.due_ids.invoice_id
        self.assertEqual((order.name, order.amount), ("BC 77", quote.amount_total))
        self.assertEqual(quote.due_ids.order_id, order)
        self.assertEqual(invoice.club_order_number, "BC 77")
        self.assertEqual(invoice.club_engagement_number, "E1")

    def test_section_treasurer_quotes_for_their_section_only(self):
        quotes = self.env["club.quote"].with_user(self.users["section_treasurer"])
        vals = {
            "partner_id": self.town.id,
            "company_id": self.company.id,
            "kind": "joining",
            "type_id": self.type_seats.id,
        }
        mine = quotes.create({**vals, "section_id": self.rennes.id})
        mine.action_issue()
        mine.action_accept()
        self.assertEqual(mine.state, "accepted")
        self.assertEqual(mine.membership_id.sudo().section_id, self.rennes)
        with self.assertRaises(AccessError):
            quotes.create({**vals, "section_id": self.provence.id})

    def test_paper_says_number_validity_taxes_and_total(self):
        quote = self._joining()
        quote.action_issue()
        page, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "club_finance.report_quote", quote.ids
        )
        text = page.decode()
        for said in (quote.name, "21440109300015", "05/15/2026", "56.00", "336.00"):
            self.assertIn(said, text)
        self.assertNotIn("No VAT is charged", text)

    def test_paper_of_an_association_without_vat_says_so(self):
        self.type_seats.tax_ids = False
        quote = self._joining()
        quote.action_issue()
        page, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "club_finance.report_quote", quote.ids
        )
        self.assertIn("No VAT is charged", page.decode())
