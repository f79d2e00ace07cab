from odoo import models
from odoo.tools import SQL


class ClubMembership(models.Model):
    """Two memberships of one member: what they supported counts once."""

    _inherit = "club.membership"

    def _hand_over_work(self, winner):
        result = super()._hand_over_work(winner)
        # sudo: hidden lines move as well.
        supports = self.env["club.request.support"].sudo()
        mine = supports.search([("membership_id", "=", self.id)])
        touched = mine.root_id
        supported = supports.search([("membership_id", "=", winner.id)]).request_id
        # Of two contradicting choices, the one that shows less.
        hidden = mine.filtered(lambda row: not row.is_shown).request_id
        theirs = supports.search([("membership_id", "=", winner.id)])
        theirs.filtered(lambda row: row.request_id in hidden).is_shown = False
        mine.filtered(lambda row: row.request_id in supported).unlink()
        mine.exists().membership_id = winner
        touched._count_support()
        self.env.cr.execute(
            SQL(
                "UPDATE club_roadmap_author SET membership_id = %s"
                " WHERE membership_id = %s",
                winner.id,
                self.id,
            )
        )
        self.env["club.roadmap.author"].invalidate_model()
        return result
