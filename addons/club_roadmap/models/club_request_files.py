from odoo import api, models


class ClubRequest(models.Model):
    """Files beside a request: nobody's."""

    _name = "club.request"
    _inherit = ["club.request", "club.upload"]

    def _add_files(self, files):
        """Keep files beside the request; their rows say nobody's name.

        :param files: list of (name, content)
        """
        self._check_uploads(files, present=len(self._files()))
        # The superuser and not sudo(): create_uid would tell who it is.
        attachments = self.env["ir.attachment"].with_user(api.SUPERUSER_ID)
        attachments.create(self._upload_vals(files))

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
        self.ensure_one()
        return self._upload_links(self._files(), f"/my/requests/{self.id}/files")
