from odoo import api, fields, models


class ClubEventBooking(models.Model):
    """A form sent twice books once."""

    _inherit = "club.event.booking"

    form_key = fields.Char(
        readonly=True, copy=False, help="Names the page that was sent."
    )

    _form_once = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL",
        "This form was sent already: look at who is registered.",
    )

    @api.model
    def _made_by(self, key):
        """The booking that this form made already, empty if it made none.

        :param key: what the page carried
        """
        if not key:
            return self.browse()
        # sudo: whether a form was sent before; nothing of it is shown.
        return self.sudo().search([("form_key", "=", key[:40])], limit=1)

    def _outcome_sentence(self):
        """What became of everybody in it: a place, a rank, something to pay."""
        rows = self.registration_ids
        ranks = rows._ranks()
        if len(rows) > 1 and all(row._standing_key() == "place" for row in rows):
            return self.env._("%s people are registered.", len(rows))
        return " ".join(
            self.env._(
                "%(person)s: %(standing)s.",
                person=row.name,
                standing=row._standing_label(row._standing_key(), ranks.get(row.id)),
            )
            for row in rows
        )
