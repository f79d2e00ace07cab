from odoo import api, models


class ClubDataExport(models.AbstractModel):
    """Payments of a person at the bank, and cash they gave or were given."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: what is theirs, in the file that they download of themselves.
        movements = self.env["club.cash.movement"].sudo()
        proposals = self.env["club.bank.proposal"].sudo()
        paid = proposals.search([("payer_id", "=", person.id), ("accepted", "=", True)])
        return {
            **super()._parts_besides(person),
            "cash": (
                movements.search([("partner_id", "=", person.id)]),
                ("date", "kind", "amount", "label", "state"),
            ),
            "bank_lines": (
                paid.line_id,
                ("date", "amount", "label", "payer_name", "payer_iban"),
            ),
        }
