from calendar import monthrange

from odoo import fields, models


class MisBudgetByAccount(models.Model):
    """The budget of a year as OCA's reports read it: frozen budgets write it."""

    _inherit = "mis.budget.by.account"

    club_made = fields.Boolean(
        string="Of frozen budgets", readonly=True, copy=False, default=False
    )

    _club_year_uniq = models.UniqueIndex(
        "(company_id, date_from) WHERE club_made",
        "The frozen budgets of a year are in one budget of the reports.",
    )


class MisBudgetByAccountItem(models.Model):
    """An amount of a frozen budget, of one month."""

    _inherit = "mis.budget.by.account.item"

    club_budget_id = fields.Many2one(
        "club.budget", readonly=True, index="btree_not_null", ondelete="cascade"
    )


class ClubBudget(models.Model):
    """Frozen budgets go to the reports that accountants draw."""

    _inherit = "club.budget"

    def _write_mis(self):
        """Write these budgets where MIS reports read them, in place of what they
        replace; a heading without account stays out."""
        # sudo: rows of OCA's model, which whoever freezes need not edit.
        items = self.env["mis.budget.by.account.item"].sudo()
        items.search([("club_budget_id", "in", (self | self.previous_id).ids)]).unlink()
        items.create(
            [
                values
                for (company, start), budgets in self.grouped(
                    lambda budget: (budget.company_id, budget.date_from)
                ).items()
                for values in budgets._mis_items(company, start)
            ]
        )

    def _mis_items(self, company, start):
        report = self._mis_budget(company, start)
        months = company._club_months(start)
        for line in self.line_ids.filtered("heading_id.account_id"):
            section = line.section_id
            sign = -1 if line.kind == "income" else 1
            for month, amount in zip(months, line.months, strict=True):
                if not amount:
                    continue
                balance = sign * amount
                last = monthrange(month.year, month.month)[1]
                yield {
                    "budget_id": report.id,
                    "club_budget_id": line.budget_id.id,
                    "name": line.heading_id.name,
                    "company_id": company.id,
                    "account_id": line.heading_id.account_id.id,
                    "date_from": month,
                    "date_to": month.replace(day=last),
                    "debit": max(balance, 0.0),
                    "credit": max(-balance, 0.0),
                    "analytic_distribution": section._analytic_distribution(),
                }

    def _mis_budget(self, company, start):
        # sudo: as above.
        reports = self.env["mis.budget.by.account"].sudo()
        found = reports.search(
            [
                ("company_id", "=", company.id),
                ("date_from", "=", start),
                ("club_made", "=", True),
            ]
        )
        books = company._club_speaking()
        return found or reports.create(
            {
                "name": books.env._("Budget %s", company._club_year_name(start)),
                "company_id": company.id,
                "date_from": start,
                "date_to": company._club_year(start)[1],
                "club_made": True,
                # Sections share accounts; their analytic accounts tell them apart.
                "allow_items_overlap": True,
                "state": "confirmed",
            }
        )
