from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

LARGEST = 100_000  # what a page takes at once, in the company's currency


class ClubDonation(models.Model):
    """The page "My gifts": what one gave, and how to give."""

    _inherit = "club.donation"

    @api.model
    def _of_space(self, space):
        """Gifts of the person and of whom they manage, latest first."""
        return space.env["club.donation"].search(
            Domain("partner_id", "in", space.payers.ids)
            & Domain("company_id", "in", space.companies.ids)
        )

    @api.model
    def _donors_of_space(self, space):
        """In whose name one may give: one's own, and of the companies one manages."""
        return (space.person & space.payers) | space.payers

    @api.model
    def _sections_of_space(self, space):
        """To whom one may give besides the association: one's own sections."""
        company = space.company
        mine = space.memberships.filtered(lambda m: m.company_id == company)
        return mine.section_id - company._club_root_section()

    @api.model
    def _page_of_space(self, space):
        """Plain values of the page, without the form of payment."""
        return {
            "association": space.company.name,
            "gifts": [gift._gift_values(space) for gift in self._of_space(space)],
            "donors": [
                (donor.id, donor.name) for donor in self._donors_of_space(space)
            ],
            "sections": [(s.id, s.name) for s in self._sections_of_space(space)],
        }

    def _gift_values(self, space):
        self.ensure_one()
        forms = dict(self._fields["form"]._description_selection(self.env))
        return {
            "day": format_date(self.env, self.date),
            "amount": format_amount(self.env, self.amount, self.currency_id),
            "form": forms[self.form],
            "donor": self.partner_id.name if self.partner_id != space.person else "",
            "section": self.section_id.name or self.company_id.name,
            "taken_back": format_date(self.env, self.cancelled_on)
            if self.state == "cancelled"
            else "",
        }


class ClubPortalCard(models.AbstractModel):
    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        # sudo: whether the association books gifts, and whether this person gave.
        company = space.company.sudo()
        if not (
            company.club_donation_account_id and space.memberships
        ) and not self.env["club.donation"].sudo().search_count(
            [
                ("partner_id", "in", space.payers.ids),
                ("company_id", "in", space.companies.ids),
            ],
            limit=1,
        ):
            return cards
        return [
            *cards,
            {
                "key": "donate",
                "title": self.env._("My gifts"),
                "text": self.env._("Give to the association, see what you gave."),
                "url": "/my/donate",
                "icon": "fa-heart-o",
                "sequence": 25,
            },
        ]
