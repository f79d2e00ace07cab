from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubTaxReceiptGive(models.TransientModel):
    """Give the tax receipts of a year of gifts."""

    _name = "club.tax.receipt.give"
    _description = "Give Tax Receipts"
    _inherit = ["club.dialog"]

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    year = fields.Integer(
        string="Gifts of the year",
        required=True,
        default=lambda s: s.env.company._club_today().year - 1,
    )
    apart = fields.Selection(
        [("donor", "One receipt a donor"), ("gift", "One receipt a gift")],
        string="Receipts",
        required=True,
        default="donor",
    )
    partner_ids = fields.Many2many(
        "res.partner", string="Only for", help="Empty: every donor of the year."
    )
    donor_count = fields.Integer(string="Donors", compute="_compute_gifts")
    gift_count = fields.Integer(string="Gifts", compute="_compute_gifts")
    total = fields.Monetary(compute="_compute_gifts")
    without_address = fields.Many2many(
        "res.partner",
        string="Left out: no full address",
        compute="_compute_gifts",
        help="A tax receipt names the donor's address: complete these contacts.",
    )

    @api.depends("year", "partner_ids", "company_id")
    def _compute_gifts(self):
        for wizard in self:
            gifts, left_out = wizard._gifts()
            wizard.donor_count = len(gifts.partner_id)
            wizard.gift_count = len(gifts)
            wizard.total = sum(gifts.mapped("amount"))
            wizard.without_address = left_out

    def _gifts(self):
        """(gifts to give receipts for, donors left out)"""
        receipts = self.env["club.tax.receipt"]
        gifts = receipts._open_gifts(self.company_id, self.year or 0)
        if chosen := self.partner_ids._origin:
            gifts = gifts.filtered(lambda gift: gift.partner_id in chosen)
        named = gifts.partner_id.filtered(receipts._has_address)
        return (
            gifts.filtered(lambda gift: gift.partner_id in named),
            gifts.partner_id - named,
        )

    def action_give(self):
        """Give the receipts, and show them.

        :raises UserError: the association gives none, there is nothing to give
        """
        self.ensure_one()
        self.company_id._club_check_tax_receipts()
        gifts, _left_out = self._gifts()
        if not gifts:
            raise UserError(
                self.env._(
                    "No gift of %s waits for a receipt with a donor whose address is "
                    "complete.",
                    self.year,
                )
            )
        receipts = self.env["club.tax.receipt"]._give(gifts, apart=self.apart == "gift")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_tax_receipt_action"
            ),
            "domain": [("id", "in", receipts.ids)],
            "context": {},
        }
