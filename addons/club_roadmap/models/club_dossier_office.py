import base64

from odoo import fields, models

# {field: (ending of the file, whether its texts are in the vendor's language)}
SHEETS = {
    "xlsx": ("xlsx", False),
    "xlsx_vendor": ("xlsx", True),
    "csv": ("csv", False),
    "csv_vendor": ("csv", True),
}


class ClubDossier(models.Model):
    """The dossier as files for the office: what the vendor downloads, without the
    drafts that only the vendor sees."""

    _inherit = "club.dossier"

    xlsx = fields.Binary(compute="_compute_sheets", exportable=False)
    xlsx_vendor = fields.Binary(compute="_compute_sheets", exportable=False)
    csv = fields.Binary(compute="_compute_sheets", exportable=False)
    csv_vendor = fields.Binary(compute="_compute_sheets", exportable=False)

    def _compute_sheets(self):
        for dossier in self:
            for name, (kind, ours) in SHEETS.items():
                lang = (ours and dossier.vendor_lang) or self.env.lang
                speaking = dossier.with_context(lang=lang)
                make = speaking._to_xlsx if kind == "xlsx" else speaking._to_csv
                dossier[name] = base64.b64encode(make(ours, with_drafts=False))

    def action_download(self):
        """Take a sheet away: the button's context says which, as ``sheet``."""
        self.ensure_one()
        name = self.env.context.get("sheet")
        name = name if name in SHEETS else "xlsx"
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{name}/"
            f"dossier-{self.id}.{SHEETS[name][0]}?download=true",
        }
