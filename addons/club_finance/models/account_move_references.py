from odoo import fields, models


class AccountMove(models.Model):
    """The payer's own references, copied to the invoice when it is made."""

    _inherit = "account.move"

    club_service_code = fields.Char(string="Service code", tracking=True)
    club_engagement_number = fields.Char(string="Engagement number", tracking=True)
    club_contract_number = fields.Char(string="Contract number", tracking=True)
    club_order_number = fields.Char(string="Purchase order", tracking=True)

    def _club_printed_references(self):
        """What the printed invoice says below the address.

        :return: list of (label, text)
        """
        self.ensure_one()
        siret = self.commercial_partner_id.company_registry
        rows = [
            (self.env._("SIRET"), siret if self._club_has_references() else ""),
            (self.env._("Purchase order"), self.club_order_number),
            (self.env._("Service code"), self.club_service_code),
            (self.env._("Engagement number"), self.club_engagement_number),
            (self.env._("Contract number"), self.club_contract_number),
        ]
        return [(label, text) for label, text in rows if text]

    def _club_has_references(self):
        return any(
            (
                self.club_order_number,
                self.club_service_code,
                self.club_engagement_number,
                self.club_contract_number,
            )
        )


class ClubDue(models.Model):
    _inherit = "club.due"

    order_id = fields.Many2one(
        "club.purchase.order",
        string="Purchase order",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        help="The payer's order under which these dues are paid.",
    )

    def _prepare_invoice(self, call, journal, payer, term, dues):
        values = super()._prepare_invoice(call, journal, payer, term, dues)
        return values | payer._club_invoice_references(dues.order_id)
