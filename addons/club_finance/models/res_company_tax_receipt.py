from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ResCompany(models.Model):
    """Whether the association may give tax receipts: off until somebody says why."""

    _inherit = "res.company"

    club_tax_receipts = fields.Boolean(
        string="Give tax receipts",
        help="Only for associations whose gifts open a tax reduction: of general "
        "interest, run without gain, not for a closed circle. Whoever gives receipts "
        "without that right is fined.",
    )
    club_tax_receipt_purpose = fields.Char(
        string="Purpose on tax receipts",
        help="The association's purpose, in a sentence.",
    )
    club_tax_receipt_law_person = fields.Char(
        string="Text for persons",
        help="The article that gives persons their reduction.",
    )
    club_tax_receipt_law_company = fields.Char(
        string="Text for companies",
        help="The article that gives companies their reduction.",
    )
    club_tax_receipts_since = fields.Date(
        string="Tax receipts since", readonly=True, copy=False
    )
    club_tax_receipts_by_id = fields.Many2one(
        "res.users", string="Switched on by", readonly=True, copy=False
    )

    @api.constrains("club_tax_receipts", "club_tax_receipt_purpose")
    def _check_tax_receipts(self):
        for company in self:
            if company.club_tax_receipts and not company.club_tax_receipt_purpose:
                raise ValidationError(
                    self.env._(
                        "Tax receipts name the purpose of %s: write it before you "
                        "switch them on.",
                        company.name,
                    )
                )

    def write(self, vals):
        if vals.get("club_tax_receipts"):
            # Who answered for it, and since when.
            off = self.filtered(lambda company: not company.club_tax_receipts)
            for company in off:
                super(ResCompany, company).write(
                    {
                        "club_tax_receipts_since": company._club_today(),
                        "club_tax_receipts_by_id": self.env.uid,
                    }
                )
        return super().write(vals)

    def _club_check_tax_receipts(self):
        """
        :raises UserError: this association gives no tax receipts
        """
        self.ensure_one()
        if not self.sudo().club_tax_receipts:  # sudo: a setting
            raise UserError(
                self.env._(
                    "%s gives no tax receipts. Its administrator may switch them on "
                    "in Configuration, Tax receipts, where the conditions stand.",
                    self.name,
                )
            )
