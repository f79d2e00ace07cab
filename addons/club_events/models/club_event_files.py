from pathlib import PurePath

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.mimetypes import guess_mimetype

FILES = 10
FILE_MB = 10
# Texts are handed out as texts, whatever is in them.
PLAIN = ("text/plain", "text/csv", "application/csv", "application/octet-stream")
OFFICE = "application/vnd.openxmlformats-officedocument"
# What a browser may be handed: read from the content, and called by its name.
TYPES = {
    ".pdf": ("application/pdf",),
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".webp": ("image/webp",),
    ".txt": PLAIN,
    ".csv": PLAIN,
    ".odt": ("application/vnd.oasis.opendocument.text", "application/zip"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", "application/zip"),
    ".odp": ("application/vnd.oasis.opendocument.presentation", "application/zip"),
    ".docx": (f"{OFFICE}.wordprocessingml.document", "application/zip"),
    ".xlsx": (f"{OFFICE}.spreadsheetml.sheet", "application/zip"),
    ".pptx": (f"{OFFICE}.presentationml.presentation", "application/zip"),
}


class ClubEventFiles(models.AbstractModel):
    """Documents beside a record: few, small, of harmless types.

    A model that inherits has ``document_ids``. Who may have a file is who may have
    its record: files are handed out by routes that found the record first.
    """

    _name = "club.event.files"
    _description = "Documents of a Meeting"

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

    @api.model
    def _check_files(self, files, present=0):
        """Refuse what is too much, too large or of another type.

        :param files: list of (name, content)
        :param present: how many the record has already
        :raises UserError: with the way out
        """
        if len(files) + present > FILES:
            raise UserError(
                self.env._("There can be %s documents at most: leave some out.", FILES)
            )
        for name, content in files:
            if len(content) > FILE_MB * 1024 * 1024:
                raise UserError(
                    self.env._(
                        "%(file)s is larger than %(size)s MB: make it smaller.",
                        file=name,
                        size=FILE_MB,
                    )
                )
            known = TYPES.get(PurePath(name).suffix.lower(), ())
            if guess_mimetype(content) not in known:
                raise UserError(
                    self.env._(
                        "%(file)s is none of the files that can be sent: %(types)s.",
                        file=name,
                        types=", ".join(kind[1:] for kind in TYPES),
                    )
                )

    def _add_files(self, files):
        """Keep documents beside the record.

        :param files: list of (name, content)
        :raises UserError: see ``_check_files``; or none was chosen
        """
        self.ensure_one()
        if not files:
            raise UserError(self.env._("Choose at least one document."))
        # sudo: members hold no right on files; the caller asked whether they may.
        record = self.sudo()
        self._check_files(files, present=len(record.document_ids))
        made = record.env["ir.attachment"].create(
            [
                {
                    "name": PurePath(name).name[:200],
                    "raw": content,
                    "res_model": self._name,
                    "res_id": self.id,
                    "company_id": record.company_id.id,
                }
                for name, content in files
            ]
        )
        record.document_ids |= made

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
        return [
            {
                "id": file.id,
                "name": file.name,
                "url": f"{address}/{file.id}",
                "size": f"{max(1, file.file_size // 1024)} kB",
            }
            for file in self.sudo().document_ids.sorted("id")
        ]
