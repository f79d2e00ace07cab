from odoo import api, models


class ClubDataExport(models.AbstractModel):
    """What was paid to a person, and the bills they sent, their hours in the books."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        env = person.sudo().env
        mine = [("partner_id", "=", person.id)]
        return {
            **super()._parts_besides(person),
            "payments_received": (
                env["club.payment.out"].search(mine),
                ("name", "amount", "reason", "state", "requested_on", "paid_on"),
            ),
            "bills": (
                env["club.bill"].search(mine),
                ("name", "reference", "label", "date", "amount", "state"),
            ),
            "valued_hours": (
                env["club.valuation.hours"].search(mine),
                ("date", "minutes", "section_id", "confirmed_on", "counts"),
            ),
        }
