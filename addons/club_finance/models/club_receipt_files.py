from odoo import api, fields, models
from odoo.addons.club_portal.models.club_upload import PDF, PICTURES
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.image import ImageProcess
from odoo.tools.mimetypes import guess_mimetype
from PIL.Image import DecompressionBombError

# A photograph is kept readable, without the size and the place that telephones add.
LONGEST_SIDE = 2000


class ClubReceiptFiles(models.AbstractModel):
    """Receipts beside a record: pictures or PDF."""

    _name = "club.receipt.files"
    _inherit = ["club.upload"]
    _description = "Receipts"

    _upload_megabytes = 10
    _upload_types = PDF | PICTURES

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
                self._check_uploads(
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

    def _add_receipts(self, files):
        """Keep receipts beside the record; photographs are made smaller.

        :param files: list of (name, content)
        :raises UserError: see ``_check_uploads``
        """
        self.ensure_one()
        # sudo: members hold no right on files; the caller asked whether they may.
        record = self.sudo()
        self._check_uploads(files, present=len(record.receipt_ids))
        readable = [(name, self._readable(content)) for name, content in files]
        record.receipt_ids |= record.env["ir.attachment"].create(
            record._upload_vals(readable)
        )

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
        return self._upload_links(self.sudo().receipt_ids, address)
