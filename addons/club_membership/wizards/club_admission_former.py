from odoo import api, fields, models
from odoo.exceptions import RedirectWarning
from odoo.tools import format_date

LEFT = ("lapsed", "resigned", "struck_off", "excluded")


class ClubAdmission(models.TransientModel):
    """A former member applies again: they rejoin, under the same number."""

    _inherit = "club.admission"

    former_id = fields.Many2one("club.membership", compute="_compute_former_id")
    former_note = fields.Char(compute="_compute_former_id")

    @api.depends("partner_id", "company_id")
    def _compute_former_id(self):
        for admission in self:
            former = admission._find_former()
            admission.former_id = former
            admission.former_note = former and self.env._(
                "%(member)s was a member before (number %(number)s, until %(day)s), "
                "and rejoins under the same number.",
                member=former.partner_id.name,
                number=former.number,
                day=format_date(self.env, former._last_day()),
            )

    def _find_former(self):
        """The membership that the contact chosen had here, if they left it."""
        memberships = self.env["club.membership"]
        if not self.partner_id:
            return memberships
        left = memberships.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("merged_into_id", "=", False),
                ("state", "in", LEFT),
            ]
        )
        # Who applied once and never was a member has no day to come back from.
        return left.filtered(lambda membership: membership._last_day())

    @api.onchange("former_id")
    def _onchange_former_id(self):
        """Propose what they were."""
        former = self.former_id
        if former:
            self.type_id = former.type_id
            self.section_id = former.section_id
            self.payer_id = former.payer_id
            self.headcount = former.headcount
            self.seats = former.seats or self.seats

    def action_record_application(self):
        """Send who was a member before to rejoining, with the button that does it.

        :raises RedirectWarning: leading to the form that takes them back
        """
        former = self.former_id
        if not former:
            return super().action_record_application()
        action = self.env.ref("club_membership.club_membership_event_action")
        raise RedirectWarning(
            self.former_note,
            action.id,
            self.env._("Rejoin"),
            {
                "default_membership_ids": former.ids,
                "active_model": former._name,
                "active_ids": former.ids,
                "default_kind": "rejoin",
                "club_event_kind": True,
                "default_type_id": self.type_id.id,
                "default_section_id": self.section_id.id,
                "default_date": fields.Date.to_string(self.joined_on),
            },
        )
