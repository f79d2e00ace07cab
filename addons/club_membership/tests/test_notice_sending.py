from odoo.exceptions import AccessError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import TODAY
from .notice_common import NoticeCommon


@freeze_time(TODAY)
class TestNoticeSending(NoticeCommon):
    """Each notice becomes one queued e-mail, whatever happens in between."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def test_each_addressee_gets_one_mail_in_their_language(self):
        french = self._renewing("Françoise", lang="fr_FR")
        english = self._renewing("Emily", lang="en_US")
        template = self.env.ref("club_membership.mail_template_notice")
        template.with_context(lang="fr_FR").subject = "Votre cotisation"
        template.with_context(lang="en_US").subject = "Your dues"
        call = self._call()
        self._send(call)
        mails = {m: self._notice(call, m).mail_id for m in (french, english)}
        self.assertEqual(mails[french].subject, "Votre cotisation")
        self.assertEqual(mails[english].subject, "Your dues")
        for member, mail in mails.items():
            self.assertEqual(mail.recipient_ids, member.partner_id)
            self.assertEqual(mail.state, "outgoing")
        self.assertEqual(set(call.notice_ids.mapped("state")), {"queued"})

    def test_the_mail_says_what_is_owed_and_how_to_pay(self):
        parent = self._renewing("Parent")
        self._renewing("Ann", payer=parent.partner_id)
        call = self._call()
        self._send(call)
        notice = call.notice_ids
        body = notice.mail_id.body_html
        for words in (
            "Parent",
            "Ann",
            "€",
            "60.00",
            notice.reference,
            "FR76 3000 6000",
            notice.page_url,
            "04/15/2026",
        ):
            self.assertIn(words, body)

    def test_two_people_sharing_an_address_get_two_mails(self):
        self._renewing("Jeanne", email="couple@example.org")
        self._renewing("Jean", email="couple@example.org")
        call = self._call()
        self._send(call)
        self.assertEqual(len(call.notice_ids.mail_id), 2)

    def test_each_body_belongs_to_its_own_payer(self):
        members = [self._renewing(f"Member {n}") for n in range(5)]
        call = self._call()
        self._send(call)
        for member in members:
            notice = self._notice(call, member)
            for other in call.notice_ids - notice:
                self.assertNotIn(other.access_token, notice.mail_id.body_html)
            self.assertIn(notice.access_token, notice.mail_id.body_html)

    def test_what_was_paid_meanwhile_is_not_announced(self):
        member = self._renewing("Quick")
        call = self._call()
        call.due_ids._pay(30.0, self.bank_journal, TODAY)
        self._send(call)
        notice = self._notice(call, member)
        self.assertEqual(notice.state, "dropped")
        self.assertFalse(notice.mail_id)

    def test_who_lost_their_address_meanwhile_gets_a_letter(self):
        member = self._renewing("Lost")
        call = self._call()
        member.partner_id.email = False
        self._send(call)
        notice = self._notice(call, member)
        self.assertEqual((notice.channel, notice.state), ("letter", "to_print"))

    def test_the_cron_sends_in_chunks_and_a_second_run_finds_nothing(self):
        for number in range(3):
            self._renewing(f"Member {number}")
        call = self._call()
        cron = self.env.ref("club_membership.ir_cron_club_notice_send")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        mails = call.notice_ids.mail_id
        self.assertEqual(len(mails), 3)
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(call.notice_ids.mail_id, mails)

    def test_a_broken_template_stops_its_own_notices_only(self):
        member = self._renewing("Sound")
        call = self._call()
        template = self.env.ref("club_membership.mail_template_notice")
        # Core refuses a template that fails on the first record, not on a later one.
        template.body_html = "<p t-out=\"{'Sound': 1}[object.payer_id.name]\"/>"
        member.partner_id.name = "Broken"
        with mute_logger("odoo.addons.club_membership.models.club_notice_sending"):
            self._send(call)
        notice = self._notice(call, member)
        self.assertEqual(notice.state, "failed")
        self.assertIn("Broken", notice.failure)
        template.body_html = "<p>Mended</p>"
        notice.action_send_again()
        self._send(call)
        self.assertEqual(notice.state, "queued")

    def test_a_delivered_mail_marks_its_notice_sent_even_when_deleted(self):
        member = self._renewing("Sent")
        call = self._call()
        self._send(call)
        notice = self._notice(call, member)
        self._deliver(notice)
        self.assertEqual(notice.state, "sent")
        self.assertFalse(notice.mail_id)

    def test_a_refused_address_marks_its_notice_bounced(self):
        member = self._renewing("Refused")
        call = self._call()
        self._send(call)
        notice = self._notice(call, member)
        notice.mail_id._postprocess_sent_message(
            [], [], failure_type="mail_email_invalid", failure_reason="No such user"
        )
        self.assertEqual((notice.state, notice.failure), ("bounced", "No such user"))

    def test_a_bounce_reaches_everybody_who_uses_the_address(self):
        couple = [self._renewing(n, email="couple@example.org") for n in ("A", "B")]
        other = self._renewing("C")
        call = self._call()
        self._send(call)
        self._deliver(call.notice_ids)
        partners = couple[0].partner_id | couple[1].partner_id
        partners._message_receive_bounce("couple@example.org", partners[:1])
        for member in couple:
            self.assertEqual(self._notice(call, member).state, "bounced")
        self.assertEqual(self._notice(call, other).state, "sent")
        self.assertEqual(call.letter_count, 2)

    def test_the_secretary_sends_again_and_readers_cannot(self):
        member = self._renewing("Again")
        notice = self._notice(self._call(), member)
        notice.state = "bounced"
        with self.assertRaises(AccessError):
            self._as("reader", notice).action_send_again()
        self._as("secretary", notice).action_send_again()
        self.assertEqual(notice.state, "to_send")

    def test_sending_again_cancels_the_mail_that_failed(self):
        member = self._renewing("Smtp")
        call = self._call()
        self._send(call)
        notice = self._notice(call, member)
        failed = notice.mail_id
        failed.state = "exception"
        failed._postprocess_sent_message([], [], failure_type="mail_smtp")
        self.assertEqual(notice.state, "failed")
        notice.action_send_again()
        self._send(call)
        self.assertEqual(failed.state, "cancel")
        self.assertNotEqual(notice.mail_id, failed)

    def test_queries_do_not_grow_with_the_notices(self):
        self._forget_nothing()
        for number in range(60):
            self._renewing(f"Member {number}")
        call = self._call()
        notices = call.notice_ids.sorted("id")
        self.env.flush_all()
        notices[:2]._queue_mails()  # warms the templates up

        def queries(batch):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch._queue_mails()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few, many = queries(notices[2:10]), queries(notices[10:60])
        self.assertLessEqual(many - few, 3)
        self.assertEqual(set(notices.mapped("state")), {"queued"})
