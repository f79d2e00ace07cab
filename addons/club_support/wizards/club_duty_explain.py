from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubDutyExplain(models.TransientModel):
    """Why me, why not me: a question about a duty, and its answer."""

    _name = "club.duty.explain"
    _description = "Question about a Duty"

    duty_id = fields.Many2one("club.duty", required=True, readonly=True)
    current_name = fields.Char(string="On duty", readonly=True)
    volunteer_id = fields.Many2one(
        "club.volunteer", string="Why not", domain="[('id', 'in', candidate_ids)]"
    )
    candidate_ids = fields.Many2many("club.volunteer", compute="_compute_candidate_ids")
    question = fields.Char(readonly=True)
    answer = fields.Text(readonly=True)

    @api.depends("duty_id")
    def _compute_candidate_ids(self):
        for asking in self:
            asking.duty_id.rota_id._check_coordinator()
            # sudo: neighbours were planned too.
            duty = asking.duty_id.sudo()
            planned = duty.rota_id.solution_id.share_ids.volunteer_id
            asking.candidate_ids = planned - duty.volunteer_id

    def action_why(self):
        """Answer why the volunteer on duty has it."""
        self.ensure_one()
        self._answer(self.env._("Why %s?", self.current_name))
        return self._reopen()

    def action_why_not(self):
        """Answer why the volunteer who was chosen does not have it."""
        self.ensure_one()
        who = self.volunteer_id
        if not who:
            raise UserError(self.env._("Choose who you ask about."))
        # sudo: a neighbour's name, chosen among those planned.
        self._answer(self.env._("Why not %s?", who.sudo().name), who.sudo())
        return self._reopen()

    def _answer(self, question, volunteer=None):
        self.duty_id.rota_id._check_coordinator()
        said = self.duty_id._explain(volunteer)
        self.write({"question": question, "answer": "\n".join(said)})

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Why this duty?"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
