from datetime import timedelta

from odoo import api, fields, models


class ClubDuesCall(models.Model):
    """What the form shows of a call beside the facts: defaults and counters."""

    _inherit = "club.dues.call"

    on_request_count = fields.Integer(
        string="Renew on request", compute="_compute_line_counts"
    )
    already_count = fields.Integer(
        string="Already called", compute="_compute_line_counts"
    )
    failed_count = fields.Integer(string="Failed", compute="_compute_line_counts")
    done_count = fields.Integer(string="Members called", compute="_compute_line_counts")
    notice_count = fields.Integer(string="Notices", compute="_compute_notice_count")

    @api.model
    def default_get(self, fields_list):
        """Propose the year to call: this one until June, the next one from July."""
        values = super().default_get(fields_list)
        if values.get("kind", "campaign") != "campaign":
            return values
        today = fields.Date.context_today(self)
        year = today.year + (today.month > 6)
        proposed = {
            "name": self.env._("Dues %s", year),
            "term_from": today.replace(year=year, month=1, day=1),
            "term_to": today.replace(year=year, month=12, day=31),
            "due_date": max(
                today + timedelta(days=30), today.replace(year=year, month=1, day=31)
            ),
        }
        wanted = {key: proposed[key] for key in proposed if key in fields_list}
        return {**wanted, **values}

    @api.depends("line_ids.state")
    def _compute_line_counts(self):
        counts = {
            (call, state): count
            for call, state, count in self.env["club.dues.call.line"]._read_group(
                [("call_id", "in", self.ids)], ["call_id", "state"], ["__count"]
            )
        }
        for call in self:
            for state in ("on_request", "already", "failed", "done"):
                call[f"{state}_count"] = counts.get((call._origin, state), 0)

    @api.depends("notice_ids")
    def _compute_notice_count(self):
        counts = dict(
            self.env["club.notice"]._read_group(
                [("call_id", "in", self.ids)], ["call_id"], ["__count"]
            )
        )
        for call in self:
            call.notice_count = counts.get(call._origin, 0)
