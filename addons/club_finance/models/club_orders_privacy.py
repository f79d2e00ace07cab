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


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Of one order that both contacts have, one stays open; both stay in the books."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: rights were checked in _merge.
        both = (src_partners | dst_partner).ids
        orders = self.env["club.purchase.order"].sudo()
        found = orders.search(
            [("partner_id", "in", both), ("state", "=", "open")], order="id"
        )
        for same in found.grouped(lambda o: (o.company_id.id, o.name)).values():
            kept = same.filtered(lambda o: o.partner_id == dst_partner)[:1] or same[:1]
            (same - kept)._end("closed", self.env._("The same order of one payer."))
        self.env.flush_all()
        result = super()._update_foreign_keys(src_partners, dst_partner)
        orders.invalidate_model()
        orders.search([("partner_id", "in", both)])._refresh_held()
        return result
