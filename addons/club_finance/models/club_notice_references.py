from odoo import models


class ClubNotice(models.Model):
    """What a company or a public body looks for on a notice, as on an invoice."""

    _inherit = "club.notice"

    def _reference_rows(self):
        """The payer's own references, empty for who gave none.

        :return: list of (label, text), in the context's language
        """
        self.ensure_one()
        values = self.payer_id._club_invoice_references(self.due_ids.order_id)
        siret = self.payer_id.commercial_partner_id.company_registry
        return self.env["account.move"]._club_reference_rows(siret, values)

    def _page_values(self):
        return {**super()._page_values(), "references": self._reference_rows()}
