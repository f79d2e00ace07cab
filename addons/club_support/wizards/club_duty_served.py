from odoo import fields, models


class ClubDutyServed(models.TransientModel):
    """Who really served a duty that is over, in a coordinator's words."""

    _name = "club.duty.served"
    _description = "Who Really Served"

    duty_id = fields.Many2one(
        "club.duty",
        required=True,
        readonly=True,
        default=lambda served: served.env.context.get("active_id"),
    )
    company_id = fields.Many2one(related="duty_id.company_id")
    noted_id = fields.Many2one(related="duty_id.volunteer_id", string="Noted until now")
    volunteer_id = fields.Many2one(
        "club.volunteer",
        string="Who served",
        domain="[('company_id', '=', company_id)]",
        help="Empty: nobody.",
    )
    reason = fields.Char(required=True, help="Kept in the history of the duty.")

    def action_save(self):
        """Note who served; the log of hours follows.

        :raises AccessError: for who does not coordinate the rota
        :raises UserError: the duty is not over, or the volunteer served elsewhere
        """
        self.ensure_one()
        self.duty_id.rota_id._check_coordinator()
        author = self.env.user.partner_id
        stay = self.duty_id._set_served(self.volunteer_id, author, self.reason)
        if not stay:
            return {"type": "ir.actions.act_window_close"}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": self.env._(
                    "%s has answered the hours of this duty already: they stay in the "
                    "log. If they are wrong, the secretary can withdraw them there.",
                    ", ".join(stay.sudo().mapped("partner_id.name")),
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
