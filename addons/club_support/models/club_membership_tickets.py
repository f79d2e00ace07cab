from odoo import api, fields, models


class ClubMembership(models.Model):
    """What a member, or who acts for an organisation, asked."""

    _inherit = "club.membership"

    club_ticket_count = fields.Integer(
        string="Questions",
        compute="_compute_club_ticket_count",
        groups="club_membership.group_club_reader,club_membership.group_club_officer",
    )

    @api.depends_context("uid")
    def _compute_club_ticket_count(self):
        people = {row: row._who_asks() for row in self}
        asked = self.env["res.partner"].union(*people.values())
        counts = dict(
            self.env["club.ticket"]._read_group(
                [("partner_id", "in", asked.ids)], ["partner_id"], ["__count"]
            )
        )
        for membership, askers in people.items():
            membership.club_ticket_count = sum(
                counts.get(person, 0) for person in askers
            )

    def _who_asks(self):
        """The member, and who acted or acts for the organisation."""
        return self.partner_id | self.delegation_ids.partner_id

    def action_club_tickets(self):
        """Open the questions of these members and of who acts for them."""
        return self._who_asks().action_club_tickets()
