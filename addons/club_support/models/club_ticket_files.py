from pathlib import PurePath

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

FILES = 5
FILE_MB = 5
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
    ".gif": ("image/gif",),
    ".txt": PLAIN,
    ".csv": PLAIN,
    ".odt": ("application/vnd.oasis.opendocument.text", "application/zip"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", "application/zip"),
    ".docx": (f"{OFFICE}.wordprocessingml.document", "application/zip"),
    ".xlsx": (f"{OFFICE}.spreadsheetml.sheet", "application/zip"),
}


class ClubTicket(models.Model):
    """Files in a conversation: few, small, of harmless types."""

    _inherit = "club.ticket"

    @api.model
    def _file_obstacle(self, name, content):
        """Why this file is not taken, as one sentence; empty when it is."""
        if len(content) > FILE_MB * 1024 * 1024:
            return self.env._(
                "%(file)s is larger than %(size)s MB: make it smaller.",
                file=name,
                size=FILE_MB,
            )
        if guess_mimetype(content) not in TYPES.get(PurePath(name).suffix.lower(), ()):
            return self.env._(
                "%(file)s is none of the files that can be sent: %(types)s.",
                file=name,
                types=", ".join(kind[1:] for kind in TYPES),
            )
        return ""

    @api.model
    def _check_files(self, files):
        """Refuse what is too much, too large or of another type.

        :param files: list of (name, content)
        :raises UserError: with the way out
        """
        if len(files) > FILES:
            raise UserError(
                self.env._("Send %s files at most at a time: leave some out.", FILES)
            )
        for name, content in files:
            if obstacle := self._file_obstacle(name, content):
                raise UserError(obstacle)

    @api.model
    def _sift(self, attachments):
        """Of what came with an e-mail: what is taken, and the names of the rest.

        :param attachments: list of (name, content, …) as Odoo's gateway reads them
        :return: (list of (name, content), list of names)
        """
        taken, left_out = [], []
        for name, content, *_info in attachments or ():
            raw = content.encode() if isinstance(content, str) else content
            fits = isinstance(raw, bytes) and len(taken) < FILES
            if fits and not self._file_obstacle(name, raw):
                taken.append((name, raw))
            else:
                left_out.append(name)
        return taken, left_out

    def _file_rows(self, files):
        """Attachments of these files, to be put beside a message.

        :param files: list of (name, content)
        """
        return self.env["ir.attachment"].create(
            [
                {
                    "name": PurePath(name).name[:200],
                    "raw": content,
                    "res_model": self._name,
                    "res_id": self.id,
                    "company_id": self.company_id.id,
                }
                for name, content in files
            ]
        )

    def _file(self, reader, file_id):
        """A file of the conversation, for who may read the words beside it.

        :param reader: ``res.partner``
        :return: the attachment with full rights, or empty
        """
        ticket = self._fully()
        for message in ticket._messages(reader):
            for file in message.attachment_ids:
                if file.id == file_id:
                    return file
        return ticket.env["ir.attachment"]
