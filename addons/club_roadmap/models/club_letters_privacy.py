from odoo import api, models


class ResPartner(models.Model):
    """What news and pledges say of a person who is forgotten."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        for model in ("club.request.notice", "club.request.news"):
            # sudo: nobody has a right on these lines.
            self.env[model].sudo().search([("partner_id", "in", self.ids)]).unlink()
        # sudo: pledges are written by their methods; the amounts stay.
        pledges = self.env["club.cofunding.pledge"].sudo()
        pledges.search(
            [
                ("membership_id", "in", self.club_membership_ids.ids),
                ("commitment", "!=", False),
            ]
        ).commitment = False
        return result


class ClubDataExport(models.AbstractModel):
    """What a person pledged, and what they were told: in their own file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        mine = [("partner_id", "=", person.id)]
        # sudo: nobody has a right on these lines; they are this person's own.
        env = person.sudo().env
        return {
            **super()._parts_besides(person),
            "mails_about_requests": (
                env["club.request.news"].search(mine),
                ("company_id", "frequency", "last_sent_on"),
            ),
            "news_of_requests": (
                env["club.request.notice"].search(mine),
                ("request_id", "event", "date", "state"),
            ),
            "pledges": (
                env["club.cofunding.pledge"].search(mine),
                ("cofunding_id", "membership_id", "amount", "state", "commitment"),
            ),
        }
