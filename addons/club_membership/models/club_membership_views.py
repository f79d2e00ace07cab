from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import yes_or_no


class ClubMembership(models.Model):
    """What the form shows of a membership: the address, edited right there."""

    _inherit = "club.membership"

    email = fields.Char(readonly=False)
    phone = fields.Char(readonly=False)
    street = fields.Char(related="partner_id.street", readonly=False)
    street2 = fields.Char(related="partner_id.street2", readonly=False)
    zip = fields.Char(related="partner_id.zip", readonly=False)
    city = fields.Char(readonly=False)
    country_id = fields.Many2one(related="partner_id.country_id", readonly=False)
    birth_date = fields.Date(related="partner_id.club_birth_date", readonly=False)
    is_company = fields.Boolean(related="partner_id.is_company")
    price_model = fields.Selection(related="type_id.price_model")
    my_section = fields.Boolean(
        string="In my sections",
        compute="_compute_my_section",
        search="_search_my_section",
    )
    due_count = fields.Integer(compute="_compute_counts")
    period_count = fields.Integer(compute="_compute_counts")
    movement_count = fields.Integer(compute="_compute_counts")

    @api.depends("due_ids", "period_ids", "movement_ids")
    def _compute_counts(self):
        counters = {
            "due_count": "club.due",
            "period_count": "club.membership.period",
            "movement_count": "club.movement",
        }
        for name, model in counters.items():
            counts = dict(
                self.env[model]._read_group(
                    [("membership_id", "in", self.ids)], ["membership_id"], ["__count"]
                )
            )
            for membership in self:
                membership[name] = counts.get(membership._origin, 0)

    def _my_office_domain(self):
        return Domain("partner_id", "=", self.env.user.partner_id.id) & Domain(
            "is_current", "=", True
        )

    @api.depends_context("uid")
    def _compute_my_section(self):
        mine = self.search([("id", "in", self.ids), ("my_section", "=", True)])
        for membership in self:
            membership.my_section = membership._origin in mine

    def _search_my_section(self, operator, value):
        mine = Domain(
            "section_id.ancestor_ids.office_ids", "any", self._my_office_domain()
        )
        return yes_or_no(operator, value, mine)
