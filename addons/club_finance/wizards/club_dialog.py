from odoo import api, models
from odoo.exceptions import AccessError

SEEN = ("res.partner", "account.journal")


class ClubDialog(models.AbstractModel):
    """A dialog names what its user may see: a form tells the name of what it names.

    Rules make it the user's own.
    """

    _name = "club.dialog"
    _description = "Dialog"

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs._check_named()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        self._check_named()
        return result

    def _check_named(self):
        """Refuse records out of the user's sight; the names of sections are no secret.

        :raises AccessError: a document, a person or an association of others
        """
        if self.env.su:
            return
        for field in self._fields.values():
            named = field.comodel_name
            if not named or not field.store:
                continue
            if named in SEEN or self._club_is_document(named):
                self[field.name].check_access("read")
            if named == "res.company" and self[field.name] - self.env.companies:
                raise AccessError(
                    self.env._(
                        "%s is not among the associations that you work for.",
                        self[field.name].sudo().name,  # sudo: as the form shows it
                    )
                )

    def _club_is_document(self, model):
        named = model.startswith("club.") and model != "club.section"
        return named and not self.env[model]._transient
