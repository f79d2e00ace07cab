from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom


class AssemblyReport(models.AbstractModel):
    """The picture of budgets on paper, for a general assembly."""

    _name = "report.club_finance.report_assembly"
    _description = "Picture for the assembly"

    @api.model
    def _get_report_values(self, docids, data=None):
        budgets = self.env["club.budget"].browse(docids)
        budgets.check_access("read")
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": budgets._name,
            "docs": budgets,
            "pages": [
                # sudo: the section of a budget that its reader may see.
                budget.section_id.sudo()._page_assembly(budget.date_from)
                for budget in budgets
            ],
        }
