from odoo import api, models
from odoo.tools import SQL

BY_VENDOR = (
    ("club_vendor_answer", "contact_name"),
    ("club_vendor_delivery", "contact_name"),
    ("club_vendor_draft", "contact_name"),
    ("club_letter", "answered_by"),
)


class ResPartner(models.Model):
    """Answers and messages outlive the names of those who wrote them."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        self.env.flush_all()
        for person in self.filtered("name"):
            # sudo: also what was taken away long ago.
            contacts = self.env["club.vendor.contact"].sudo()
            answers = contacts.search_count([("partner_id", "=", person.id)], limit=1)
            for table, column in BY_VENDOR if answers else ():
                person._club_unsign(table, column, SQL("TRUE"))
            side = "vendor" if answers else "club"
            person._club_unsign(
                "club_dossier_message", "author_label", SQL("side = %s", side)
            )
        self.env.invalidate_all()
        return result

    def _club_unsign(self, table, column, where):
        """Take the name away, behind the ORM: what was said stays as it was."""
        self.env.cr.execute(
            SQL(
                "UPDATE %(table)s SET %(column)s = %(nobody)s WHERE %(where)s "
                "AND (%(column)s = %(name)s "
                "OR starts_with(%(column)s, %(name)s || ', '))",
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                nobody=self.env._("Somebody who has left"),
                where=where,
                name=self.name,
            )
        )


class ClubDataExport(models.AbstractModel):
    """For which vendor a person answers: in their own file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        contacts = person.sudo().env["club.vendor.contact"]
        return {
            **super()._parts_besides(person),
            "vendor_contacts": (
                contacts.search([("partner_id", "=", person.id)]),
                ("vendor_id", "may_answer", "date_from", "date_to", "invited_at"),
            ),
        }
