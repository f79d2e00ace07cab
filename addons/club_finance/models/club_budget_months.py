from odoo import fields, models

from ..money.forecast import MONTHS
from .club_budget_actuals import signed


class ClubBudget(models.Model):
    """A budget month by month, beside the books."""

    _inherit = "club.budget"

    months_html = fields.Html(
        string="Months", compute="_compute_months_html", sanitize=False
    )

    def _compute_months_html(self):
        for budget in self:
            budget.months_html = budget.date_from and self.env["ir.qweb"]._render(
                "club_finance.budget_months", budget._months_values()
            )

    def _months_values(self):
        """Headings with what was planned and booked in each month."""
        self.ensure_one()
        company = self.company_id
        # sudo: who reads the budget reads the totals of its own section.
        own = self.sudo()
        ledger = self._ledger(own.section_id, self.date_from)
        rows = []
        for line in own.line_ids:
            key = (own.section_id.id, line.heading_id.id)
            booked = [
                signed(line.kind, amount) for amount in ledger.get(key, [0.0] * MONTHS)
            ]
            if line.asked or any(booked):
                rows.append(
                    {
                        "name": line.heading_id.name,
                        "kind": line.kind,
                        "months": list(
                            zip(line._planned_months(), booked, strict=True)
                        ),
                        "asked": line.asked,
                        "booked": sum(booked),
                    }
                )
        return {
            "months": company._club_months(self.date_from),
            "over": company._club_months_over(self.date_from),
            "rows": rows,
            "money": own.section_id._money(),
        }
