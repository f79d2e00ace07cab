from odoo import api, fields, models


class ResPartner(models.Model):
    """Of who is forgotten, what they proposed and nobody answered goes."""

    _inherit = "res.partner"

    def _club_forget_meetings(self):
        result = super()._club_forget_meetings()
        proposals = self.env["club.topic.proposal"].search(
            [("partner_id", "=", self.id)]
        )
        waiting = proposals.filtered(lambda one: one.state == "waiting")
        waiting.withdrawn_on = fields.Datetime.now()
        waiting.track_id.active = False
        proposals.message_ids.unlink()
        proposals.write({"text": False, "reply": False})
        return result


class ClubDataExport(models.AbstractModel):
    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        proposals = person.sudo().env["club.topic.proposal"]
        return {
            **super()._parts_besides(person),
            "proposals": (
                proposals.search([("partner_id", "=", person.id)]),
                ("name", "text", "kind", "event_id", "state", "reply", "create_date"),
            ),
        }
