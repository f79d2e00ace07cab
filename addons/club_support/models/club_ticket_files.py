from odoo import api, models
from odoo.addons.club_portal.models.club_upload import DOCUMENTS


class ClubTicket(models.Model):
    """Files in a conversation."""

    _name = "club.ticket"
    _inherit = ["club.ticket", "club.upload"]

    _upload_types = DOCUMENTS | {".gif": ("image/gif",)}

    @api.model
    def _sift(self, attachments):
        """Of what came with an e-mail: what is taken, and the names of the rest.

        :param attachments: list of (name, content, …) as Odoo's gateway reads them
        :return: (list of (name, content), list of names)
        """
        taken, left_out = [], []
        for name, content, *_info in attachments or ():
            raw = content.encode() if isinstance(content, str) else content
            fits = isinstance(raw, bytes) and len(taken) < self._upload_most
            if fits and not self._upload_obstacle(name, raw):
                taken.append((name, raw))
            else:
                left_out.append(name)
        return taken, left_out

    def _file_rows(self, files):
        """Attachments of these files, to be put beside a message.

        :param files: list of (name, content)
        """
        return self.env["ir.attachment"].create(self._upload_vals(files))

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
