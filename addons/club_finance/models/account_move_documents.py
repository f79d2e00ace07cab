from odoo import models
from odoo.exceptions import UserError

DOCUMENTS = ("club.payment.out", "club.section.transfer", "club.bill", "club.share")


class AccountMove(models.Model):
    """What two people agreed on is taken back on its document, not in the ledger."""

    _inherit = "account.move"

    def button_draft(self):
        self._club_refuse_undoing_documents()
        return super().button_draft()

    def _club_refuse_undoing_documents(self):
        for model in DOCUMENTS:
            # sudo: an accountant is told the number only.
            documents = self.env[model].sudo()
            if found := documents.search([("move_id", "in", self.ids)], limit=1):
                raise UserError(
                    self.env._(
                        "%(entry)s is the entry of %(document)s: take that one back "
                        "instead, so that both say the same.",
                        entry=found.move_id.name,
                        document=found.name,
                    )
                )
