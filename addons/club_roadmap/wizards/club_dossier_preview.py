from odoo import api, fields, models


class ClubDossierPreview(models.TransientModel):
    """Exactly what the vendor will see, before the button that releases it."""

    _name = "club.dossier.preview"
    _description = "Preview of a Dossier"

    dossier_id = fields.Many2one(
        "club.dossier", required=True, readonly=True, ondelete="cascade"
    )
    state = fields.Selection(related="dossier_id.state")
    contact_names = fields.Char(string="Who will be told", readonly=True)
    warnings = fields.Text(string="Look at this first", readonly=True)
    content = fields.Html(string="The vendor will see", readonly=True, sanitize=False)
    content_vendor = fields.Html(
        string="In the vendor's language", readonly=True, sanitize=False
    )
    fingerprint = fields.Char(readonly=True)

    @api.model
    def _open_for(self, dossier):
        """Show a dossier as it is now; its lines repeat their requests before.

        :return: the action that opens the preview
        """
        if dossier.state == "draft" and dossier.has_access("write"):
            dossier.line_ids._take_snapshots()
        preview = self.create(
            {
                "dossier_id": dossier.id,
                "contact_names": ", ".join(
                    dossier._contacts().mapped("partner_id.name")
                ),
                "warnings": "\n".join(dossier._warnings())
                if dossier.state == "draft"
                else False,
                "content": self._render(dossier, False),
                "content_vendor": self._render(dossier, True)
                if dossier.vendor_lang
                else False,
                "fingerprint": dossier._fingerprint(),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Exactly what the vendor will see"),
            "res_model": self._name,
            "res_id": preview.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _render(self, dossier, vendors_language):
        """The body of the vendor's page and file."""
        # sudo: a template of ours, filled with chosen values.
        return (
            self.env["ir.qweb"]
            .sudo()
            ._render(
                "club_roadmap.dossier_content",
                {
                    "dossier": dossier._head_values(),
                    "lines": dossier.line_ids._vendor_values(vendors_language),
                    "notes": dossier.note_ids._vendor_values(vendors_language),
                },
            )
        )

    def action_release(self):
        """Hand it over to the vendor, as shown."""
        self.dossier_id.check_access("write")
        self.dossier_id._release(self.fingerprint)
        return {"type": "ir.actions.act_window_close"}
