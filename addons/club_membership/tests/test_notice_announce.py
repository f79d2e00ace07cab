from odoo.tests import freeze_time

from ..rules.references import is_valid_reference
from .common import TODAY
from .notice_common import NoticeCommon


@freeze_time(TODAY)
class TestNoticeAnnounce(NoticeCommon):
    """A call writes one notice per payer, and only where something is owed."""

    def test_a_payer_of_three_gets_one_notice_naming_all(self):
        parent = self._renewing("Parent")
        for child in ("Ann", "Bob"):
            self._renewing(child, payer=parent.partner_id)
        call = self._call()
        self.assertEqual(len(call.notice_ids), 1)
        notice = call.notice_ids
        self.assertEqual(notice.payer_id, parent.partner_id)
        self.assertEqual(notice.amount_due, 90.0)
        self.assertEqual(
            set(notice.due_ids.partner_id.mapped("name")), {"Parent", "Ann", "Bob"}
        )

    def test_two_people_sharing_an_address_get_two_notices(self):
        self._renewing("Jeanne", email="couple@example.org")
        self._renewing("Jean", email="couple@example.org")
        self.assertEqual(len(self._call().notice_ids), 2)

    def test_the_notice_carries_the_reference_of_its_dues(self):
        member = self._renewing("Ref")
        call = self._call()
        notice = self._notice(call, member)
        self.assertTrue(is_valid_reference(notice.reference))
        self.assertEqual(notice.due_ids.mapped("reference"), [notice.reference])

    def test_tokens_are_long_and_differ(self):
        self._renewing("A")
        self._renewing("B")
        tokens = self._call().notice_ids.mapped("access_token")
        self.assertEqual(len(set(tokens)), 2)
        self.assertEqual({len(token) for token in tokens}, {64})

    def test_announcing_twice_writes_nothing_more(self):
        self._renewing("Twice")
        call = self._call()
        again = self.env["club.notice"]._announce(call, call.due_ids.ids)
        self.assertEqual((again, len(call.notice_ids)), (0, 1))

    def test_nobody_is_told_about_nothing(self):
        free = self._renewing("Free")
        free.type_id = self.type_honorary
        free.period_ids.type_id = self.type_honorary
        call = self._call()
        self.assertEqual(free.partner_id, call.line_ids.partner_id)
        self.assertFalse(call.notice_ids)

    def test_a_deceased_payer_is_not_written_to(self):
        member = self._renewing("Late")
        call = self._call()
        call.notice_ids.unlink()
        member.partner_id.club_deceased_on = TODAY
        self.assertEqual(self.env["club.notice"]._announce(call, call.due_ids.ids), 0)

    def test_without_address_that_works_a_letter_is_to_be_printed(self):
        members = {
            "none": self._renewing("None", email=False),
            "invalid": self._renewing("Invalid", email="not an address"),
            "bounced": self._renewing("Bounced", message_bounce=2),
            "refused": self._renewing("Refused"),
            "fine": self._renewing("Fine"),
        }
        self.env["mail.blacklist"]._add(members["refused"].partner_id.email)
        call = self._call()
        channels = {
            name: (self._notice(call, m).channel, self._notice(call, m).state)
            for name, m in members.items()
        }
        self.assertEqual(channels.pop("fine"), ("email", "to_send"))
        self.assertEqual(set(channels.values()), {("letter", "to_print")})

    def test_a_done_call_wakes_the_sending_up(self):
        self._renewing("Wake")
        cron = self.env.ref("club_membership.ir_cron_club_notice_send")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self._call()
        after = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.assertGreater(after, before)

    def test_nothing_goes_out_before_the_call_is_done(self):
        member = self._renewing("Early")
        call = self._call()
        notice = self._notice(call, member)
        notices = self.env["club.notice"]
        self.assertIn(notice, notices.search(notices._to_send_domain()))
        call.state = "running"
        self.assertNotIn(notice, notices.search(notices._to_send_domain()))
