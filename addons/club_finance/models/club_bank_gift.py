from odoo import api, fields, models


class ClubHeading(models.Model):
    """The heading of gifts."""

    _inherit = "club.heading"

    is_gift = fields.Boolean(
        compute="_compute_is_gift",
        compute_sudo=True,
        help="It is booked where the association books its donations.",
    )

    @api.depends("account_id", "company_id.club_donation_account_id")
    def _compute_is_gift(self):
        for heading in self:
            account = heading.company_id.club_donation_account_id
            heading.is_gift = bool(account) and heading.account_id == account


class ClubBankProposal(models.Model):
    """A gift that came by transfer: recorded with its donor, taken back when undone."""

    _inherit = "club.bank.proposal"

    def _settled(self):
        result = super()._settled()
        self._record_gifts()
        return result

    def _undone(self):
        result = super()._undone()
        origins = [f"club.bank.proposal,{proposal.id}" for proposal in self]
        self.env["club.donation"].search(
            [("origin", "in", origins), ("state", "=", "booked")]
        )._take_back()
        return result

    def _record_gifts(self):
        """Record the gifts among these settled proposals whose donor is known."""
        for proposal in self.filtered(
            lambda proposal: (
                proposal.accepted
                and proposal.kind == "heading"
                and proposal.heading_id.is_gift
                and proposal.payer_id
                and proposal.amount > 0
            )
        ):
            line = proposal.line_id
            self.env["club.donation"]._record(
                proposal.payer_id,
                proposal.amount,
                line.date,
                f"club.bank.proposal,{proposal.id}",
                section=proposal.booked_section_id or line.section_id,
            )
