from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """ "My company" on the home page: for who acts for one, or may join one."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        organisations = space.organisations
        if not organisations and not self._any_open_domain(space.company):
            return cards
        if organisations:
            names = ", ".join(organisations.partner_id.mapped("name")[:3])
            text = self.env._("The team of %s.", names)
        else:
            text = self.env._("Join the team of your employer.")
        return [
            *cards,
            {
                "key": "company",
                "title": self.env._("My company"),
                "text": text,
                "url": "/my/company",
                "icon": "fa-building-o",
                "sequence": 40,
                "count": len(space.manages._pending_invitations()),
                "count_label": self.env._("invitations without an answer"),
            },
        ]

    @api.model
    def _any_open_domain(self, company):
        # sudo: whether some organisation lets colleagues join; nothing about it.
        domains = self.env["club.email.domain"].sudo()
        return domains.search_count(
            [("company_id", "=", company.id), ("joinable", "=", True)], limit=1
        )
