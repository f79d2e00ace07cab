from odoo import api, fields, models
from odoo.exceptions import UserError

SETTINGS = (
    "club_tax_receipts",
    "club_tax_receipt_purpose",
    "club_tax_receipt_law_person",
    "club_tax_receipt_law_company",
)


class ClubTaxReceiptSettings(models.TransientModel):
    """The switch of tax receipts, with the conditions beside it."""

    _name = "club.tax.receipt.settings"
    _description = "Settings of Tax Receipts"
    _inherit = ["club.dialog"]

    company_id = fields.Many2one("res.company", compute="_compute_company")
    since = fields.Date(compute="_compute_company")
    by_name = fields.Char(string="Switched on by", compute="_compute_company")
    club_tax_receipts = fields.Boolean(string="Give tax receipts")
    conditions_read = fields.Boolean(string="We read these conditions and meet them")
    club_tax_receipt_purpose = fields.Char(
        string="Purpose of the association", help="In a sentence; printed on receipts."
    )
    club_tax_receipt_law_person = fields.Char(
        string="Text for persons",
        help="The article that gives persons their reduction; printed on receipts.",
    )
    club_tax_receipt_law_company = fields.Char(
        string="Text for companies",
        help="The article that gives companies their reduction; printed on receipts.",
    )

    @api.depends_context("company")
    def _compute_company(self):
        company = self.env.company.sudo()  # sudo: who answered for the switch
        self.company_id = self.env.company
        self.since = company.club_tax_receipts and company.club_tax_receipts_since
        self.by_name = (
            company.club_tax_receipts and company.club_tax_receipts_by_id.name
        )

    @api.model
    def default_get(self, fields_list):
        company = self.env.company.sudo()  # sudo: ordinary users do not read settings
        values = {name: company[name] for name in SETTINGS if name in fields_list}
        return {**super().default_get(fields_list), **values}

    def action_save(self):
        """Write the settings on the current company.

        :raises UserError: switched on without having read the conditions
        """
        self.ensure_one()
        self.check_access("write")
        company = self.env.company.sudo()  # sudo: as club.settings
        turned_on = self.club_tax_receipts and not company.club_tax_receipts
        if turned_on and not self.conditions_read:
            raise UserError(
                self.env._(
                    "Tick that %s meets the conditions before you switch tax receipts "
                    "on: who gives them without the right is fined.",
                    company.name,
                )
            )
        company.write({name: self[name] for name in SETTINGS})
        return {"type": "ir.actions.act_window_close"}
