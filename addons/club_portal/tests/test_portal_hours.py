import re

from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .dues_pages_common import DuesPagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalHours(DuesPagesCommon):
    """What a volunteer sees, confirms, corrects and adds on a telephone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.log = cls.env["club.hours"]
        cls.meeting = cls.env.ref("club_membership.hours_activity_meeting")
        cls.volunteer = cls.anna.partner_id

    def _line(self, origin="club.duty,1", person=None, **vals):
        return self.log._log(
            [
                {
                    "company_id": self.company.id,
                    "partner_id": (person or self.volunteer).id,
                    "date": "2026-03-02",
                    "hours": 2,
                    "activity": "duty",
                    "origin": origin,
                    **vals,
                }
            ]
        )

    def _send(self, path, login="anna", **asked):
        """Send a form of the page; what the next page says first."""
        self._as(login)
        page = self._page("/my/hours")
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        answer = self.url_open(path, data={"csrf_token": token, "space": "me", **asked})
        self.env.invalidate_all()
        return " ".join(answer.text.split())

    def _added(self, **asked):
        return self._send(
            "/my/hours/add",
            **{
                "date": "2026-03-10",
                "hours": "1h30",
                "activity_id": self.meeting.id,
                "token": "form-1",
                **asked,
            },
        )

    def _cards(self, login="anna"):
        cards = self.env["club.portal.card"]._all(self._space(login))
        return {card["key"]: card for card in cards}

    def test_home_shows_hours_to_who_has_some_and_how_many_wait(self):
        self.assertNotIn("hours", self._cards())
        self._line()
        self._line("club.duty,2", date="2026-04-01")
        self.assertEqual(self._cards()["hours"]["count"], 1)
        self.assertNotIn("hours", self._cards("bo"))
        self._as("anna")
        self.assertIn('href="/my/hours"', self._page("/my"))

    def test_who_is_in_office_finds_where_to_write_hours(self):
        self._office(self.volunteer, self.brittany, "coordinator")
        self.assertEqual(self._cards()["hours"]["count"], 0)

    def test_volunteer_who_is_no_member_confirms_too(self):
        helper = self._login(self._person("Hal Helper"), "hal")
        line = self._line(person=helper.partner_id)
        self.assertEqual(self._cards("hal")["hours"]["count"], 1)
        self._send(f"/my/hours/{line.id}/confirm", "hal", minutes=120)
        self.assertEqual(line.state, "confirmed")

    def test_one_tap_confirms_and_says_how_much(self):
        line = self._line()
        page = self._send(f"/my/hours/{line.id}/confirm", minutes=120)
        self.assertIn("Confirmed: 2 h.", page)
        self.assertEqual(line.state, "confirmed")
        self.assertEqual(line.confirmed_by_id, self.anna)

    def test_confirm_all_confirms_what_was_shown_only(self):
        shown = self._line() | self._line("club.duty,2", hours=1)
        self._as("anna")
        page = self._page("/my/hours")
        lines = re.search(r'name="lines"[^>]*value="([^"]+)"', page)[1]
        minutes = re.search(r'name="minutes"[^>]*value="([^"]+)"', page)[1]
        later = self._line("club.duty,3")
        self._send("/my/hours/confirm", lines=lines, minutes=minutes)
        self.assertEqual(set(shown.mapped("state")), {"confirmed"})
        self.assertEqual(later.state, "proposed")

    def test_confirm_all_refuses_what_changed_since(self):
        lines = self._line() | self._line("club.duty,2")
        self._line(hours=9)
        page = self._send(
            "/my/hours/confirm", lines=",".join(map(str, lines.ids)), minutes=240
        )
        self.assertIn("changed since you opened", page)
        self.assertEqual(set(lines.mapped("state")), {"proposed"})

    def test_correction_confirms_what_was_typed(self):
        line = self._line()
        page = self._send(f"/my/hours/{line.id}/correct", hours="1,25", description="A")
        self.assertIn("Corrected and confirmed: 1 h 15.", page)
        self.assertEqual((line.hours, line.state), (1.25, "confirmed"))
        self.assertIn("Corrected by you", self._page("/my/hours"))

    def test_correction_that_is_no_duration_changes_nothing(self):
        line = self._line()
        page = self._send(f"/my/hours/{line.id}/correct", hours="long", description="A")
        self.assertIn("Write them as 1.5, 1:30 or 1 h 30", page)
        self.assertEqual((line.hours, line.state), (2, "proposed"))
        self.assertFalse(line.description)

    def test_declined_with_a_reason_that_stays_on_the_page(self):
        line = self._line()
        self._send(f"/my/hours/{line.id}/decline", reason="Bo came instead")
        self.assertEqual((line.state, line.reason), ("declined", "Bo came instead"))
        self.assertIn("Bo came instead", self._page("/my/hours"))

    def test_nobody_answers_for_somebody_else(self):
        line = self._line()
        for act in ("confirm", "correct", "decline"):
            page = self._send(f"/my/hours/{line.id}/{act}", "bo", hours="1")
            self.assertIn("404", page)
        self.assertEqual(line.state, "proposed")

    def test_added_hours_count_at_once_and_are_marked(self):
        page = self._added(description="Stand", state="proposed", partner_id=self.bo.id)
        self.assertIn("1 h 30 added: they count.", page)
        line = self.log.search([("partner_id", "=", self.volunteer.id)])
        self.assertEqual((line.hours, line.state), (1.5, "confirmed"))
        self.assertTrue(line.is_declared)
        self.assertEqual(line.date, day("2026-03-10"))
        self.assertIn("Declared by you", self._page("/my/hours"))

    def test_form_sent_twice_adds_once_and_says_so(self):
        self._added()
        with mute_logger("odoo.sql_db"):
            again = self._added()
        self.assertIn("in this volunteer&#39;s log already", again)
        self.assertEqual(
            self.log.search_count([("partner_id", "=", self.volunteer.id)]), 1
        )

    def test_form_without_day_or_activity_says_what_is_missing(self):
        for missing in ({"date": ""}, {"date": "soon"}, {"activity_id": ""}):
            self.assertIn("both are needed", self._added(**missing))

    def test_commission_of_somebody_else_is_not_taken(self):
        commission = self.env["club.commission"].create(
            {"name": "Training", "company_id": self.company.id, "state": "open"}
        )
        self._added(commission_id=commission.id)
        line = self.log.search([("partner_id", "=", self.volunteer.id)])
        self.assertFalse(line.commission_id)

    def test_year_shows_its_own_total_by_activity(self):
        for line in (
            self._line(),
            self._line("club.duty,2", hours=0.5),
            self._line("club.duty,3", activity="training"),
            self._line("club.duty,4", date="2025-06-01", hours=5),
        ):
            line._confirm()
        self._line("club.duty,5", hours=7)
        self._as("anna")
        page = " ".join(self._page("/my/hours").split())
        self.assertRegex(page, r"Duty</td>\s*<td[^>]*>2 h 30<")
        self.assertRegex(page, r"Total</td>\s*<td[^>]*>4 h 30<")
        page = " ".join(self._page("/my/hours?year=2025").split())
        self.assertRegex(page, r"Total</td>\s*<td[^>]*>5 h<")
        for odd in ("", "x", "99999", "-1"):
            self.assertIn("Given in 2026", self._page(f"/my/hours?year={odd}"))

    def test_what_the_office_corrected_waits_again_with_its_reason(self):
        line = self._line()
        line._confirm()
        line._amend({"hours": 1}, "The sheet says one hour")
        self._as("anna")
        page = " ".join(self._page("/my/hours").split())
        self.assertIn("before it said 2 h: The sheet says one hour", page)
        self.assertEqual(self._cards()["hours"]["count"], 1)

    def test_statement_has_confirmed_hours_of_that_year_only(self):
        self._line()._confirm()
        self._line("club.duty,2", hours=9)
        self._line("club.duty,3", date="2025-06-01", hours=5)._confirm()
        self._line("club.duty,4", person=self.bo.partner_id, hours=8)._confirm()
        lines = self.log.search([("state", "=", "confirmed"), ("hours", "=", 2)])
        html = self.env["ir.actions.report"]._render_qweb_html(
            "club_membership.action_report_hours", lines.ids
        )[0]
        text = " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())
        self.assertIn("Anna Able", text)
        self.assertIn("2026", text)
        self.assertIn("Total 2 h", text)
        self.assertNotIn("9 h", text)

    def test_page_asks_as_much_for_many_lines_as_for_few(self):
        self._many(3)
        few = self._queries()
        self._many(60)
        self.assertLessEqual(self._queries(), few)

    def _many(self, count):
        for n in range(count):
            self._line(f"a{count},{n}")._confirm()
            self._line(f"b{count},{n}")

    def _queries(self):
        self._as("anna")
        counts = []
        for _look in range(3):
            before = self.cr.sql_log_count
            self._page("/my/hours")
            counts.append(self.cr.sql_log_count - before)
        return min(counts)
