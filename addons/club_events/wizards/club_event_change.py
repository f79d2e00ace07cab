from odoo import api, fields, models


class ClubEventChange(models.TransientModel):
    """Moving or cancelling a meeting, or the rest of its series, with the reason."""

    _name = "club.event.change"
    _description = "Moving or Cancelling a Meeting"

    event_id = fields.Many2one(
        "event.event", string="Meeting", required=True, readonly=True
    )
    what = fields.Selection(
        [("move", "Move"), ("cancel", "Cancel")], required=True, default="move"
    )
    scope = fields.Selection(
        [
            ("one", "This meeting"),
            ("series", "This one and those that follow in its cycle"),
        ],
        required=True,
        default="one",
    )
    cycle_id = fields.Many2one(related="event_id.cycle_id")
    tz = fields.Selection(related="event_id.date_tz", string="Time zone")
    day = fields.Date(string="New day")
    hour = fields.Float(string="Begins at")
    reason = fields.Char(help="People who are registered or invited read it.")
    told_count = fields.Integer(
        string="Registered people", compute="_compute_told_count"
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if event := self.env["event.event"].browse(values.get("event_id")):
            wall = event._wall(event.date_begin)
            values.update(day=wall.date(), hour=wall.hour + wall.minute / 60)
        return values

    @api.depends("event_id", "scope")
    def _compute_told_count(self):
        for wizard in self:
            events = wizard.event_id
            if events and wizard.scope == "series":
                events |= events._rest_of_series()
            registrations = events.registration_ids
            wizard.told_count = len(
                registrations.filtered(lambda r: r.state != "cancel")
            )

    def action_confirm(self):
        """Move or cancel; who should know is told."""
        self.ensure_one()
        event, series = self.event_id, self.scope == "series"
        event.check_access("write")
        if self.what == "cancel":
            event._cancel(self.reason, series)
        else:
            event._move(event._begin_at(self.day, self.hour), self.reason, series)
        return {"type": "ir.actions.act_window_close"}


class EventEvent(models.Model):
    _inherit = "event.event"

    def action_club_move(self):
        """Ask for the new day, and the reason."""
        return self._open_change("move", self.env._("Move the meeting"))

    def action_club_cancel(self):
        """Ask for the reason."""
        return self._open_change("cancel", self.env._("Cancel the meeting"))

    def action_club_announce(self):
        """Show these meetings to their audience, and tell it."""
        self.check_access("write")
        self._check_may_announce()
        self._announce()

    def _open_change(self, what, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "club.event.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_event_id": self.id, "default_what": what},
        }
