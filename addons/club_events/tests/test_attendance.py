from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import freeze_time, new_test_user
from .door_common import NOW, DoorCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestAttendance(DoorCommon):
    """The door lets in who is expected today, once, and says why not otherwise."""

    def _state(self, row=None, event=None):
        return (row or self.row)._sign_in(self.hugo, "site", event)["state"]

    def test_who_is_expected_is_signed_in_with_the_time_and_by_whom(self):
        answer = self.row._sign_in(self.hugo, "site", self.event)
        self.assertEqual((answer["state"], answer["tone"]), ("in", "success"))
        self.assertEqual(self.row.state, "done")
        self.assertEqual(self.row.signed_by_id, self.hugo)
        self.assertEqual(self.row.date_closed, fields.Datetime.now())

    def test_a_second_scan_says_when_and_changes_nothing(self):
        self._state()
        with freeze_time("2026-04-09 12:40:00"):
            answer = self.row._sign_in(self.bea)
        self.assertEqual((answer["state"], answer["tone"]), ("already", "warning"))
        self.assertIn("2:10", answer["text"])
        self.assertEqual(self.row.signed_by_id, self.hugo)

    def test_a_badge_of_another_meeting_is_not_let_in(self):
        other = self._meeting("Other meeting")
        row = self._registered(self.anna, other)
        answer = row._sign_in(self.hugo, event=self.event)
        self.assertEqual((answer["state"], row.state), ("other", "open"))
        self.assertIn("Other meeting", answer["text"])

    def test_another_day_is_not_today(self):
        for moment in ("2026-04-08 21:30:00", "2026-04-10 12:00:00"):
            with freeze_time(moment):
                self.assertEqual(self._state(), "day", moment)
        self.assertEqual(self.row.state, "open")

    def test_the_day_is_that_of_the_place_of_the_meeting(self):
        # 8 April 22:30 in London is half past eleven in Paris; 22:05 UTC is the 9th.
        with freeze_time("2026-04-08 22:05:00"):
            self.assertEqual(self._state(), "in")

    def test_a_late_end_is_still_the_evening(self):
        late = self._meeting(
            date_begin="2026-04-09 17:00:00", date_end="2026-04-09 21:45:00"
        )
        row = self._registered(self.carl, late)
        with freeze_time("2026-04-09 22:20:00"):
            self.assertEqual(self._state(row), "in")

    def test_who_waits_or_has_to_pay_is_not_let_in(self):
        opened = self._meeting("Open day", "open")
        for hold in ("waiting", "payment", "offer"):
            row = self._registered(self._person(f"Who {hold}"), opened, state="draft")
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE event_registration SET hold = %s, hold_until = %s "
                "WHERE id = %s",
                (hold, "2026-04-09 13:00:00", row.id),
            )
            row.invalidate_recordset()
            self.assertEqual(self._state(row), hold)
            self.assertEqual(row.state, "draft")

    def test_nobody_attends_a_cancelled_meeting(self):
        self.event.write({"cancelled_on": NOW, "cancel_reason": "No room."})
        answer = self.row._sign_in(self.hugo)
        self.assertEqual((answer["state"], answer["tone"]), ("called_off", "danger"))
        self.assertIn("No room.", answer["text"])
        with self.assertRaises(UserError):
            self.row.sudo().action_set_done()

    def test_who_withdrew_is_not_let_in(self):
        self.row.sudo().action_cancel()
        self.assertEqual(self._state(), "cancelled")

    def test_undone_leaves_neither_time_nor_name(self):
        self._state()
        self.row._tick(self.bea, "undo")
        self.assertEqual(self.row.state, "open")
        self.assertFalse(self.row.date_closed or self.row.signed_by_id)
        with freeze_time("2026-04-09 13:00:00"):
            self._state()
            self.assertEqual(self.row._signed_at().replace("\u202f", " "), "3:00 PM")

    def test_the_list_corrects_how_somebody_came(self):
        self.row._tick(self.hugo, "site")
        self.row._tick(self.hugo, "remote")
        self.assertEqual((self.row.state, self.row.presence), ("done", "remote"))

    def test_the_list_is_corrected_after_the_day_but_not_before(self):
        with freeze_time("2026-04-08 12:00:00"), self.assertRaises(UserError):
            self.row._tick(self.hugo, "site")
        with freeze_time("2026-04-12 12:00:00"):
            self.row._tick(self.hugo, "site")
        self.assertEqual(self.row.state, "done")

    def test_the_office_ticks_and_is_named(self):
        user = new_test_user(
            self.env,
            "secretary_here",
            groups="base.group_user,club_membership.group_club_secretary",
            company_id=self.company.id,
            company_ids=[fields.Command.set(self.company.ids)],
        )
        row = self.row.with_user(user)
        row.action_set_done()
        self.assertEqual(self.row.signed_by_id, user.partner_id)
        row.action_confirm()
        self.assertFalse(self.row.signed_by_id)

    def test_the_desk_of_odoo_goes_through_the_same_door(self):
        user = new_test_user(
            self.env,
            "desk",
            groups="base.group_user,event.group_event_registration_desk",
            company_id=self.company.id,
            company_ids=[fields.Command.set(self.company.ids)],
        )
        desk = self.env["event.registration"].with_user(user)

        def shown(event=self.event, code=None):
            answer = desk.register_attendee(code or self.row.barcode, event.id)
            return answer.get("status") or answer.get("error")

        other = self._meeting("Other meeting")
        self.assertEqual(shown(other), "need_manual_confirmation")
        with freeze_time("2026-04-12 12:00:00"):
            self.assertEqual(shown(), "not_ongoing_event")
        address = f"https://club.example.org{self.row._badge_path()}"
        self.assertEqual(shown(code=address), "confirmed_registration")
        self.assertEqual(shown(), "already_registered")
        self.assertEqual(shown(code="12345"), "invalid_ticket")
        self.assertEqual(shown(code="no badge"), "invalid_ticket")
        self.assertEqual(self.row.signed_by_id, user.partner_id)
