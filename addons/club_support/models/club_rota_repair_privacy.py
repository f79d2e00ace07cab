from odoo import api, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Of repairs that name a forgotten volunteer, no words stay."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        repairs = self.sudo().env["club.rota.repair"]
        volunteers = self._club_volunteers()
        named = repairs.search(
            Domain("volunteer_id", "in", volunteers.ids)
            | Domain("option_ids.move_ids.from_id", "in", volunteers.ids)
            | Domain("option_ids.move_ids.to_id", "in", volunteers.ids)
        )
        undecided = named.filtered(lambda repair: repair.state == "open")
        undecided.unlink()
        # Costs name people: what was decided stands in the duties' history.
        kept = named - undecided
        kept.write({"reason": False})
        kept.option_ids.unlink()
        return result


class ClubDataExport(models.AbstractModel):
    """When a person dropped out of duties, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        repairs = person.sudo().env["club.rota.repair"]
        volunteers = person._club_volunteers()
        return {
            **super()._parts_besides(person),
            "times_dropped_out": (
                repairs.search([("volunteer_id", "in", volunteers.ids)]),
                ("rota_id", "date_from", "date_to", "has_left", "reason", "state"),
            ),
        }
