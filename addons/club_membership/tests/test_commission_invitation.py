from odoo.exceptions import UserError
from odoo.tests import tagged

from .commission_common import CommissionCommon
from .common import TODAY, day, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionInvitation(CommissionCommon):
    """Invitations are declined and taken back; who chairs ends somebody's place."""

    def _invite(self, membership=None):
        membership = membership or self.anne
        return self.commission._invite(
            membership.partner_id, membership, author=self.bob.partner_id
        )

    def test_who_declines_is_out_and_who_invited_is_told(self):
        row = self._invite()
        row._decline_invitation()
        self.assertEqual((row.state, row.date_from), ("left", False))
        self.assertEqual(row.reason, "Declined the invitation.")
        self.assertEqual(
            self._mails(self.bob.partner_id), ["Training: invitation declined"]
        )

    def test_invitation_of_the_office_is_declined_without_a_mail(self):
        self.commission._invite(self.anne.partner_id, self.anne)._decline_invitation()
        self.assertEqual(len(self._mails(self.anne.partner_id)), 1)

    def test_invitation_taken_back_cannot_be_accepted(self):
        row = self._invite()
        row._cancel_invitation()
        self.assertEqual(row.state, "left")
        for late in (row._accept_invitation, row._decline_invitation):
            with self.assertRaisesRegex(UserError, "decided already"):
                late()

    def test_nobody_is_invited_on_and_on(self):
        for _time in range(3):
            self._invite()._cancel_invitation()
        with self.assertRaisesRegex(UserError, "was invited 3 times"):
            self._invite()
        self.assertEqual(self._invite(self.carl).state, "invited")

    def test_invitations_taken_back_count_for_the_day(self):
        self.env["club.commission.member"].create(
            [
                {
                    "commission_id": self.commission.id,
                    "partner_id": self._person(f"Guest {number}").id,
                    "membership_id": self.anne.id,
                    "invited_by_id": self.bob.partner_id.id,
                    "state": "left",
                }
                for number in range(50)
            ]
        )
        with self.assertRaisesRegex(UserError, "Too many invitations"):
            self._invite()

    def test_who_is_removed_is_told_why_and_stays_in_the_history(self):
        with freeze_time("2026-02-01"):
            row = self._join(self.anne)
        self.commission.write({"max_size": 1})
        waiting = self._join(self.carl)
        row._remove("Never came")
        self.assertEqual((row.state, row.reason), ("left", "Never came"))
        self.assertEqual(row.date_to, day("2026-03-14"))
        self.assertEqual(waiting.state, "active")
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.anne.partner_id.ids)]
        )
        self.assertEqual(mail.subject, "Training: your place has ended")
        self.assertIn("Never came", mail.body_html)

    def test_nobody_is_removed_without_a_reason(self):
        row = self._join(self.anne)
        with self.assertRaisesRegex(UserError, "Say why"):
            row._remove("")
        self.assertEqual(row.state, "active")
