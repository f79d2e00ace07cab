from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """Commissions on the home page: invitations, and the requests a chair answers."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        card = {
            "key": "commissions",
            "title": self.env._("Commissions"),
            "text": self.env._("Where you take part, and what you can join."),
            "url": "/my/commissions",
            "icon": "fa-comments-o",
            "sequence": 30,
            "count": self.env["club.commission"]._waiting_for(space),
            "count_label": self.env._("invitations and requests to answer"),
        }
        return [*super()._cards(space), card]


class ClubCommission(models.Model):
    _inherit = "club.commission"

    @api.model
    def _waiting_for(self, space):
        """How many invitations and requests the person of a space has to answer."""
        rows = space.seats
        led = rows.filtered(lambda row: row._leads()).commission_id
        invitations = rows.filtered(lambda row: row.state == "invited")
        return sum(led.mapped("request_count")) + len(invitations)
