from odoo.tests import freeze_time

from .common import TODAY
from .notice_common import NoticeCommon

SHARED = "couple@example.org"


@freeze_time(TODAY)
class TestNoticeDeceased(NoticeCommon):
    """A death stops every message to the person at once, and to no one else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.late = cls._renewing("Jean", email=SHARED)
        cls.spouse = cls._renewing("Jeanne", email=SHARED)
        cls.call = cls._call()

    def _mail(self, **vals):
        return self.env["mail.mail"].create(
            {"subject": "Word", "body_html": "<p>Word</p>", **vals}
        )

    def _die(self):
        self.late.partner_id.club_deceased_on = TODAY

    def test_queued_mails_are_cancelled_at_once_and_the_spouse_keeps_theirs(self):
        self._send(self.call)
        late, spouse = (self._notice(self.call, m) for m in (self.late, self.spouse))
        self._die()
        self.assertEqual((late.state, late.mail_id.state), ("dropped", "cancel"))
        self.assertEqual((spouse.state, spouse.mail_id.state), ("queued", "outgoing"))

    def test_the_spouse_keeps_membership_and_notice(self):
        before = self.spouse.state
        self._die()
        self.assertEqual(self.spouse.state, before)
        self.assertFalse(self.spouse.closing)
        self._send(self.call)
        self.assertEqual(self._notice(self.call, self.late).state, "dropped")
        self.assertEqual(self._notice(self.call, self.spouse).state, "queued")

    def test_a_letter_waiting_is_not_printed(self):
        notice = self._notice(self.call, self.late)
        notice.write({"channel": "letter", "state": "to_print"})
        self._die()
        self.assertEqual(notice.state, "dropped")

    def test_a_mail_to_several_goes_on_without_the_deceased(self):
        partners = self.late.partner_id | self.spouse.partner_id
        mail = self._mail(recipient_ids=[(6, 0, partners.ids)])
        self._die()
        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(mail.recipient_ids, self.spouse.partner_id)

    def test_a_mail_made_later_does_not_leave(self):
        self._die()
        mail = self._mail(recipient_ids=[(4, self.late.partner_id.id)])
        mail.send()
        self.assertEqual(mail.state, "cancel")

    def test_a_shared_address_still_reaches_the_living(self):
        self._die()
        to_spouse = self._mail(email_to=f'"Jeanne" <{SHARED}>')
        to_both = self._mail(email_to=SHARED)
        to_late = self._mail(email_to=f'"Jean" <{SHARED}>')
        about_late = self._mail(
            email_to=SHARED, model="res.partner", res_id=self.late.partner_id.id
        )
        (to_spouse | to_both | to_late | about_late).send()
        self.assertEqual(to_late.state, "cancel")
        self.assertEqual(about_late.state, "cancel")
        self.assertIn(SHARED, to_spouse.email_to)
        self.assertIn(SHARED, to_both.email_to)
        self.assertNotIn("cancel", (to_spouse | to_both).mapped("state"))

    def test_an_address_of_their_own_is_dead_with_them(self):
        self.late.partner_id.email = "jean@example.org"
        mail = self._mail(email_to="jean@example.org, other@example.org")
        self._die()
        self.assertEqual(mail.email_to, "other@example.org")

    def test_followers_who_died_are_not_notified(self):
        partners = self.late.partner_id | self.spouse.partner_id
        record = self.env["res.partner"].create({"name": "Followed"})
        record.message_subscribe(partners.ids)
        self._die()
        message = record.message_post(
            body="News", subtype_xmlid="mail.mt_comment", partner_ids=partners.ids
        )
        self.assertEqual(
            message.notification_ids.res_partner_id, self.spouse.partner_id
        )

    def test_nobody_is_asked_for_the_dues_of_the_dead(self):
        self.late.payer_id = self.spouse.partner_id
        late = self.late.partner_id
        dues = self.call.due_ids.filtered(lambda d: d.partner_id == late)
        dues.payer_id = self.spouse.partner_id
        self._die()
        notice = self._notice(self.call, self.spouse)
        notice.invalidate_recordset(["due_ids", "amount_due"])
        self.assertEqual(notice.due_ids.partner_id, self.spouse.partner_id)
        self.assertEqual(notice.amount_due, 30.0)
