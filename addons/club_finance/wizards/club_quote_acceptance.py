from odoo import fields, models


class ClubQuoteAcceptance(models.TransientModel):
    """Accepted by letter, by telephone: with or without an order."""

    _name = "club.quote.acceptance"
    _description = "Acceptance of a Quote"
    _inherit = ["club.dialog"]

    quote_id = fields.Many2one("club.quote", required=True, ondelete="cascade")
    order_number = fields.Char(
        string="Order number", help="Empty: the quote came back signed, no order."
    )
    engagement_number = fields.Char(string="Engagement number")
    until = fields.Date(string="Order open until", help="Empty: a year from now.")
    document = fields.Binary(string="Order as received")
    document_name = fields.Char()

    def action_accept(self):
        """Call the dues of the quote, and record its order."""
        self.ensure_one()
        order = None
        if self.order_number and self.order_number.strip():
            order = {
                "name": self.order_number,
                "engagement_number": self.engagement_number,
                "document": self.document,
                "document_name": self.document_name,
                **({"until": self.until} if self.until else {}),
            }
        self.quote_id._accept(order=order)
        return {"type": "ir.actions.act_window_close"}
