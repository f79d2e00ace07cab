from odoo import fields, models


class ClubTrainingWithdraw(models.TransientModel):
    """Asks why a certificate is withdrawn."""

    _name = "club.training.withdraw"
    _description = "Withdraw a Certificate"

    certificate_ids = fields.Many2many(
        "club.training.certificate",
        required=True,
        default=lambda s: s.env.context.get("active_ids", []),
    )
    reason = fields.Char(required=True)

    def action_withdraw(self):
        """Withdraw the certificates with this reason.

        :raises AccessError: the user may not change them
        """
        self.certificate_ids.check_access("write")
        self.certificate_ids._withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
