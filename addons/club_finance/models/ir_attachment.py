from odoo import api, models
from odoo.exceptions import UserError

# What says what a file is, and of what.
FILE_FIELDS = {
    "name",
    "type",
    "url",
    "raw",
    "datas",
    "db_datas",
    "mimetype",
    "public",
    "res_model",
    "res_id",
    "res_field",
}


class IrAttachment(models.Model):
    """Receipts and documents are evidence: who may change a record does not swap them
    behind its back."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        if not self.env.su:
            # The newest file of a field is the one that is read.
            files._club_refuse_of_fields()
        return files

    def write(self, vals):
        if not self.env.su and vals.keys() & FILE_FIELDS:
            self._club_refuse_of_fields()
            self._club_refuse_receipts()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_evidence(self):
        if not self.env.su:
            self._club_refuse_of_fields()
        self._club_refuse_receipts()

    def _delete_and_notify(self, message=None):
        # The route that deletes does so as superuser.
        self._club_refuse_of_fields()
        return super()._delete_and_notify(message)

    def _club_refuse_of_fields(self):
        """The document of a record is changed on the record, which knows whether."""
        for file in self.sudo():  # sudo: which record it is of, nothing else
            if file.res_field and (file.res_model or "").startswith("club."):
                raise UserError(
                    self.env._(
                        "%s is part of a record: change it there.", file.name or "–"
                    )
                )

    def _club_refuse_receipts(self):
        """Receipts of a claim that was sent stay what was decided on."""
        # sudo: the state of the claim behind a receipt, whoever asks.
        lines = self.env["club.expense.line"].sudo()
        receipts = self.sudo().filtered(lambda file: file.res_model == lines._name)
        if receipts:
            found = lines.search([("receipt_ids", "in", receipts.ids)])
            found.expense_id._check_open()
