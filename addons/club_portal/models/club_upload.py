from pathlib import PurePath

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

PICTURES = {
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".webp": ("image/webp",),
}
PDF = {".pdf": ("application/pdf",)}
# Texts are handed out as texts, whatever is in them.
PLAIN = ("text/plain", "text/csv", "application/csv", "application/octet-stream")
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
# What a browser may be handed: read from the content, and called by its name.
DOCUMENTS = {
    **PDF,
    **PICTURES,
    ".txt": PLAIN,
    ".csv": PLAIN,
    ".odt": (f"{OPEN}.text", "application/zip"),
    ".ods": (f"{OPEN}.spreadsheet", "application/zip"),
    ".docx": (f"{OFFICE}.wordprocessingml.document", "application/zip"),
    ".xlsx": (f"{OFFICE}.spreadsheetml.sheet", "application/zip"),
}
SLIDES = {
    ".odp": (f"{OPEN}.presentation", "application/zip"),
    ".pptx": (f"{OFFICE}.presentationml.presentation", "application/zip"),
}
MEGABYTE = 1024 * 1024


class ClubUpload(models.AbstractModel):
    """Files that people send with a record: few, small, of harmless types.

    A model that inherits says how many, how large and which. Who may have a file is
    who may have its record: routes hand files out once they have found the record.
    """

    _name = "club.upload"
    _description = "Files Sent With a Record"

    _upload_most = 5
    _upload_megabytes = 5
    # Suffix -> the types that its content may have.
    _upload_types = DOCUMENTS

    @api.model
    def _upload_limits(self):
        """How many and how large, for the page that asks for files."""
        return {"count": self._upload_most, "mb": self._upload_megabytes}

    @api.model
    def _upload_obstacle(self, name, content):
        """Why this file is not taken, as one sentence; empty when it is.

        :param name: as its sender calls it
        :param content: bytes
        """
        if len(content) > self._upload_megabytes * MEGABYTE:
            return self.env._(
                "%(file)s is larger than %(size)s MB: make it smaller.",
                file=name,
                size=self._upload_megabytes,
            )
        known = self._upload_types.get(PurePath(name).suffix.lower(), ())
        if guess_mimetype(content) not in known:
            return self.env._(
                "%(file)s is none of the files that can be sent: %(types)s.",
                file=name,
                types=", ".join(suffix[1:] for suffix in self._upload_types),
            )
        return ""

    @api.model
    def _check_uploads(self, files, present=0):
        """Refuse what is too much, too large or of another type.

        :param files: list of (name, content)
        :param present: how many the record has already
        :raises UserError: with the way out
        """
        if len(files) + present > self._upload_most:
            raise UserError(
                self.env._(
                    "There can be %s files at most: leave some out.", self._upload_most
                )
            )
        for name, content in files:
            if obstacle := self._upload_obstacle(name, content):
                raise UserError(obstacle)

    def _upload_vals(self, files):
        """Values of ``ir.attachment`` for files beside this record.

        :param files: list of (name, content)
        """
        self.ensure_one()
        return [
            {
                "name": PurePath(name).name[:200],
                "raw": content,
                "res_model": self._name,
                "res_id": self.id,
                "company_id": self.company_id.id,
            }
            for name, content in files
        ]

    @api.model
    def _upload_links(self, files, address):
        """Files as a page lists them.

        :param files: ``ir.attachment``, readable
        :param address: what comes before the id in their address
        """
        return [
            {
                "id": file.id,
                "name": file.name,
                "url": f"{address}/{file.id}",
                "size": f"{max(1, file.file_size // 1024)} kB",
            }
            for file in files.sorted("id")
        ]
