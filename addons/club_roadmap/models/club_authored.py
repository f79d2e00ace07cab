from odoo import api, fields, models
from odoo.exceptions import UserError

from .context import fresh_values

# What tells whose it is: the author's own choice, written by pages alone.
SIGNED = {"is_author_shown", "author_label"}


class ClubAuthored(models.AbstractModel):
    """What a member writes, shown under their name or not, as they choose.

    Whose it is stands in ``club.roadmap.author``, a table nobody holds a right on, also
    where the name is shown. Records are written by the superuser, so that neither
    ``create_uid`` nor a message tells.
    """

    _name = "club.authored"
    _description = "Written by a Member"

    # A copy is nobody's: a name on it would stay once its author hides it.
    is_author_shown = fields.Boolean(
        string="Author shown",
        readonly=True,
        copy=False,
        help="The author's own choice.",
    )
    author_label = fields.Char(
        string="Author",
        readonly=True,
        copy=False,
        help="Empty when the author is not shown.",
    )

    @api.model
    def default_get(self, fields_list):
        return fresh_values(self, super().default_get(fields_list), SIGNED)

    @api.model_create_multi
    def create(self, vals_list):
        if any(SIGNED & set(vals) for vals in vals_list):
            self._refuse_signing()
        return super().create(vals_list)

    @api.model
    def _author_write(self, vals, person, membership, shown):
        """Create a record of this model for a member, leaving no trace of them.

        :param vals: values of the new record
        :param person: the contact who writes
        :param membership: the membership in whose name they write
        :param shown: whether the author's name is shown
        :return: the record, with the superuser's rights
        """
        if not membership.is_member:
            raise UserError(
                self.env._(
                    "%s is no member at present: renew the membership first.",
                    membership.partner_id.name,
                )
            )
        # The superuser and not sudo(): create_uid would tell who it is.
        plain = self.with_user(api.SUPERUSER_ID).with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True, tracking_disable=True
        )
        record = plain.create({**vals, "company_id": membership.company_id.id})
        plain.env["club.roadmap.author"].create(
            {
                "model": self._name,
                "res_id": record.id,
                "partner_id": person.id,
                "membership_id": membership.id,
            }
        )
        record._author_show(shown)
        return record

    def _author_row(self):
        """The hidden line that says whose this is, with full rights."""
        self.ensure_one()
        # sudo: nobody holds a right on authors; callers tell nobody.
        return (
            self.env["club.roadmap.author"]
            .sudo()
            .search([("model", "=", self._name), ("res_id", "=", self.id)], limit=1)
        )

    def _author_show(self, shown):
        """Show the author's name, or hide it (again)."""
        for record in self:
            name = record._author_row()._label() if shown else False
            record.write({"is_author_shown": bool(name), "author_label": name})

    def _author_is(self, person):
        """Whether this person wrote it, or acts today for the member who did."""
        row = self._author_row()
        return bool(row) and row._is_of(person)

    @api.model
    def _authored_by(self, person):
        """Records of this model that this person wrote, with full rights.

        :param person: the contact whose own space asks
        """
        # sudo: see _author_row; people find what they wrote themselves.
        rows = (
            self.env["club.roadmap.author"]
            .sudo()
            .search([("model", "=", self._name), ("partner_id", "=", person.id)])
        )
        return self.sudo().browse(rows.mapped("res_id")).exists()

    def write(self, vals):
        """Where pages write with full rights, the superuser does: ``write_uid`` of a
        correction would tell who it is."""
        if SIGNED & set(vals):
            self._refuse_signing()
        if self.env.su and self.env.uid != api.SUPERUSER_ID:
            return super(ClubAuthored, self.with_user(api.SUPERUSER_ID)).write(vals)
        return super().write(vals)

    def _refuse_signing(self):
        """Nobody but the pages writes under a member's name."""
        if not self.env.su:
            raise UserError(
                self.env._(
                    "What a member wrote is theirs: correct the title or where the "
                    "request belongs, and add the rest as a comment."
                )
            )

    def unlink(self):
        rows = (
            self.env["club.roadmap.author"]
            .sudo()  # sudo: the line goes with what it says the author of.
            .search([("model", "=", self._name), ("res_id", "in", self.ids)])
        )
        result = super().unlink()
        rows.unlink()
        return result
