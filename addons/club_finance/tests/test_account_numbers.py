import json

from odoo.tests import HttpCase, freeze_time, tagged

from .common import TODAY, FinanceCommon

NUMBERS = ("FR7630006000011234567890189", "DE89370400440532013000")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAccountNumbers(FinanceCommon, HttpCase):
    """Officers read the discussion of their members, and no account number in it."""

    def test_discussion_of_a_contact_tells_no_account_number(self):
        cls = type(self)
        cls._create_users()
        payer = self._due("Ann", section=self.brittany).partner_id
        account = self.env["res.partner.bank"].create(
            {"partner_id": payer.id, "acc_number": NUMBERS[0]}
        )
        self.cr.flush()
        account.acc_number = NUMBERS[1]
        self.cr.flush()
        account.unlink()
        self.cr.flush()
        said = payer.message_ids.filtered(lambda message: "Bank Acc" in message.body)
        words = " ".join(said.mapped("body"))
        for word in ("created", "updated", "archived"):
            self.assertIn(word, words)
        told = {
            side
            for value in said.tracking_value_ids
            for side in (value.old_value_char, value.new_value_char)
        }
        self.assertIn("FR76 … 0189", told)
        self.assertIn("DE89 … 3000", words)
        for role in ("officer", "section_treasurer", "treasurer"):
            with self.subTest(role=role):
                shown = "".join(self._discussion(role, payer).split())
                self.assertIn("BankAccount", shown)
                for number in NUMBERS:
                    self.assertNotIn(number[4:-4], shown)

    def _discussion(self, role, partner):
        """What the page of a contact gets of its discussion, as text."""
        self.env.flush_all()
        self.authenticate(f"club_{role}", f"club_{role}")
        asked = {"thread_model": "res.partner", "thread_id": partner.id}
        answer = self.url_open("/mail/thread/messages", json={"params": asked}).json()
        return json.dumps(answer["result"])
