from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubDossierNote(models.Model):
    """A correction to a released dossier: dated, beside what it corrects, and kept."""

    _name = "club.dossier.note"
    _description = "Correction to a Dossier"
    _order = "id"
    _rec_name = "date"
    _check_company_auto = True

    dossier_id = fields.Many2one(
        "club.dossier", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="dossier_id.company_id", store=True)
    line_id = fields.Many2one(
        "club.dossier.line",
        ondelete="cascade",
        domain="[('dossier_id', '=', dossier_id)]",
        help="Which line it corrects. Empty: the whole dossier.",
    )
    date = fields.Date(
        required=True,
        readonly=True,
        default=lambda s: s.env.company._club_today(),
    )
    text = fields.Text(required=True)
    text_vendor = fields.Text(string="In the vendor's language")

    @api.constrains("dossier_id", "line_id")
    def _check_line(self):
        for note in self:
            if note.line_id and note.line_id.dossier_id != note.dossier_id:
                raise UserError(self.env._("Choose a line of the same dossier."))

    @api.model_create_multi
    def create(self, vals_list):
        notes = super().create(vals_list)
        for note in notes:
            if note.dossier_id.state == "draft":
                raise UserError(
                    self.env._(
                        "“%s” is not released yet: change its lines.",
                        note.dossier_id.name,
                    )
                )
            note._tell()
        return notes

    def _tell(self):
        dossier = self.dossier_id
        dossier._contacts()._mail(
            "club_roadmap.mail_dossier_note",
            lambda env: env._("%s: a correction", dossier.name),
            {**dossier._mail_values(), "text": self.text},
        )

    def write(self, vals):
        if set(vals) - {"company_id"}:
            self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        self._refuse_change()

    def _refuse_change(self):
        raise UserError(
            self.env._("The vendor was told of this correction: add another one.")
        )

    def _vendor_values(self, vendors_language=False):
        """What the vendor reads of these corrections."""
        return [
            {
                "date": note.date,
                "number": note.line_id.number or "",
                "text": (vendors_language and note.text_vendor) or note.text,
            }
            for note in self
        ]
