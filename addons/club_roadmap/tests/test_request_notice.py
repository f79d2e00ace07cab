from unittest.mock import patch

from odoo.addons.base.models.ir_mail_server import IrMail_Server, MailDeliveryException
from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import RoadmapCommon


class NoticeCommon(RoadmapCommon):
    """What leaves is caught where it would go to the mail server."""

    def setUp(self):
        super().setUp()
        self.sent = []

    def _run_cron(self, failure=None):
        def send(_server, message, *_args, **_kwargs):
            if failure:
                raise failure
            self.sent.append(message)

        cron = self.env.ref("club_roadmap.ir_cron_club_request_notice_send")
        with (
            patch.object(IrMail_Server, "send_email", send),
            self.enter_registry_test_mode(),
        ):
            cron.method_direct_trigger()
        self.env.invalidate_all()
        return self._mails()

    def _mails(self):
        """{address: [text of each mail]}; each mail has one addressee."""
        found = {}
        for mail in self.sent:
            self.assertEqual(mail["To"].count("@"), 1)
            self.assertFalse(mail["Cc"] or mail["Bcc"])
            body = mail.get_body(("html",)).get_content()
            found.setdefault(mail["To"].split("<")[1].strip(">"), []).append(body)
        return found

    def _told(self, request=None):
        notices = self.env["club.request.notice"].search(
            [("request_id", "=", request.id)] if request else []
        )
        return notices.partner_id


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestNotice(NoticeCommon):
    def test_who_speaks_for_author_and_supporters_is_told_once(self):
        request = self._request(shown=False)
        request._support(self.bolt_team["voter"], self.bolt, shown=False)
        request._move("planned", by="vendor")
        request._tell_supporters("planned")
        speaking = ("manager", "voter", "deputy")
        expected = {
            f"{name} {role}@example.org".replace(" ", ".")
            for name in ("acme", "bolt")
            for role in speaking
        }
        mails = self._run_cron()
        self.assertEqual(set(mails), expected)
        self.assertEqual({len(texts) for texts in mails.values()}, {1})
        self.assertEqual(self._run_cron(), mails)

    def test_a_mail_lists_all_that_happened_and_names_nobody(self):
        first = self._request("Faster closing", shown=False)
        second = self._request("Better search", self.bolt, shown=False)
        second._support(self.acme_team["voter"], self.acme, shown=False)
        first._move("planned", by="vendor")
        second._move("declined", reason="Too dear", by="vendor")
        mails = self._run_cron()
        (text,) = mails["acme.voter@example.org"]
        self.assertIn(first.number, text)
        self.assertIn("Too dear", text)
        (text,) = mails["bolt.voter@example.org"]
        self.assertNotIn(first.number, text)
        self.assertNotIn("Acme", text)
        for mail in self.sent:
            self.assertEqual(mail["Subject"], "News about requests you follow")
            self.assertIn("/club/news/stop/", mail["List-Unsubscribe"])

    def test_hidden_support_leaves_no_message_that_anybody_reads(self):
        counted = ("mail.mail", "mail.message", "mail.notification", "mail.followers")
        before = {name: self.env[name].search_count([]) for name in counted}
        request = self._request(shown=False)
        request._support(self.bolt_team["voter"], self.bolt, shown=False)
        request._move("planned", by="vendor")
        self.assertTrue(self._run_cron())
        after = {name: self.env[name].search_count([]) for name in counted}
        self.assertEqual(after, before)

    def test_nobody_reads_who_was_told(self):
        request = self._request(shown=False)
        request._move("planned")
        for role in ("reader", "secretary", "treasurer", "admin", "portal"):
            for model in ("club.request.notice", "club.request.news"):
                with (
                    self.subTest(role=role, model=model),
                    self.assertRaises(AccessError),
                ):
                    self._as(role)[model].search([])

    def test_steps_that_nobody_waits_for_are_not_told(self):
        request = self._request()
        request._move("sponsored", by="commission")
        request._move("voting", by="vote")
        self.assertFalse(self._told(request))

    def test_a_member_alone_is_told_and_who_wrote_in_a_team_too(self):
        person = self._member("Solo", self.brittany)
        self._period(person, "2024-01-01", "2099-12-31")
        request = self._request()
        request._support(person.partner_id, person)
        row = request._author_row()
        row.partner_id = self.acme_team["seat"]
        request._move("chosen", by="vote")
        told = self._told(request)
        self.assertIn(person.partner_id, told)
        self.assertIn(self.acme_team["seat"], told)
        self.assertNotIn(self.bolt_team["voter"], told)

    def test_who_left_the_team_or_the_association_gets_nothing(self):
        request = self._request()
        request._support(self.bolt_team["voter"], self.bolt)
        request._move("planned")
        left = self.env["club.delegation"].search(
            [("partner_id", "=", self.acme_team["voter"].id)]
        )
        left.date_to = day("2026-03-14")
        self.bolt.sudo().write({"state": "lapsed"})
        mails = self._run_cron()
        self.assertEqual(
            set(mails), {"acme.manager@example.org", "acme.deputy@example.org"}
        )

    def test_support_of_what_was_merged_hears_of_the_other_one(self):
        request, other = self._request(), self._request("Other", self.bolt)
        rows = self.env["club.request.support"]
        request._support(self.acme_team["voter"], self.acme)
        request.sudo().write({"merged_into_id": other.id, "root_id": other.id})
        rows.search([("request_id", "=", request.id)]).root_id = other
        request._move("merged")
        self.assertIn(self.acme_team["voter"], self._told(request))
        self.assertNotIn(self.bolt_team["voter"], self._told(request))
        other._move("delivered")
        self.assertIn(self.acme_team["voter"], self._told(other))

    def test_each_day_has_one_mail_and_weekly_readers_wait(self):
        request = self._request()
        weekly = self.acme_team["deputy"]
        news = self.env["club.request.news"]
        news._of(weekly, self.company)._choose("weekly")
        news._of(self.acme_team["manager"], self.company)._choose("none")
        request._move("planned")
        self.assertEqual(len(self._run_cron()), 2)
        request._move("in_progress")
        self.assertEqual(len(self._run_cron()["acme.voter@example.org"]), 1)
        with freeze_time("2026-03-16"):
            mails = self._run_cron()
        self.assertEqual(len(mails["acme.voter@example.org"]), 2)
        self.assertEqual(len(mails["acme.deputy@example.org"]), 1)
        with freeze_time("2026-03-22"):
            mails = self._run_cron()
        self.assertEqual(len(mails["acme.deputy@example.org"]), 2)
        self.assertNotIn("acme.manager@example.org", mails)

    def test_each_reads_the_mail_in_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        seen = []
        notices = self.env.registry["club.request.notice"]
        real = notices._digest_mail

        def remember(self):
            seen.append((self.partner_id.name, self.env.lang))
            return real(self)

        self.acme_team["voter"].lang = "fr_FR"
        self._request()._move("planned")
        with patch.object(notices, "_digest_mail", remember):
            self._run_cron()
        self.assertIn(("Acme voter", "fr_FR"), seen)
        self.assertIn(("Acme deputy", "en_US"), seen)

    @mute_logger("odoo.addons.club_roadmap.models.club_request_digest")
    def test_while_the_mail_server_is_away_news_wait(self):
        self._request()._move("planned")
        self.assertFalse(self._run_cron(failure=ConnectionRefusedError()))
        self.assertEqual(len(self._run_cron()), 3)

    @mute_logger("odoo.addons.club_roadmap.models.club_request_digest")
    def test_a_refused_address_stops_its_own_mail_only(self):
        request = self._request()
        request._move("planned")
        self.acme_team["voter"].email = False
        self._run_cron(failure=MailDeliveryException("No such mailbox"))
        states = self.env["club.request.notice"].search([]).mapped("state")
        self.assertEqual(sorted(states), ["dropped", "failed", "failed"])
        self.assertFalse(self._run_cron())

    def test_what_was_leaving_when_a_run_was_killed_is_not_sent_twice(self):
        request = self._request()
        request._move("planned")
        notice = self.env["club.request.notice"].search(
            [("request_id", "=", request.id)], limit=1
        )
        notice.state = "sending"
        mails = self._run_cron()
        self.assertEqual(len(mails), 2)
        self.assertEqual(notice.state, "failed")

    def test_the_link_in_a_mail_stops_the_mails_of_its_reader_only(self):
        news = self.env["club.request.news"]
        mine = news._of(self.acme_team["voter"], self.company)
        other = news._of(self.acme_team["deputy"], self.company)
        self.assertEqual(news._by_token(mine.id, mine._stop_token()), mine)
        self.assertFalse(news._by_token(other.id, mine._stop_token()))
        self._request()._move("planned")
        mine._choose("none")
        self.assertNotIn("acme.voter@example.org", self._run_cron())
