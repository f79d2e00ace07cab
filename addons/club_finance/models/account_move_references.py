from odoo import api, fields, models

REFERENCES = (
    "club_order_number",
    "club_service_code",
    "club_engagement_number",
    "club_contract_number",
)


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
        return self._club_reference_rows(
            self.commercial_partner_id.company_registry,
            {name: self[name] for name in REFERENCES},
        )

    @api.model
    def _club_reference_rows(self, siret, values):
        """References with their labels; nothing for who gave none.

        :param siret: of the payer, said with the references only
        :param values: {field of the invoice: text}
        """
        if not any(values.get(name) for name in REFERENCES):
            return []
        rows = [
            (self.env._("SIRET"), siret),
            (self.env._("Purchase order"), values["club_order_number"]),
            (self.env._("Service code"), values["club_service_code"]),
            (self.env._("Engagement number"), values["club_engagement_number"]),
            (self.env._("Contract number"), values["club_contract_number"]),
        ]
        return [(label, text) for label, text in rows if text]


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
