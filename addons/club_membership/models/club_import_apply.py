from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from psycopg2 import IntegrityError

QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    "no_vat_validation": True,
    "no_reset_password": True,
    # Flat contacts: nothing to copy from or to a parent.
    "_partners_skip_fields_sync": True,
}
PLAIN = ("name", "email", "phone", "street", "street2", "zip", "city")


class ClubImportLine(models.Model):
    """Applying: from checked rows to contacts, memberships, periods and balances."""

    _inherit = "club.import.line"

    def _contact_values(self):
        """What the row says of the contact, by field."""
        data = self.data
        values = {name: data[name] for name in PLAIN if name in data}
        if self.birth_date:
            values["club_birth_date"] = self.birth_date
        if self.siret:
            values["company_registry"] = self.siret
        if self.country_id:
            values["country_id"] = self.country_id.id
        if self.lang:
            values["lang"] = self.lang
        return values

    def _prepare_contacts(self):
        """Make the contacts of new members, archived until they are used."""
        partners = (
            self.env["res.partner"]
            .with_context(**QUIET)
            .create(
                [
                    line._contact_values()
                    | {"is_company": line.kind == "company", "active": False}
                    for line in self
                ]
            )
        )
        self.env.flush_all()
        self._write_each("partner_id", dict(zip(self.ids, partners.ids, strict=True)))
        self._execute_on(
            SQL(
                "UPDATE club_import_line SET prepared = TRUE WHERE id = ANY(%s)",
                self.ids,
            )
        )

    def _apply_or_split(self):
        """Apply these rows; when one is refused find it and apply the others.

        :return: {row: reason} of the refused ones
        """
        try:
            with self.env.cr.savepoint():
                self._apply()
        except (UserError, IntegrityError) as error:
            self.env.invalidate_all()
            if len(self) == 1:
                return {self: self.import_id._refusal(error)}
            half = len(self) // 2
            return self[:half]._apply_or_split() | self[half:]._apply_or_split()
        return {}

    def _apply(self):
        self._check_payers()
        self._activate()
        new = self.filtered(lambda line: line.state == "new")
        new._open_memberships()
        (self - new)._update()
        self._book_openings()
        self.env.flush_all()
        self._execute_on(
            SQL(
                "UPDATE club_import_line SET state = 'done', prepared = FALSE, "
                "changes = NULL WHERE id = ANY(%s)",
                self.ids,
            )
        )
        self.import_id.invalidate_recordset()

    def _check_payers(self):
        for line in self.filtered("payer_line_id"):
            if not line._payer():
                raise UserError(
                    self.env._(
                        "The payer of %(name)s (row %(row)s) could not be written.",
                        name=line.name,
                        row=line.payer_line_id.row,
                    )
                )

    def _payer(self):
        # Where the payer's row was decided to be the same as another, that other.
        row = self.payer_line_id
        return self.payer_id or row.partner_id or row.twin_id.partner_id

    def _activate(self):
        """Bring the prepared contacts to light.

        One statement: through the ORM this is the dearest part of an import, and
        nothing is computed from ``active``.
        """
        partners = self.filtered("prepared").partner_id
        self.env.flush_all()
        self._execute_on(
            SQL("UPDATE res_partner SET active = TRUE WHERE id = ANY(%s)", partners.ids)
        )
        partners.invalidate_recordset(["active"])

    def _open_memberships(self):
        memberships = self.env["club.membership"]._bulk_create(
            [line._membership_row() for line in self]
        )
        self._write_each(
            "membership_id", dict(zip(self.ids, memberships.ids, strict=True))
        )
        known = self.filtered(lambda line: not line.prepared and line.changes)
        for line in known:
            line._update_contact()

    def _membership_row(self):
        data = self.data
        begin, end = self.date_from, self.date_to
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.import_id.company_id.id,
            "number": self.number or None,
            "section_id": self.section_id.id,
            "type_id": self.type_id.id,
            "payer_id": self._payer().id or None,
            "headcount": data.get("headcount"),
            "seats": data.get("seats"),
            "chosen_amount": data.get("chosen_amount"),
            "joined_on": data.get("joined_on"),
            "date_from": begin.isoformat() if begin else None,
            "date_to": end.isoformat() if end else None,
            "confirmed": self.confirmed,
            "newcomer": False,
            "reason": self.import_id.name,
        }

    def _update(self):
        """Change what differs in known members: few, so one by one."""
        for line in self:
            line._update_contact()
            line._update_membership()
        self._add_periods()

    def _update_contact(self):
        changed = set(self.changes or ())
        names = {
            "country": "country_id",
            "birth_date": "club_birth_date",
            "siret": "company_registry",
        }
        wanted = {names.get(name, name) for name in changed}
        values = {
            name: value
            for name, value in self._contact_values().items()
            if name in wanted
        }
        if values:
            self.partner_id.with_context(**QUIET).write(values)

    def _update_membership(self):
        changed, data = set(self.changes or ()), self.data
        membership, today = self.membership_id, fields.Date.context_today(self)
        values = {
            name: float(data[name]) if name == "chosen_amount" else data[name]
            for name in ("headcount", "seats", "chosen_amount", "joined_on")
            if name in changed
        }
        if "payer" in changed:
            values["payer_id"] = self._payer().id
        if values:
            membership.with_context(**QUIET).write(values)
        reason = self.import_id.name
        if "section" in changed:
            membership._move_section(self.section_id, today, reason)
        if "type" in changed:
            membership._change_type(self.type_id, today, reason)

    def _add_periods(self):
        """Add the periods that known members do not have yet, with their register."""
        lines = self.filtered(lambda line: "period" in (line.changes or ()))
        if not lines:
            return
        memberships = lines.membership_id
        memberships._bulk_periods(
            [
                {
                    **line._membership_row(),
                    "membership_id": line.membership_id.id,
                    "section_id": line.membership_id.section_id.id,
                }
                for line in lines
            ]
        )
        by_reason = defaultdict(self.browse)
        for line in lines:
            by_reason[line.date_from, line.import_id.name] |= line
        for (day, reason), group in by_reason.items():
            group.membership_id._record_movement("renewed", day, reason)
        memberships._refresh()

    def _write_each(self, field, values):
        """Write one value per row in one statement: {row id: value}."""
        self.env.flush_all()
        self._execute_on(
            SQL(
                "UPDATE club_import_line l SET %s = v.value "
                "FROM unnest(%s::int[], %s::int[]) AS v(id, value) WHERE v.id = l.id",
                SQL.identifier(field),
                list(values),
                list(values.values()),
            )
        )

    def _execute_on(self, statement):
        self.env.cr.execute(statement)
        self.invalidate_recordset()
