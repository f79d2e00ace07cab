from odoo import api, models
from odoo.addons.club_portal.models.club_upload import DOCUMENTS, SLIDES
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubEventFiles(models.AbstractModel):
    """Documents beside a record; a model that inherits has ``document_ids``."""

    _name = "club.event.files"
    _inherit = ["club.upload"]
    _description = "Documents of a Meeting"

    _upload_most = 10
    _upload_megabytes = 10
    _upload_types = DOCUMENTS | SLIDES

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._own_documents()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "document_ids" in vals:
            self._own_documents()
        return result

    def _own_documents(self):
        """Let documents follow the rights of their record, not of who sent them."""
        for record in self:
            # sudo: a file that was sent before its record was saved is nobody's.
            loose = record.document_ids.sudo().filtered(
                lambda file: file.res_model in (False, self._name) and not file.res_id
            )
            if loose:
                loose.write({"res_model": self._name, "res_id": record.id})

    def _add_files(self, files):
        """Keep documents beside the record.

        :param files: list of (name, content)
        :raises UserError: see ``_check_uploads``; or none was chosen
        """
        self.ensure_one()
        if not files:
            raise UserError(self.env._("Choose at least one document."))
        # sudo: members hold no right on files; the caller asked whether they may.
        record = self.sudo()
        self._check_uploads(files, present=len(record.document_ids))
        record.document_ids |= record.env["ir.attachment"].create(
            record._upload_vals(files)
        )

    def _drop_file(self, file_id):
        """Take a document away for good.

        :return: its name, empty if it is none of this record
        """
        # sudo: as in _add_files.
        file = self._document(file_id).sudo()
        name = file.name or ""
        file.unlink()
        return name

    def _document(self, file_id):
        """The document with this id, empty if it is none of these records."""
        # sudo: read for pages that have found the record in their space.
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                Domain("id", "=", file_id)
                & Domain("id", "in", self.sudo().document_ids.ids),
            )
        )

    def _document_values(self, address):
        """Documents as a page lists them.

        :param address: what comes before the id in their address
        """
        # sudo: as in _document.
        return self._upload_links(self.sudo().document_ids, address)
