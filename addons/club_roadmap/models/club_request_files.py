from pathlib import PurePath

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

FILES = 5
FILE_MB = 5
# Texts are handed out as texts, whatever is in them.
PLAIN = ("text/plain", "text/csv", "application/csv", "application/octet-stream")
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
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/zip",
    ),
    ".xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/zip",
    ),
}


class ClubRequest(models.Model):
    """Files beside a request: few, small, of harmless types, and nobody's."""

    _inherit = "club.request"

    @api.model
    def _check_files(self, files, present=0):
        """Refuse what is too much, too large or of another type.

        :param files: list of (name, content)
        :param present: how many the request has already
        :raises UserError: with the way out
        """
        if len(files) + present > FILES:
            raise UserError(
                self.env._("A request has %s files at most: leave some out.", FILES)
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
        """Keep files beside the request; their rows say nobody's name.

        :param files: list of (name, content)
        """
        self.ensure_one()
        self._check_files(files, present=len(self._files()))
        # The superuser and not sudo(): create_uid would tell who it is.
        attachments = self.env["ir.attachment"].with_user(api.SUPERUSER_ID)
        attachments.create(
            [
                {
                    "name": PurePath(name).name[:200],
                    "raw": content,
                    "res_model": "club.request",
                    "res_id": self.id,
                    "company_id": self.company_id.id,
                }
                for name, content in files
            ]
        )

    def _files(self):
        """The files of these requests, with full rights."""
        # sudo: read for pages that have found the request in their space.
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "club.request"),
                    ("res_id", "in", self.ids),
                    ("res_field", "=", False),
                ],
                order="id",
            )
        )

    def _file_values(self):
        return [
            {
                "id": file.id,
                "name": file.name,
                "url": f"/my/requests/{self.id}/files/{file.id}",
                "size": f"{max(1, file.file_size // 1024)} kB",
            }
            for file in self._files()
        ]
