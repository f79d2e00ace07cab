from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY
from .minutes_common import MinutesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMinutes(MinutesCommon):
    """The life of minutes: from the draft to what stays."""

    def test_a_draft_begins_with_agenda_and_who_came(self):
        self.env["event.track"].create(
            [
                {
                    "name": "Budget",
                    "event_id": self.meeting.id,
                    "owner_id": self.people["Max"].id,
                },
                {
                    "name": "Lunch",
                    "event_id": self.meeting.id,
                    "club_kind": "break",
                },
            ]
        )
        self._came(self.meeting, "Nora", "open")
        begun = self.env["club.minutes"]._begin(self.meeting, self.people["Sam"])
        self.assertIn("<strong>Present:</strong> Max, Rita", begun.body)
        self.assertIn("Registered, not there:</strong> Nora", begun.body)
        self.assertIn("1. Budget", begun.body)
        self.assertIn("Presented by Max.", begun.body)
        self.assertNotIn("Lunch", begun.body)
        self.assertEqual(begun.name, "Spring")
        self.assertEqual(str(begun.date), "2026-03-10")
        self.assertEqual(begun.audience, "body")

    def test_beginning_twice_is_one_draft(self):
        begun = self.env["club.minutes"]._begin(self.meeting, self.people["Sam"])
        again = self.env["club.minutes"]._begin(self.meeting, self.people["Clara"])
        self.assertEqual(begun, again)
        self.assertEqual(again.author_id, self.people["Sam"])

    def test_empty_minutes_are_not_handed_in(self):
        minutes = self._minutes(body=False)
        with self.assertRaisesRegex(UserError, "say nothing yet"):
            minutes._submit(self.people["Sam"])

    def test_the_author_does_not_approve_where_somebody_else_can(self):
        minutes = self._minutes()
        minutes._submit(self.people["Sam"])
        with self.assertRaisesRegex(UserError, "have them approved by Clara"):
            minutes._approve(self.people["Sam"])
        minutes._approve(self.people["Clara"])
        self.assertEqual(minutes.approved_by_id, self.people["Clara"])
        self.assertTrue(minutes.approved_on)

    def test_under_another_name_who_handed_them_in_does_not_approve_either(self):
        minutes = self._minutes(author="Clara")
        minutes._submit(self.people["Sam"])
        self.assertEqual(minutes.handed_in_by_id, self.people["Sam"])
        minutes.author_id = self.people["Rita"]
        with self.assertRaisesRegex(UserError, "handed them in"):
            minutes._approve(self.people["Sam"])
        minutes._approve(self.people["Clara"])
        self.assertEqual(minutes.state, "approved")

    def test_who_is_alone_approves_their_own(self):
        self.seats["Clara"]._leave("Moved")
        minutes = self._minutes()
        minutes._submit(self.people["Sam"])
        minutes._approve(self.people["Sam"])
        self.assertEqual(minutes.state, "approved")

    def test_a_change_after_approval_asks_for_a_new_one_and_leaves_a_trace(self):
        minutes = self._minutes()
        minutes._submit(self.people["Sam"])
        minutes._approve(self.people["Clara"])
        decision = self.env["club.minutes.decision"]
        decision.create({"minutes_id": minutes.id, "name": "We go on."})
        self.assertEqual(minutes.state, "draft")
        self.assertFalse(minutes.approved_by_id)
        self.assertIn("Changed after", minutes.message_ids[0].body)

    def test_steps_are_taken_in_turn_and_once(self):
        minutes = self._minutes()
        with self.assertRaisesRegex(UserError, "not the next step"):
            minutes._publish(self.people["Clara"])
        self._published(minutes)
        with self.assertRaisesRegex(UserError, "not the next step"):
            minutes._publish(self.people["Clara"])
        self.assertEqual(len(minutes.revision_ids), 1)

    def test_no_step_is_written_by_hand(self):
        secretary = self._as("secretary")["club.minutes"]
        minutes = secretary.browse(self._minutes().id)
        for vals in ({"state": "published"}, {"search_text": "x"}):
            with self.assertRaisesRegex(UserError, "by their buttons"):
                minutes.write(vals)
        with self.assertRaisesRegex(UserError, "by their buttons"):
            secretary.create({"event_id": self.meeting.id, "state": "approved"})

    def test_published_minutes_stay_whatever_the_way_in(self):
        minutes = self._minutes()
        line = self.env["club.minutes.decision"].create(
            {"minutes_id": minutes.id, "name": "We go on."}
        )
        action = self._action(minutes)
        self._published(minutes)
        for change in (
            lambda: minutes.write({"body": "<p>Else</p>"}),
            lambda: minutes.write({"audience": "public"}),
            lambda: line.write({"name": "We stop."}),
            lambda: line.unlink(),
            lambda: line.copy(),
            lambda: action.write({"name": "Else"}),
            lambda: action.unlink(),
            lambda: minutes.unlink(),
            lambda: minutes.revision_id.unlink(),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                change()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            minutes.revision_id.body = "<p>Else</p>"
            self.env.flush_all()

    def test_who_follows_and_when_goes_on_after_publishing(self):
        minutes = self._minutes()
        action = self._action(minutes)
        self._published(minutes)
        action.write({"due_date": "2026-05-01", "owner_id": self.people["Nora"].id})
        self.assertEqual(minutes.state, "published")

    def test_a_correction_keeps_what_was_read_until_it_is_published(self):
        minutes = self._published()
        with self.assertRaisesRegex(UserError, "Say what is corrected"):
            minutes._correct(self.people["Sam"], " ")
        minutes._correct(self.people["Sam"], "The date was wrong.")
        minutes.body = "<p>Corrected</p>"
        reader = self._space("Max")
        self.assertIn("invoices", minutes._page_values(reader)["body"])
        self._published(minutes)
        values = minutes._page_values(reader)
        self.assertIn("Corrected", values["body"])
        self.assertEqual(values["reason"], "The date was wrong.")
        first, second = minutes.revision_ids.sorted("number")
        self.assertEqual((first.number, second.number), (1, 2))
        self.assertIn("invoices", first.body)

    def test_numbers_of_decisions_stay_in_a_correction(self):
        minutes = self._minutes()
        decisions = self.env["club.minutes.decision"]
        values = {"minutes_id": minutes.id}
        second = decisions.create({**values, "name": "Second", "sequence": 20})
        first = decisions.create({**values, "name": "First", "sequence": 5})
        self._published(minutes)
        self.assertEqual((first.number, second.number), (1, 2))
        minutes._correct(self.people["Sam"], "One was forgotten.")
        forgotten = decisions.create({**values, "name": "Before", "sequence": 1})
        self._published(minutes)
        self.assertEqual((first.number, second.number, forgotten.number), (1, 2, 3))

    def test_officers_write_those_of_their_own_sections_only(self):
        own = self._meeting("Own", section_id=self.brittany.id)
        other = self._meeting("Other", section_id=self.provence.id)
        third = self._meeting("Third", section_id=self.provence.id)
        minutes = self._as("officer")["club.minutes"]
        mine = minutes.create({"event_id": own.id, "body": "<p>Said</p>"})
        mine.action_submit()
        self.assertEqual(mine.state, "review")
        foreign = self._minutes(other)
        self.assertFalse(minutes.search([("id", "=", foreign.id)]))
        with self.assertRaises(AccessError):
            minutes.create({"event_id": third.id})
