from odoo import fields, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """What a company or a public body wants to read on what it is asked to pay."""

    _inherit = "res.partner"

    club_service_code = fields.Char(
        string="Service code",
        help="The service that pays, in the words of the public body (Chorus Pro: "
        "code service).",
    )
    club_engagement_number = fields.Char(
        string="Engagement number",
        help="Of all that this payer is asked, unless an order brings its own "
        "(Chorus Pro: numéro d'engagement).",
    )
    club_contract_number = fields.Char(
        string="Contract number",
        help="Of the contract under which the payer buys (Chorus Pro: numéro de "
        "marché).",
    )
    club_purchase_order_ids = fields.One2many(
        "club.purchase.order", "partner_id", string="Purchase orders"
    )

    def _club_invoice_references(self, order):
        """What an invoice to this payer carries, as fields of the invoice.

        :param order: the ``club.purchase.order`` it answers, maybe empty
        """
        self.ensure_one()
        order = order.filtered(lambda o: o.partner_id == self)[:1]
        return {
            "club_service_code": self.club_service_code or False,
            "club_engagement_number": order.engagement_number
            or self.club_engagement_number
            or False,
            "club_contract_number": order.contract_number
            or self.club_contract_number
            or False,
            "club_order_number": order.name or False,
        }

    def _club_reference_values(self):
        """What the company's manager reads and changes about its invoices."""
        self.ensure_one()
        return {
            "name": self.name,
            "registry": self.company_registry or "",
            "service": self.club_service_code or "",
            "engagement": self.club_engagement_number or "",
            "contract": self.club_contract_number or "",
        }

    def _club_set_references(self, registry, service, engagement, contract):
        """Write what invoices to this company are to say.

        :raises UserError: the SIRET is not one
        """
        self.ensure_one()
        digits = "".join(registry.split())
        if (
            digits
            and self.country_code in (False, "FR")
            and not (digits.isdigit() and len(digits) == 14)
        ):
            raise UserError(
                self.env._(
                    "%s is not a SIRET: it has 14 digits, the SIREN and the number of "
                    "the establishment.",
                    registry,
                )
            )
        # sudo: the company's own references, written by its manager.
        self.sudo().write(
            {
                "company_registry": digits or False,
                "club_service_code": service.strip() or False,
                "club_engagement_number": engagement.strip() or False,
                "club_contract_number": contract.strip() or False,
            }
        )
