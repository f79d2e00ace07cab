from odoo import api, models


class ResPartner(models.Model):
    """Who is forgotten has no calendar to follow any more."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: nobody has a right on these lines; who may erase was checked.
        feeds = self.env["club.calendar.feed"].sudo()
        feeds.search([("partner_id", "in", self.ids)]).unlink()
        return result


class ClubDataExport(models.AbstractModel):
    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        feeds = person.env["club.calendar.feed"]
        return {
            **super()._parts_besides(person),
            "calendar_addresses": (
                feeds.search([("partner_id", "=", person.id)]),
                ("company_id", "made_on", "read_on"),
            ),
        }


class ClubDataReaders(models.AbstractModel):
    _inherit = "club.data.readers"

    @api.model
    def _in_the_portal(self, space, rows):
        yield from super()._in_the_portal(space, rows)
        if self.env["club.calendar.feed"]._of_space(space):
            yield {
                "who": self.env._("Whoever has the address of your calendar"),
                "sees": self.env._("The dates that stand in your calendar."),
                "names": [self.env._("Only who you gave it to")],
            }
