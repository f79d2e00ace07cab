from odoo import fields, models
from odoo.exceptions import UserError

from .bank_booking import BOOKING_CONTEXT, Counterpart


class ClubBankProposal(models.Model):
    """Bank lines that are no dues: income and spending under a heading."""

    _inherit = "club.bank.proposal"

    kind = fields.Selection(
        selection_add=[("heading", "Income or spending")],
        ondelete={"heading": "cascade"},
    )
    heading_id = fields.Many2one(
        "club.heading", check_company=True, index="btree_not_null", ondelete="cascade"
    )
    # Whose income or spending it is; a section's bank line may be for one below it.
    booked_section_id = fields.Many2one(
        "club.section", string="For", check_company=True, ondelete="cascade"
    )
    note = fields.Char(string="Text")

    _heading_given = models.Constraint(
        "CHECK (kind <> 'heading' OR heading_id IS NOT NULL)",
        "Say under which heading the money came in or was spent.",
    )

    def _counterparts(self):
        if self.kind != "heading":
            return super()._counterparts()
        section = self.booked_section_id or self.line_id.section_id
        return [
            Counterpart(
                self.heading_id._account(),
                self.payer_id,
                -self.amount,
                self.note or self.line_id.label,
                None,
                section._analytic_distribution(),
            )
        ]

    def _settled(self):
        """The ledger says the heading that was chosen, not only its account."""
        result = super()._settled()
        for heading, proposals in (
            self.filtered("heading_id").grouped("heading_id").items()
        ):
            lines = proposals.line_id.statement_line_id.move_id.line_ids.filtered(
                lambda line, heading=heading: (
                    line.account_id == heading.account_id and not line.club_heading_id
                )
            )
            lines.with_context(**BOOKING_CONTEXT).club_heading_id = heading
        return result


class ClubHeading(models.Model):
    """Whether a heading fits a bank line."""

    _inherit = "club.heading"

    def _check_bookable(self, company):
        """Refuse a heading of another association or without account.

        :raises UserError: naming the heading and the way out
        """
        for heading in self:
            if heading.company_id != company:
                raise UserError(
                    self.env._(
                        "The heading %(heading)s is not one of %(company)s: choose "
                        "another.",
                        heading=heading.name,
                        company=company.name,
                    )
                )
            heading._account()
