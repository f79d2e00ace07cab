from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom


class QuoteReport(models.AbstractModel):
    """The quote on paper, in the language of who receives it."""

    _name = "report.club_finance.report_quote"
    _description = "Quote on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        quotes = self.env["club.quote"].browse(docids)
        quotes.check_access("read")
        docs = []
        # sudo: taxes and addresses of quotes that may be read.
        for quote in quotes.sudo():
            lang = quote.partner_id.lang or self.env.lang
            docs.append({"lang": lang, **quote.with_context(lang=lang)._paper_values()})
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": quotes._name,
            "docs": docs,
        }
