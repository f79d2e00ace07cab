from pathlib import PurePath

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.image import ImageProcess
from odoo.tools.mimetypes import guess_mimetype
from PIL.Image import DecompressionBombError

FILES = 5
FILE_MB = 10
# A photograph is kept readable, without the size and the place that telephones add.
LONGEST_SIDE = 2000
# What a browser may be handed: read from the content, and called by its name.
TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}


class ClubReceiptFiles(models.AbstractModel):
    """Receipts beside a record: few, small, pictures or PDF.

    Who may have a file is who may have its record.
    """

    _name = "club.receipt.files"
    _description = "Receipts"

    receipt_ids = fields.Many2many(
        "ir.attachment", string="Receipts", copy=False, bypass_search_access=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._own_receipts()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "receipt_ids" in vals:
            self._own_receipts()
        return result

    def _own_receipts(self):
        """Let receipts follow the rights of their record; refuse other files."""
        for record in self:
            # sudo: a file that was sent before its record was saved is nobody's.
            files = record.receipt_ids.sudo()
            loose = files.filtered(
                lambda file: file.res_model in (False, self._name) and not file.res_id
            )
            if loose:
                self._check_receipts(
                    [(file.name, file.raw) for file in loose], len(files - loose)
                )
                loose.write({"res_model": self._name, "res_id": record.id})
            strange = files.filtered(
                lambda file, record=record: (
                    (file.res_model, file.res_id) != (self._name, record.id)
                )
            )
            if strange:
                raise UserError(
                    self.env._(
                        "%s belongs to another record: send the file again here.",
                        strange[0].name,
                    )
                )

    @api.model
    def _check_receipts(self, files, present=0):
        """Refuse what is too much, too large or of another type.

        :param files: list of (name, content)
        :param present: how many there are already
        :raises UserError: with the way out
        """
        if len(files) + present > FILES:
            raise UserError(
                self.env._("There can be %s receipts at most: leave some out.", FILES)
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
            known = TYPES.get(PurePath(name).suffix.lower())
            if not known or guess_mimetype(content) != known:
                raise UserError(
                    self.env._(
                        "%s is no receipt: send a photograph (JPEG, PNG, WebP) or "
                        "a PDF.",
                        name,
                    )
                )

    def _add_receipts(self, files):
        """Keep receipts beside the record; photographs are made smaller.

        :param files: list of (name, content)
        :raises UserError: see ``_check_receipts``
        """
        self.ensure_one()
        # sudo: members hold no right on files; the caller asked whether they may.
        record = self.sudo()
        self._check_receipts(files, present=len(record.receipt_ids))
        made = record.env["ir.attachment"].create(
            [
                {
                    "name": PurePath(name).name[:200],
                    "raw": self._readable(content),
                    "res_model": self._name,
                    "res_id": self.id,
                    "company_id": record.company_id.id,
                }
                for name, content in files
            ]
        )
        record.receipt_ids |= made

    @api.model
    def _readable(self, content):
        """A photograph small enough to keep, without where it was taken."""
        if guess_mimetype(content) == "application/pdf":
            return content
        try:
            picture = ImageProcess(content)
            picture.resize(LONGEST_SIDE, LONGEST_SIDE)
            # An operation is what makes it write the picture anew.
            picture.operationsCount += 1
            return picture.image_quality(quality=85) or content
        except (OSError, ValueError, DecompressionBombError) as error:
            raise UserError(
                self.env._("This photograph cannot be read: take it again.")
            ) from error

    def _receipt(self, file_id):
        """The receipt with this id, empty if it is none of these records."""
        # sudo: read for pages that have found the record in their space.
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                Domain("id", "=", file_id)
                & Domain("id", "in", self.sudo().receipt_ids.ids)
            )
        )

    def _receipt_links(self, address):
        """Receipts as a page lists them.

        :param address: what comes before the id in their address
        """
        # sudo: as in _receipt.
        return [
            {
                "id": file.id,
                "name": file.name,
                "url": f"{address}/{file.id}",
                "size": f"{max(1, file.file_size // 1024)} kB",
            }
            for file in self.sudo().receipt_ids.sorted("id")
        ]
