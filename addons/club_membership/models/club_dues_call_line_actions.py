from odoo import models
from odoo.exceptions import UserError


class ClubDuesCallLine(models.Model):
    """From a line of the preview to what can be done about it."""

    _inherit = "club.dues.call.line"

    def action_open_member(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.membership",
            "res_id": self.membership_id.id,
            "view_mode": "form",
        }

    def action_call_now(self):
        """Call members who renew on request, now that they asked."""
        # Who may change the call may call its members.
        self.call_id.check_access("write")
        for line in self:
            if line.state != "on_request":
                raise UserError(
                    self.env._(
                        "%s is not waiting to be called on request.",
                        line.partner_id.name,
                    )
                )
            line.membership_id.action_call_now()
            # sudo: lines are made by the call only; the same state as when the call
            # is previewed again.
            line.sudo().state = "already"
