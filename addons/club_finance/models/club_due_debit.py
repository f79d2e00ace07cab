from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

# The payer was told: nobody asks them for the same money by another way.
TOLD = ("announced", "ordered")


class ClubDue(models.Model):
    """Dues that will be debited are asked of nobody by another way."""

    _inherit = "club.due"

    debit_line_ids = fields.Many2many(
        "club.debit.line",
        "club_debit_line_due_rel",
        "due_id",
        "line_id",
        string="Direct debits",
        readonly=True,
        copy=False,
    )

    @api.model
    def _told_domain(self):
        """Domain of the dues whose debit was announced."""
        return Domain("debit_line_ids", "any", [("state", "in", TOLD)])

    def _bills(self):
        # sudo: whether a debit was announced, for dues already at hand.
        told = self.sudo().filtered(
            lambda due: any(line.state in TOLD for line in due.debit_line_ids)
        )
        # An invoice is paid whole, or not at all.
        together = told | told.invoice_id.club_due_ids
        return super(ClubDue, self - together)._bills()

    @api.model
    def _count_open_of_space(self, space):
        # sudo: members hold no rights on dues; the domain is what they may see.
        return self.sudo().search_count(
            self._domain_of_space(space)
            & self.env["club.notice"]._open_due_domain()
            & ~self._told_domain()
        )


class ClubDebitLine(models.Model):
    _inherit = "club.debit.line"

    @api.model
    def _of_space(self, space):
        """Debits announced to this person and to whom they manage, soonest first.

        :param space: a ``Space``
        """
        # sudo: members hold no rights on debits; these are their own.
        return self.sudo().search_fetch(
            Domain("payer_id", "in", space.payers.ids)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("state", "in", TOLD),
            order="collection_date, id",
        )

    def _page_values(self):
        """One debit to come, as its payer reads it."""
        self.ensure_one()
        return {
            "lines": self._due_lines(),
            "day": format_date(self.env, self.collection_date),
            "amount": format_amount(self.env, self.amount, self.currency_id),
            "mandate": self.mandate_reference,
            "creditor": self.creditor_identifier or "",
            "payer": self.payer_id.name,
            "association": self.company_id.name,
        }
