from odoo import api, models


class ClubDataExport(models.AbstractModel):
    """Quotes and orders of a person, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        env = person.sudo().env
        mine = [("partner_id", "=", person.id)]
        return {
            **super()._parts_besides(person),
            "quotes": (
                env["club.quote"].search(
                    ["|", *mine, ("answered_by_id", "=", person.id)]
                ),
                ("name", "date", "valid_until", "amount_total", "state"),
            ),
            "purchase_orders": (
                env["club.purchase.order"].search(mine),
                ("name", "date", "until", "amount", "state"),
            ),
        }


class ResPartner(models.Model):
    """Orders belong to the books and stay; what they copied of a person goes."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        people = self.sudo()
        people.write(
            {
                "club_service_code": False,
                "club_engagement_number": False,
                "club_contract_number": False,
            }
        )
        orders = people.env["club.purchase.order"].search(
            [("partner_id", "in", people.ids), ("state", "=", "open")]
        )
        orders._end("closed", self.env._("The payer's data was erased."))
        return result
