from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """Duties on the home page of volunteers; an invitation on that of others."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        volunteers = self.env["club.volunteer"]
        if volunteer := volunteers._of_space(space):
            waiting = volunteer._waiting_count()
            card = {
                "key": "duties",
                "title": self.env._("My duties"),
                "text": self.env._("When you are on duty, and who could stand in."),
                "url": "/my/duties",
                "icon": "fa-calendar-check-o",
                "sequence": 25,
                "count": waiting,
                "count_label": self.env._("duties to confirm and requests to answer"),
            }
        elif volunteers._may_join(space):
            card = {
                "key": "volunteer",
                "title": self.env._("Become a volunteer"),
                "text": self.env._("Help other members, when it suits you."),
                "url": "/my/volunteer",
                "icon": "fa-handshake-o",
                "sequence": 90,
                "in_menu": False,
            }
        else:
            return cards
        return [*cards, card]


class ClubVolunteer(models.Model):
    _inherit = "club.volunteer"

    def _waiting_count(self):
        """Duties to confirm, and requests of others to answer."""
        self.ensure_one()
        duties = self._standing_duties().filtered(lambda d: d.state == "published")
        return len(duties) + len(self._questions())

    def _questions(self):
        """Open requests of others that this volunteer has not answered."""
        self.ensure_one()
        return self.env["club.duty.offer"].search(
            [
                ("state", "=", "open"),
                ("asked_ids", "in", self.ids),
                ("declined_ids", "not in", self.ids),
            ]
        )
