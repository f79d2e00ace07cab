from odoo import fields, models


class ClubTaxReceiptLine(models.Model):
    """A gift on a tax receipt."""

    _name = "club.tax.receipt.line"
    _description = "Gift on a Tax Receipt"
    _order = "date, id"
    _rec_name = "donation_id"

    receipt_id = fields.Many2one(
        "club.tax.receipt",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="receipt_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    donation_id = fields.Many2one(
        "club.donation", required=True, readonly=True, index=True, ondelete="restrict"
    )
    date = fields.Date(readonly=True, required=True)
    amount = fields.Monetary(readonly=True, required=True)
    live = fields.Boolean(
        string="Holds",
        readonly=True,
        default=True,
        help="Its receipt is not cancelled.",
    )

    # A gift opens one reduction, whoever clicks how often.
    _donation_uniq = models.UniqueIndex(
        "(donation_id) WHERE live", "There is a tax receipt for this gift already."
    )


class ClubDonation(models.Model):
    _inherit = "club.donation"

    receipt_line_ids = fields.One2many(
        "club.tax.receipt.line", "donation_id", readonly=True
    )

    def _take_back(self, day=None):
        """A gift that is no more has no receipt: it is cancelled and the donor told."""
        # sudo: follows the books
        live = self.sudo().receipt_line_ids.filtered("live")
        result = super()._take_back(day)
        live.receipt_id._cancel(self.env._("A gift on it was taken back."))
        return result
