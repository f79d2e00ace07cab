from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom
from odoo.tools import format_amount, format_date, format_duration


class ValuationReport(models.AbstractModel):
    """The evidence behind volunteers' hours in the books, for who checks them."""

    _name = "report.club_finance.report_valuation"
    _description = "Evidence of Volunteers' Hours"

    @api.model
    def _get_report_values(self, docids, data=None):
        valuations = self.env["club.valuation"].browse(docids)
        valuations.check_access("read")
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": valuations._name,
            "docs": [self._paper(valuation) for valuation in valuations],
        }

    @api.model
    def _paper(self, valuation):
        # sudo: names on a valuation that its reader may see: its entry, the section.
        known = valuation.sudo()
        states = dict(valuation._fields["state"]._description_selection(self.env))
        return {
            "association": known.company_id.name,
            "section": known.section_id.name,
            "date_from": format_date(self.env, valuation.date_from),
            "date_to": format_date(self.env, valuation.date_to),
            "state": states[valuation.state],
            "entries": (known.move_id | known.reversal_id).mapped("name"),
            "hours": format_duration(valuation.hours),
            "amount": self._money(valuation, valuation.amount),
            "lines": [self._paper_line(line) for line in valuation.line_ids],
        }

    @api.model
    def _paper_line(self, line):
        return {
            "activity": line.activity_id.name,
            "rate": self._money(line, line.rate),
            "hours": format_duration(line.hours),
            "amount": self._money(line, line.amount),
            "evidence": [
                {
                    "day": format_date(self.env, row.date),
                    "who": row.volunteer_name,
                    "hours": format_duration(row.hours),
                    "confirmed": format_date(self.env, row.confirmed_on),
                }
                for row in line.evidence_ids.sorted(lambda row: (row.date, row.id))
            ],
        }

    @api.model
    def _money(self, record, amount):
        return format_amount(self.env, amount, record.currency_id)
