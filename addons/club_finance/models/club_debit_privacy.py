from odoo import api, models


class ClubDataExport(models.AbstractModel):
    """What was debited from a person, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        lines = person.sudo().env["club.debit.line"]
        return {
            **super()._parts_besides(person),
            "direct_debits": (
                lines.search([("payer_id", "=", person.id)]),
                (
                    "debit_id",
                    "collection_date",
                    "amount",
                    "mandate_reference",
                    "state",
                    "announced_on",
                    "returned_on",
                    "reason",
                ),
            ),
        }
