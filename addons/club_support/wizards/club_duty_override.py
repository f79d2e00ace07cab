from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubDutyOverride(models.TransientModel):
    """A coordinator's choice for a duty, with its reason."""

    _name = "club.duty.override"
    _description = "Coordinator's Choice"

    duty_id = fields.Many2one("club.duty", required=True, readonly=True)
    current_name = fields.Char(string="On duty until now", readonly=True)
    volunteer_id = fields.Many2one(
        "club.volunteer",
        string="Give it to",
        domain="[('id', 'in', candidate_ids)]",
    )
    candidate_ids = fields.Many2many("club.volunteer", compute="_compute_candidate_ids")
    leave_open = fields.Boolean(string="Leave it open")
    obstacles = fields.Text(compute="_compute_effect")
    effect = fields.Text(string="Fairness", compute="_compute_effect")
    line_ids = fields.One2many(
        "club.duty.override.line", "override_id", string="Who could take it"
    )
    reason = fields.Char(help="Kept with the duty, and read by who asks why.")

    @api.depends("duty_id")
    def _compute_candidate_ids(self):
        for choice in self:
            choice.candidate_ids = choice._duty()._volunteers_around()

    @api.depends("volunteer_id", "duty_id")
    def _compute_effect(self):
        for choice in self:
            found = choice._duty()._choices(choice.volunteer_id.sudo())
            choice.obstacles = found[0]["obstacles"] if found else False
            choice.effect = found[0]["effect"] if found else False

    def _duty(self):
        """The duty with full rights, for who coordinates its rota."""
        self.duty_id.rota_id._check_coordinator()
        # sudo: candidates and what is in their way come from neighbours too.
        return self.duty_id.sudo()

    def action_confirm(self):
        """Give the duty to who was chosen.

        :raises UserError: when nobody was chosen, or they are on duty at that time
        """
        self.ensure_one()
        if bool(self.volunteer_id) == self.leave_open:
            raise UserError(
                self.env._("Choose a volunteer, or say that the duty stays open.")
            )
        self.duty_id._override(self.volunteer_id, self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give this duty to somebody else"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class ClubDutyOverrideLine(models.TransientModel):
    """Somebody who could take the duty, and what that means."""

    _name = "club.duty.override.line"
    _description = "Candidate for a Duty"
    _order = "id"

    override_id = fields.Many2one(
        "club.duty.override", required=True, ondelete="cascade"
    )
    volunteer_id = fields.Many2one("club.volunteer", required=True, ondelete="cascade")
    name = fields.Char()
    load = fields.Integer(string="Duties")
    share = fields.Float(string="Fair share", digits=(16, 2))
    effect = fields.Text(string="Fairness")
    obstacles = fields.Text(string="In the way")

    def action_choose(self):
        """Fill the form with this volunteer."""
        self.ensure_one()
        choice = self.override_id
        choice.write({"volunteer_id": self.volunteer_id.id, "leave_open": False})
        return choice._reopen()
