from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubRequest(models.Model):
    """What an author lets the vendor know: nothing, unless they tick it themselves."""

    _inherit = "club.request"

    vendor_label = fields.Char(
        string="Named to the vendor",
        readonly=True,
        copy=False,
        help="The organisation whose name the author has released to the vendor.",
    )
    dossier_line_ids = fields.One2many(
        "club.dossier.line", "request_id", string="Sent to the vendor"
    )

    def _release_name(self, person, released):
        """The author releases the name of their organisation to the vendor, or takes
        that back while no dossier has told it.

        :param person: who clicks
        :param released: whether the vendor may read the name
        :raises UserError: not theirs, or told already
        """
        self.ensure_one()
        if not self._author_is(person):
            raise UserError(self.env._("Only who proposed this request decides that."))
        if not released and self._name_was_told():
            raise UserError(
                self.env._(
                    "The vendor has read the name already: it cannot be taken back."
                )
            )
        label = self._author_row()._label() if released else False
        # The superuser: see club.authored.
        self.with_user(api.SUPERUSER_ID).vendor_label = label

    def _name_was_told(self):
        # sudo: dossiers are the office's; the author learns only that much.
        return any(
            line.organisation_label and line.dossier_id.state != "draft"
            for line in self.sudo().dossier_line_ids
        )

    def _release_values(self):
        """What the page says on which the author decides."""
        self.ensure_one()
        return {
            "id": self.id,
            "number": self.number,
            "name": self.name,
            "label": self.vendor_label or "",
            "own_label": self._author_row()._label() or "",
            "was_told": self._name_was_told(),
        }
