from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """Expenses, for who may claim some or did."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        if not space.personal:
            return cards
        # sudo: members hold no right on claims; these are counts of their space's.
        claims = self.env["club.expense"].sudo()
        offered = claims._offered_in_space(space)
        counts = dict(
            claims._read_group(
                [
                    ("partner_id", "=", space.person.id),
                    ("company_id", "in", space.companies.ids),
                ],
                ["state"],
                ["__count"],
            )
        )
        if not (offered or counts):
            return cards
        return [
            *cards,
            {
                "key": "expenses",
                "title": self.env._("My expenses"),
                "text": self.env._("Ask back what you spent, or give it."),
                "url": "/my/expenses",
                "icon": "fa-camera",
                "sequence": 66,
                "count": counts.get("draft", 0) + counts.get("refused", 0),
                "count_label": self.env._("claims to finish"),
            },
        ]


class ClubExpense(models.Model):
    _inherit = "club.expense"

    @api.model
    def _offered_in_space(self, space):
        """Whether the association takes claims, and this person may send one."""
        if not space.standing and not space.env["club.office"].search_count(
            [
                ("partner_id", "=", space.person.id),
                ("is_current", "=", True),
                ("company_id", "in", space.companies.ids),
            ],
            limit=1,
        ):
            return False
        return bool(
            self.env["club.heading"].search_count(
                [("claimable", "=", True), ("company_id", "in", space.companies.ids)],
                limit=1,
            )
        )
