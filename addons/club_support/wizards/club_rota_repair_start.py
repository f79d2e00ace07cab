from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubRotaRepairStart(models.TransientModel):
    """From when to when a volunteer cannot serve: asked before a repair."""

    _name = "club.rota.repair.start"
    _description = "Beginning of a Repair"

    volunteer_id = fields.Many2one("club.volunteer", required=True, readonly=True)
    rota_id = fields.Many2one(
        "club.rota", required=True, domain="[('id', 'in', candidate_ids)]"
    )
    candidate_ids = fields.Many2many(
        "club.rota", compute="_compute_candidate_ids", compute_sudo=True
    )
    has_left = fields.Boolean(
        string="Has left", help="Is no volunteer any more from that day on."
    )
    date_from = fields.Date(string="Cannot serve from", required=True)
    date_to = fields.Date(string="Until")
    reason = fields.Char(
        help="Kept with each duty that changes hands. The cause need not be said."
    )
    moves_confirmed = fields.Boolean(
        string="Confirmed duties may move",
        help="More is possible then; whoever takes one has to confirm it again.",
    )

    @api.depends("volunteer_id")
    def _compute_candidate_ids(self):
        for asking in self:
            asking.candidate_ids = asking.volunteer_id._standing_duties().rota_id

    def action_find(self):
        """Look for options and open them. Nothing changes hands yet.

        :raises UserError: when the days are in disorder, or nobody is missing
        """
        self.ensure_one()
        self._check_days()
        last = False if self.has_left else self.date_to
        repair = self.rota_id._find_repair(
            {
                "volunteer_id": self.volunteer_id.id,
                "date_from": self.date_from,
                "date_to": last,
                "has_left": self.has_left,
                "moves_confirmed": self.moves_confirmed,
                "reason": (self.reason or "").strip() or self._usual_reason(),
            }
        )
        return repair._open()

    def _check_days(self):
        if self.has_left:
            return
        if not self.date_to or self.date_to < self.date_from:
            raise UserError(
                self.env._(
                    "Say until when %s cannot serve, no earlier than the first day; or "
                    "that they have left.",
                    self.volunteer_id.name,
                )
            )

    def _usual_reason(self):
        # sudo: the name of a volunteer whom this coordinator may read.
        name = self.sudo().volunteer_id.name
        first = format_date(self.env, self.date_from)
        if self.has_left:
            return self.env._(
                "%(name)s is no volunteer any more from %(day)s on.",
                name=name,
                day=first,
            )
        return self.env._(
            "%(name)s cannot serve from %(first)s to %(last)s.",
            name=name,
            first=first,
            last=format_date(self.env, self.date_to),
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Somebody drops out"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
