import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from .club_request_states import STATES
from .context import fresh_values

# Written by what happens to the round, never by hand.
MACHINE = {"former_state", "is_live", "chosen", "place", "title", "cost", "code"}


class ClubRoundLine(models.Model):
    """A request on the list of a round, as voters were told of it."""

    _name = "club.round.line"
    _description = "Request in a Voting Round"
    _order = "round_id, sequence, id"
    _rec_name = "title"

    round_id = fields.Many2one(
        "club.round", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="round_id.company_id", store=True)
    round_state = fields.Selection(related="round_id.state", string="State of the vote")
    request_id = fields.Many2one(
        "club.request", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(default=10)
    # Frozen when the round is opened; until then they follow the request.
    code = fields.Char(compute="_compute_told", store=True)
    title = fields.Char(compute="_compute_told", store=True)
    cost = fields.Integer(string="Cost (points)", compute="_compute_told", store=True)
    former_state = fields.Selection(
        STATES, string="Before the vote", readonly=True, copy=False
    )
    is_live = fields.Boolean(
        readonly=True, copy=False, help="On the list of a vote that is not over."
    )
    chosen = fields.Boolean(readonly=True, copy=False)
    place = fields.Integer(
        readonly=True, copy=False, help="In the order in which it was chosen."
    )
    score = fields.Char(compute="_compute_score")

    _request_uniq = models.UniqueIndex(
        "(round_id, request_id)", "A request stands on a list once."
    )
    _one_vote_at_a_time = models.UniqueIndex(
        "(request_id) WHERE is_live",
        "A request of this list is in another vote that is not over: take it off, or "
        "wait for the end of that vote.",
    )

    @api.depends(
        "request_id.number",
        "request_id.name",
        "request_id.cost_points",
        "round_id.stage",
        "round_id.box_id",
    )
    def _compute_told(self):
        for line in self:
            if line.round_id.state not in (False, "draft"):
                line.update({"code": line.code, "title": line.title, "cost": line.cost})
                continue
            request = line.request_id
            costed = line.round_id.stage == "capacity"
            line.code = re.sub(r"[^A-Za-z0-9_-]", "-", request.number or "")[:32]
            line.title = request.name
            line.cost = request.cost_points if costed else 1

    @api.depends("round_id.box_id.result", "code")
    @api.depends_context("lang")
    def _compute_score(self):
        for line in self:
            scores = (line.round_id.result or {}).get("scores", {})
            told = scores.get(line.code)
            line.score = told and line.round_id.box_id._say_number(told)

    @api.model
    def default_get(self, fields_list):
        return fresh_values(self, super().default_get(fields_list), MACHINE)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_machine(vals)
        lines = super().create(vals_list)
        lines._refuse_begun()
        return lines

    def write(self, vals):
        self._refuse_machine(vals)
        self._refuse_begun()
        result = super().write(vals)
        self._refuse_begun()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        self._refuse_begun()

    def _refuse_machine(self, vals):
        if not self.env.su and MACHINE & set(vals):
            raise UserError(
                self.env._("What a vote decides is written by its count only.")
            )

    def _refuse_begun(self):
        begun = self.filtered(lambda line: line.round_id.state != "draft")
        if begun and not self.env.su:
            raise UserError(
                self.env._(
                    "“%s” has been opened: its list stays as voters were told.",
                    begun[0].round_id.name,
                )
            )
