from odoo import fields, models


class ClubBankHeading(models.TransientModel):
    """Who gave, where a bank line is a gift."""

    _inherit = "club.bank.heading"

    is_gift = fields.Boolean(related="heading_id.is_gift")
    donor_id = fields.Many2one(
        "res.partner",
        help="The gift is recorded in their name. Empty: nobody in particular gave it, "
        "a collection for instance.",
    )

    def action_confirm(self):
        """Book the lines, and record the gift of the donor who was named."""
        undone = self.line_ids.filtered(lambda line: line.state != "done")
        result = super().action_confirm()
        if self.is_gift and self.donor_id:
            self._check_named()
            # sudo: proposals are written by methods only, for lines one may write.
            booked = undone.sudo().proposal_ids.filtered("accepted")
            booked.payer_id = self.donor_id
            booked._record_gifts()
        return result
