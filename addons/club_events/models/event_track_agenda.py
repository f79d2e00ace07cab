from odoo import api, fields, models

# What moves the items that follow.
TIMING = {
    "sequence",
    "duration",
    "is_parallel",
    "is_time_fixed",
    "event_id",
    "active",
    "date",
    "stage_id",
}


class EventTrack(models.Model):
    """When an item begins follows from those before it, unless somebody says when."""

    _name = "event.track"
    _inherit = ["event.track", "club.event.files"]

    is_parallel = fields.Boolean(
        string="At the same time",
        help="It begins together with the item before it: workshops side by side.",
    )
    is_time_fixed = fields.Boolean(
        string="Fixed time",
        help="It begins when it says, not when the item before it ends.",
    )
    event_audience = fields.Selection(
        related="event_id.audience", string="Audience of the meeting", store=True
    )

    # Portal users may read published items by remote call.
    _published_is_open = models.Constraint(
        "CHECK (event_audience = 'open' OR is_published IS NOT TRUE)",
        "Only the agenda of a meeting for everybody is published on the website: "
        "members see theirs in their space.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("date"):
                vals.setdefault("is_time_fixed", True)
        tracks = super().create(vals_list)
        tracks.event_id._time_agenda()
        return tracks

    def write(self, vals):
        if self.env.context.get("club_agenda_timing"):
            return super().write(vals)
        if "date" in vals:
            vals = {"is_time_fixed": bool(vals["date"]), **vals}
        events = self.event_id
        result = super().write(vals)
        if TIMING & set(vals):
            (events | self.event_id)._time_agenda()
        return result

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        events._time_agenda()
        return result

    def _synchronize_with_stage(self, stage):
        """Core publishes what is accepted; only open meetings are published at all."""
        return super(
            EventTrack, self.filtered(lambda track: track.event_audience == "open")
        )._synchronize_with_stage(stage)

    def _on_agenda(self):
        """Items that take place: not cancelled, and not proposed only."""
        proposed = self.env.ref(
            "website_event_track.event_track_stage0", raise_if_not_found=False
        )
        return self.filtered(
            lambda track: (
                track.active
                and not track.stage_id.is_cancel
                and not (track.proposed_by_id and track.stage_id == proposed)
            )
        )
