from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .dues_pages_common import DuesPagesCommon

NOT_FOUND = "werkzeug.exceptions.NotFound"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalPay(DuesPagesCommon):
    """Who may pay what, and that the server alone says how much."""

    def test_everything_payable_is_proposed_and_paid_in_one_go(self):
        form = self._form(self._as("anna")._page("/my/dues/pay"))
        total = self.due.residual + sum(self.acme_due.mapped("residual"))
        self.assertEqual(float(form["amount"]), total)
        answer = self._send(form)
        payment = self._payments()[-1]
        self.assertEqual((answer["amount"], payment.amount), (total, total))
        self.assertEqual(payment.partner_id, self.anna.partner_id)
        self.assertEqual(payment.landing_route, "/my/dues/paid")
        self._succeed(payment)
        self.assertEqual(set((self.due | self.acme_due).mapped("state")), {"paid"})
        self.assertEqual(self.other_due.state, "called")
        self._page("/my/dues/paid", 303)
        self.assertIn("Thank you", self._flash()["text"])

    def test_one_chooses_what_to_pay(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        self.assertEqual(float(form["amount"]), 30)
        membership = self.acme_due.membership_id
        page = self._page(f"/my/dues/pay?membership={membership.id}")
        self.assertEqual(
            float(self._form(page)["amount"]), sum(self.acme_due.mapped("residual"))
        )

    def test_dues_of_others_do_not_exist(self):
        self._as("anna")
        self._page(f"/my/dues/pay?due={self.other_due.id}", 404)
        self._page(f"/my/dues/pay?membership={self.other_due.membership_id.id}", 404)
        form = {
            "transaction-route": f"/my/dues/transaction/all-{self.other_due.id}",
            "landing-route": "/my",
            "amount": "30",
        }
        self.assertEqual(self._send(form), NOT_FOUND)
        for choice in ("all", "now-", "x-1", f"free-{self.due.id}", "all-0"):
            form["transaction-route"] = f"/my/dues/transaction/{choice}"
            self.assertEqual(self._send(form), NOT_FOUND, choice)
        form["transaction-route"] = (
            f"/my/dues/transaction/all-{self.due.id}-{self.other_due.id}"
        )
        self.assertEqual(self._send(form | {"amount": "60"}), NOT_FOUND)
        self.assertFalse(self._payments())

    def test_a_former_delegate_pays_nothing_of_the_company(self):
        self._as("chief")
        self._page(f"/my/dues/pay?due={self.acme_due[0].id}", 303)
        ids = "-".join(map(str, self.acme_due.ids))
        form = {
            "transaction-route": f"/my/dues/transaction/all-{ids}",
            "landing-route": "/my",
            "amount": "100",
        }
        self.assertEqual(self._send(form), NOT_FOUND)

    def test_an_amount_that_is_not_what_is_owed_is_refused(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        for amount in (1, 0, -30, 29.99, 60):
            self.assertIn("UserError", self._send(form, amount=amount))
        self.assertFalse(self._payments())

    def test_what_was_paid_meanwhile_is_not_asked_again(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        self._treasurer_pays(self.due, 10)
        self.env.flush_all()
        self.assertIn("UserError", self._send(form))
        self._treasurer_pays(self.due)
        self.env.flush_all()
        self.assertEqual(self._send(form), NOT_FOUND)

    def test_a_colleagues_saved_card_pays_nothing(self):
        self.provider.allow_tokenization = True
        self.method.support_tokenization = True
        acme = self.acme_due.membership_id.partner_id
        (self.anna.partner_id | self.bo.partner_id).parent_id = acme
        mine, theirs = self.env["payment.token"].create(
            [
                {
                    "provider_id": self.provider.id,
                    "payment_method_id": self.method.id,
                    "partner_id": user.partner_id.id,
                    "provider_ref": user.login,
                }
                for user in (self.anna, self.bo)
            ]
        )
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        for card in (theirs.id, str(theirs.id), None, 0):
            answer = self._send(
                form, flow="token", token_id=card, payment_method_id=None
            )
            self.assertIn("UserError", answer, card)
        elsewhere = self._provider(self._association("Elsewhere"))
        answer = self._send(
            form, flow="token", token_id=mine.id, provider_id=elsewhere.id
        )
        self.assertIn("UserError", answer)
        self.assertFalse(self._payments())
        self._send(form, flow="token", token_id=mine.id, payment_method_id=None)
        self.assertEqual(self._payments().token_id, mine)

    def test_extra_fields_are_refused(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        for extra in ({"partner_id": self.bo.partner_id.id}, {"club_due_ids": [1]}):
            self.assertIn("BadRequest", self._send(form, **extra))
        self.assertFalse(self._payments())

    def test_only_providers_on_offer_take_the_payment(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        hidden = self.provider.copy({"is_published": False, "state": "test"})
        other = self._provider(self._association("Elsewhere"))
        self.env.flush_all()
        for provider in (hidden, other):
            answer = self._send(form, provider_id=provider.id)
            self.assertIn("UserError", answer)
        self.assertIn("UserError", self._send(form, payment_method_id=0))
        self.assertIn("UserError", self._send(form, flow="offline"))
        self.assertFalse(self._payments())

    def test_the_landing_page_is_ours_whatever_the_form_says(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        self._send(form, landing_route="https://elsewhere.example")
        self.assertEqual(self._payments().landing_route, "/my/dues/paid")

    def test_while_a_payment_is_under_way_no_other_begins(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        self._send(form)
        self._payments()._set_pending()
        self.env.flush_all()
        self.assertIn("UserError", self._send(form))
        page = self._page(f"/my/dues/pay?due={self.due.id}")
        self.assertIn("under way", page)
        self.assertNotIn("o_payment_form", page)

    def test_the_next_instalment_is_proposed_and_everything_can_be_chosen(self):
        self._instalments(self.type_person)
        due = self._owing("Dan Dale")
        self._login(due.partner_id, "dan")
        form = self._form(self._as("dan")._page("/my/dues/pay"))
        self.assertEqual(float(form["amount"]), 15)
        page = self._page(f"/my/dues/pay?due={due.id}&part=all")
        self.assertEqual(float(self._form(page)["amount"]), 30)
        self._send(form)
        self._succeed(self._payments()[-1])
        self.assertEqual(due.residual, 15)

    def test_an_invoice_shared_with_others_is_paid_by_its_payer(self):
        self.type_invoice.grace_days = 120
        parent = self._person("Parent")
        members = [
            self._member(name, self.brittany, self.type_invoice, payer_id=parent.id)
            for name in ("Eve", "Flo")
        ]
        for member in members:
            self._period(member, "2025-01-01", "2025-12-31")
        call = self._dues_call()
        call.action_preview()
        call._run_now()
        dues = members[0].due_ids | members[1].due_ids
        self.assertEqual(len(dues.invoice_id), 1)
        self._login(members[0].partner_id, "eve")
        self._login(parent, "parent")
        self.assertNotIn("Pay my dues", self._as("eve")._page("/my/dues"))
        form = self._form(self._as("parent")._page("/my/dues/pay"))
        self.assertEqual(float(form["amount"]), 60)

    def test_without_a_provider_one_is_told_how_to_pay(self):
        self.provider.is_published = False
        page = self._as("anna")._page("/my/dues/pay")
        self.assertIn("does not take payments online", page)
        self.assertNotIn("o_payment_form", page)

    def test_nobody_else_is_told_what_became_of_a_payment(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        self._send(form)
        self._as("bo")._page("/my/dues/paid", 303)
        self.assertFalse(self._flash())


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestNoticePay(DuesPagesCommon):
    """Paying a notice with its link alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.env["club.notice"].search(
            [("payer_id", "=", cls.other_due.payer_id.id)]
        )
        cls.anna_notice = cls.env["club.notice"].search(
            [("payer_id", "=", cls.due.payer_id.id)]
        )
        cls.path = cls.notice.access_url
        cls.env.flush_all()

    def test_the_link_pays_the_dues_of_its_notice(self):
        self.assertIn(f"{self.path}/pay", self._page(self.path))
        form = self._form(self._page(f"{self.path}/pay"))
        self._send(form)
        payment = self._payments()
        self.assertEqual(payment.partner_id, self.other_due.payer_id)
        self.assertEqual(payment.club_due_ids, self.other_due)
        self._succeed(payment)
        self.env.flush_all()
        self.assertEqual((self.other_due.state, self.due.state), ("paid", "called"))
        self.assertIn("Thank you", self._page(f"{self.path}/paid"))
        self._page(f"{self.path}/pay", 303)

    def test_a_wrong_token_opens_nothing(self):
        for token in ("0" * 64, "x", self.anna_notice.access_token):
            path = f"/club/notice/{self.notice.id}/{token}"
            self._page(f"{path}/pay", 404)
            self._page(f"{path}/paid", 404)
            form = {
                "transaction-route": f"{path}/transaction/all-{self.other_due.id}",
                "landing-route": "/my",
                "amount": "30",
            }
            self.assertEqual(self._send(form), NOT_FOUND)
        self.assertFalse(self._payments())

    def test_the_link_pays_no_other_dues(self):
        form = {
            "transaction-route": f"{self.path}/transaction/all-{self.due.id}",
            "landing-route": "/my",
            "amount": "30",
        }
        self.assertEqual(self._send(form), NOT_FOUND)

    def test_saved_cards_of_the_payer_are_shown_and_used_by_nobody_with_the_link(self):
        self.provider.allow_tokenization = True
        self.method.support_tokenization = True
        card = self.env["payment.token"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "payment_details": "Bo 4242",
                "partner_id": self.other_due.payer_id.id,
                "provider_ref": "secret",
            }
        )
        page = self._page(f"{self.path}/pay")
        self.assertNotIn("Bo 4242", page)
        answer = self._send(
            self._form(page), flow="token", token_id=card.id, payment_method_id=None
        )
        self.assertIn("UserError", answer)
        self.assertFalse(self._payments())

    def test_the_outcome_is_told_to_the_browser_that_paid_only(self):
        self._send(self._form(self._page(f"{self.path}/pay")))
        self._page(f"{self.path}/paid")
        self._as("anna")._page(f"{self.path}/paid", 303)
