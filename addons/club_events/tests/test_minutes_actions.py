from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .minutes_common import MinutesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMinutesActions(MinutesCommon):
    """Actions are followed until they are done."""

    def setUp(self):
        super().setUp()
        self.minutes = self._minutes()
        self.action = self._action(self.minutes)
        self.actions = self.env["club.minutes.action"]

    def _list(self, name, part="mine"):
        values = self.actions._list_values(self._space(name))
        return [card["name"] for card in values[part]]

    def _notes(self):
        notices = self.env["club.event.notice"].search([("level", "=", "action")])
        return sorted((n.partner_id.name, n.key.split(":")[2]) for n in notices)

    def _remind(self, day):
        with freeze_time(day), self.enter_registry_test_mode():
            self.env.ref("club_events.ir_cron_club_minutes_action").with_context(
                tz=False
            ).method_direct_trigger()

    def test_an_action_is_its_owners_once_minutes_are_published(self):
        self.assertFalse(self._list("Max"))
        self._published(self.minutes)
        self.assertEqual(self._list("Max"), ["Write to the vendor"])
        self.assertFalse(self._list("Rita"))

    def test_who_runs_the_meeting_follows_all_open_ones(self):
        self.assertEqual(self._list("Clara", "followed"), ["Write to the vendor"])
        for outsider in ("Max", "Rita", "Nora"):
            self.assertFalse(self._list(outsider, "followed"), outsider)

    def test_only_owner_and_hosts_find_an_action(self):
        self._published(self.minutes)
        found = {
            name
            for name in self.people
            if self.actions._of_space(self._space(name), self.action.id)
        }
        self.assertEqual(found, {"Max", "Clara", "Sam"})

    def test_who_left_the_association_has_nothing_to_do(self):
        self._published(self.minutes)
        self.members["Max"]._close("resigned", self.company._club_today(), "Moved")
        self.assertFalse(self._list("Max"))

    def test_it_is_done_once_with_what_came_of_it(self):
        self._published(self.minutes)
        space = self._space("Max")
        with self.assertRaisesRegex(UserError, "what came of it"):
            self.action._finish(space, "  ")
        self.action._finish(space, "They answered.")
        self.assertEqual(self.action.state, "done")
        self.assertEqual(str(self.action.done_on), "2026-03-15")
        self.assertEqual(self._list("Max", "done"), ["Write to the vendor"])
        with self.assertRaisesRegex(UserError, "over already"):
            self.action._finish(space, "Again")
        with self.assertRaisesRegex(UserError, "over already"):
            self.action._give_up(space, "Again")

    def test_reminders_go_out_before_and_after_the_day_once_each(self):
        self._published(self.minutes)
        for day, notes in (
            ("2026-04-02", []),
            ("2026-04-03", [("Max", "soon")]),
            ("2026-04-06", [("Max", "soon")]),
            ("2026-04-11", [("Max", "late1"), ("Max", "soon")]),
            ("2026-04-20", [("Max", "late1"), ("Max", "soon")]),
            ("2026-04-26", [("Max", "late1"), ("Max", "late15"), ("Max", "soon")]),
        ):
            self._remind(day)
            self.assertEqual(self._notes(), notes, day)

    def test_a_missed_day_is_made_up_for(self):
        self._published(self.minutes)
        self._remind("2026-04-13")
        self.assertEqual(self._notes(), [("Max", "late1")])

    def test_nobody_is_reminded_of_a_draft_or_of_what_is_done(self):
        self._remind("2026-04-11")
        self.assertFalse(self._notes())
        self._published(self.minutes)
        self.action._finish(self._space("Max"), "They answered.")
        self._remind("2026-04-11")
        self.assertFalse(self._notes())

    def test_another_day_begins_the_reminders_anew(self):
        self._published(self.minutes)
        self._remind("2026-04-11")
        self.action._postpone(self._space("Clara"), "2026-05-10")
        self._remind("2026-05-04")
        self.assertEqual(self._notes(), [("Max", "late1"), ("Max", "soon")])

    def test_a_reminder_is_dropped_where_it_is_not_true_any_more(self):
        self._published(self.minutes)
        self._remind("2026-04-11")
        notice = self.env["club.event.notice"].search([("level", "=", "action")])
        self.assertTrue(notice._is_true())
        self.action.owner_id = self.people["Nora"]
        self.assertFalse(notice._is_true())
        self.action.owner_id = self.people["Max"]
        self.action._finish(self._space("Max"), "They answered.")
        self.assertFalse(notice._is_true())

    def test_who_left_the_association_is_not_reminded(self):
        self._published(self.minutes)
        self._remind("2026-04-11")
        notice = self.env["club.event.notice"].search([("level", "=", "action")])
        self.assertTrue(notice._is_true())
        self.members["Max"]._close("resigned", self.company._club_today(), "Moved")
        self.assertFalse(notice._is_true())

    def test_the_mail_says_what_by_when_and_where_it_was_agreed(self):
        self._published(self.minutes)
        self._remind("2026-04-11")
        notice = self.env["club.event.notice"].search([("level", "=", "action")])
        with freeze_time("2026-04-11"):
            self.env.invalidate_all()
            content = notice._content_action()
        self.assertEqual(content["subject"], "Overdue: Write to the vendor")
        self.assertIn("It was agreed at Spring", " ".join(content["lines"]))
        self.assertTrue(content["url"].endswith("/my/actions"))

    def test_the_mail_of_published_minutes_says_what_is_ones_own(self):
        self._published(self.minutes)
        notices = self.env["club.event.notice"].search([("level", "=", "minutes")])
        told = {n.partner_id.name: n._content_minutes() for n in notices}
        self.assertIn("Write to the vendor", " ".join(told["Max"]["lines"]))
        self.assertNotIn("Write to the vendor", " ".join(told["Rita"]["lines"]))
        self.assertIn(f"/my/minutes/{self.minutes.id}", told["Rita"]["url"])

    def test_late_ones_come_first_at_the_next_meeting(self):
        self._action(self.minutes, "Late one", due_date="2026-03-12")
        self._published(self.minutes)
        coming = self._meeting("Next", "body", commission_id=self.commission.id)
        cards = coming._page_values(self._space("Max"))["open_actions"]
        self.assertEqual(
            [(card["name"], card["is_late"]) for card in cards],
            [("Late one", True), ("Write to the vendor", False)],
        )
        open_meeting = self._meeting("All", "members")
        self.assertFalse(open_meeting._page_values(self._space("Max"))["open_actions"])

    def test_who_only_comes_as_a_member_sees_no_actions_of_the_commission(self):
        self._published(self.minutes)
        coming = self._meeting("Next", "members", commission_id=self.commission.id)
        self.assertFalse(coming._page_values(self._space("Nora"))["open_actions"])
        self.assertTrue(coming._page_values(self._space("Max"))["open_actions"])

    def test_staff_find_theirs_and_the_late_ones(self):
        late = self._action(self.minutes, "Late one", due_date="2026-03-12")
        found = self._as("secretary")["club.minutes.action"].with_company(self.company)
        self.assertEqual(found.search([("is_late", "=", True)]), late)
        self.assertEqual(
            found.search(
                [("is_late", "=", False), ("minutes_id", "=", late.minutes_id.id)]
            ),
            self.action,
        )
