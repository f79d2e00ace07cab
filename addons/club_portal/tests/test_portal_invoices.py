from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.tests import freeze_time, tagged

from .dues_pages_common import DuesPagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalInvoices(DuesPagesCommon):
    """Odoo's own pages of invoices, and the cards saved there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls.acme_due.invoice_id
        cls.acme = cls.acme_due.membership_id.partner_id

    def _reads(self, user, invoices=None):
        """Whether this user reads these invoices, each way Odoo asks for them."""
        self.env.invalidate_all()
        invoices = (invoices or self.invoice).with_user(user)
        lines = self.env["account.move.line"].with_user(user)
        answers = {
            bool(invoices.search([("id", "in", invoices.ids)])),
            invoices.has_access("read"),
            bool(lines.search([("move_id", "in", invoices.ids)])),
        }
        self.assertEqual(len(answers), 1)
        return answers.pop()

    def test_a_manager_reads_invoices_of_the_company_and_others_do_not(self):
        self.assertTrue(self._reads(self.anna))
        self.assertFalse(self._reads(self.bo))
        self.assertFalse(self._reads(self.chief))
        self.assertTrue(self._reads(self.bo, self.other_due.invoice_id))

    def test_contacts_below_a_company_do_not_read_its_invoices(self):
        for user, role in ((self.bo, "seat"), (self.chief, None)):
            user.partner_id.parent_id = self.acme
            if role:
                self._manager(user.partner_id, role=role)
            self.assertFalse(self._reads(user))
        own = self.other_due.invoice_id
        self.assertTrue(self._reads(self.bo, own))
        shared = own.copy({"partner_id": self.acme.id, "invoice_date": TODAY})
        shared.action_post()
        self.other_due.invoice_id = shared
        self.assertFalse(self._reads(self.bo, shared))

    def test_a_manager_reads_no_personal_dues_of_a_colleague(self):
        colleague = self._person("Cole", parent_id=self.acme.id)
        user = self._login(colleague, "cole")
        own = self._owing("Cole", self.type_invoice, partner_id=colleague.id)
        own = own.invoice_id
        self.assertEqual(own.commercial_partner_id, self.acme)
        self.assertTrue(self._reads(user, own))
        self.assertFalse(self._reads(self.anna, own))
        # Asked of the company, in care of the colleague.
        named = self.invoice.copy({"partner_id": colleague.id, "invoice_date": TODAY})
        named.action_post()
        self.assertTrue(self._reads(self.anna, named))

    def test_who_changed_employer_keeps_what_they_were_asked_for_a_child(self):
        parent = self.bo.partner_id
        parent.parent_id = self.acme
        childs = self._owing("Child", self.type_invoice, payer_id=parent.id).invoice_id
        companys = self._owing(
            "Sister",
            self.type_organisation,
            headcount=10,
            partner_id=self._organisation("Sister").id,
            payer_id=parent.id,
        ).invoice_id
        asked = childs | companys
        self.assertEqual(asked.partner_id, parent)
        parent.parent_id = False
        self.assertEqual(asked.commercial_partner_id, self.acme)
        self.assertTrue(self._reads(self.bo, childs))
        self.assertFalse(self._reads(self.bo, companys))

    def test_a_role_begins_and_ends_by_the_calendar(self):
        self.bo.partner_id.parent_id = self.acme
        self._manager(
            self.bo.partner_id, date_from=day("2026-03-16"), date_to=day("2026-03-17")
        )
        for date, read in (
            ("2026-03-15", False),
            ("2026-03-16", True),
            ("2026-03-17", True),
            ("2026-03-18", False),
        ):
            with freeze_time(date):
                self.assertEqual(self._reads(self.bo), read, date)

    def test_a_manager_manages_in_one_association_only(self):
        other = self._association("Elsewhere")
        users = self.anna | self.chief
        users.company_ids = [Command.link(other.id)]
        self.anna = self.anna.with_context(allowed_company_ids=users.company_ids.ids)
        journal = self.env["account.journal"].search(
            [("company_id", "=", other.id), ("type", "=", "sale")], limit=1
        )
        theirs = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.acme.id,
                "company_id": other.id,
                "journal_id": journal.id,
                "invoice_date": TODAY,
                "invoice_line_ids": [Command.create({"name": "X", "price_unit": 5})],
            }
        )
        theirs.action_post()
        seen = self.env["account.move"].with_user(self.anna)
        seen = seen.with_context(allowed_company_ids=users.company_ids.ids)
        self.assertEqual(
            seen.search([("id", "in", (self.invoice | theirs).ids)]), self.invoice
        )

    def test_the_page_of_an_invoice_opens_for_its_manager_or_its_link(self):
        path = f"/my/invoices/{self.invoice.id}"
        token = self.invoice._portal_ensure_token()
        self.assertIn(self.invoice.name, self._as("anna")._page(path))
        self.assertIn(self.invoice.name, self._page("/my/invoices"))
        self.chief.partner_id.parent_id = self.acme
        self._as("chief")._page(path, 303)
        self.assertNotIn(self.invoice.name, self._page("/my/invoices"))
        self.authenticate(None, None)
        self._page(path, 303)
        self._page(f"{path}?access_token={token}")

    def _pays(self, card, token=""):
        """Pay the invoice on Odoo's own route with a saved card."""
        return self._send(
            {
                "transaction-route": f"/invoice/transaction/{self.invoice.id}",
                "landing-route": "/my",
                "amount": str(self.invoice.amount_residual),
            },
            flow="token",
            token_id=card.id,
            payment_method_id=None,
            access_token=token,
        )

    def test_a_saved_card_pays_for_its_owner_signed_in_only(self):
        self.provider.allow_tokenization = True
        self.method.support_tokenization = True
        self.bo.partner_id.parent_id = self.acme
        self.anna.partner_id.parent_id = self.acme
        mine, theirs, companys = self.env["payment.token"].create(
            [
                {
                    "provider_id": self.provider.id,
                    "payment_method_id": self.method.id,
                    "partner_id": partner.id,
                    "provider_ref": partner.name,
                    "payment_details": details,
                }
                for partner, details in (
                    (self.anna.partner_id, "Anna 1111"),
                    (self.bo.partner_id, "Bo 2222"),
                    (self.acme, "Acme 3333"),
                )
            ]
        )
        token = self.invoice._portal_ensure_token()
        self._as("anna")
        page = self._page("/my/payment_method")
        self.assertIn("Anna 1111", page)
        for foreign in ("Bo 2222", "Acme 3333"):
            self.assertNotIn(foreign, page)
        for card in (theirs, companys):
            self.assertIn("AccessError", self._pays(card))
        self.authenticate(None, None)
        page = self._page(f"/my/invoices/{self.invoice.id}?access_token={token}")
        self.assertIn('data-payment-option-type="payment_method"', page)
        self.assertNotIn('data-payment-option-type="token"', page)
        for card in (mine, theirs, companys):
            self.assertIn("AccessError", self._pays(card, token))
        self.assertFalse(self._payments())
        self._as("anna")._pays(mine)
        self.assertEqual(self._payments().token_id, mine)
