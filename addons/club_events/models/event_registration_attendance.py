from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

# States of a registration in which a list may be corrected.
SIGNABLE = ("ready", "already")
LATE = timedelta(hours=3)


class EventRegistration(models.Model):
    """Who came, signed in by whom and when; on site or remote.

    ``_sign_in`` is the one door: badges, lists, codes and Odoo's desk come through it,
    and asking twice changes nothing.
    """

    _inherit = "event.registration"

    def write(self, vals):
        if "state" not in vals:
            return super().write(vals)
        came = self.browse()
        if vals["state"] == "done":
            came = self.filtered(lambda row: row.state != "done")
            came._check_may_come()
        left = self.filtered(lambda row: row.state == "done") - came
        left = left if vals["state"] != "done" else self.browse()
        result = super().write(vals)
        if came and "signed_by_id" not in vals:
            super(EventRegistration, came).write(
                {"signed_by_id": self.env.user.partner_id.id}
            )
        if left:
            # Core keeps the time of who did not come after all.
            super(EventRegistration, left).write(
                {"date_closed": False, "signed_by_id": False}
            )
        (came | left)._attendance_changed()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations.filtered(lambda row: row.state == "done")._attendance_changed()
        return registrations

    def _attendance_changed(self):
        """Hook: these people came, or did not come after all."""

    def _check_may_come(self):
        for row in self:
            if row.hold or row.event_id.cancelled_on:
                raise UserError(row._door_answer(row._door_state())["text"])

    def _is_door_day(self):
        """Whether people come now: on a day of the meeting, or of the part they
        registered for, by the clocks there; and shortly after a late end."""
        now, begin, end = (
            fields.Datetime.now(),
            self.event_begin_date,
            self.event_end_date,
        )
        today, first, last = map(self._local_day, (now, begin, end))
        return first <= today <= last or begin <= now <= end + LATE

    def _local_day(self, moment):
        return self.event_id._local(moment).date()

    def _door_state(self, event=None):
        """How this registration stands at the door.

        :param event: the meeting whose door it is, where it is known
        :return: ``ready``, ``already`` or a reason, a key of ``TONES``
        """
        self.ensure_one()
        if event and self.event_id != event:
            return "other"
        if self.event_id.cancelled_on:
            return "called_off"
        if self.state == "cancel" or not self.active:
            return "cancelled"
        if self.state == "done":
            return "already"
        if self.hold:
            return self.hold
        if self.state != "open":
            return "draft"
        return "ready" if self._is_door_day() else "day"

    def _sign_in(self, by, presence=None, event=None):
        """Sign somebody in, once.

        :param by: res.partner who stands at the door; the person themself by a code
        :param presence: ``site`` or ``remote``; None: as registered
        :param event: the meeting whose door it is, where it is known
        :return: what the door answers, see ``_door_answer``
        """
        self.ensure_one()
        state = self._door_state(event)
        if state == "ready":
            self._set_signed(by, presence)
            state = "in"
        return self._door_answer(state)

    def _set_signed(self, by, presence=None):
        # sudo: who stands at the door is no user of the office; whoever calls checked.
        self.sudo().write(
            {
                "state": "done",
                "date_closed": fields.Datetime.now(),
                "signed_by_id": by.id,
                **({"presence": presence} if presence else {}),
            }
        )

    def _tick(self, by, how):
        """Correct the list of who came, from the day of the meeting on.

        :param by: res.partner who stands at the door
        :param how: ``site``, ``remote`` or ``undo``
        :raises UserError: it cannot be, in words for the door
        """
        self.ensure_one()
        state = self._door_state()
        if state == "day" and self.event_begin_date <= fields.Datetime.now():
            state = "ready"
        if state not in SIGNABLE:
            raise UserError(self._door_answer(state)["text"])
        if how == "undo":
            if state == "already":
                # sudo: as in _set_signed.
                self.sudo().write({"state": "open"})
        elif state == "ready":
            self._set_signed(by, how)
        elif self.presence != how:
            # sudo: as in _set_signed.
            self.sudo().presence = how

    def _signed_at(self):
        """When they signed in, by the clock where the meeting is; empty: not."""
        if not self.date_closed:
            return ""
        event = self.event_id
        local = fields.Datetime.context_timestamp(
            event._set_tz_context(), self.date_closed
        )
        return event._club_hour(local)
