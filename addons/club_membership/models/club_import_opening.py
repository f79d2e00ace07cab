from collections import defaultdict

from odoo import fields, models
from odoo.tools import SQL

# One entry per section and chunk; payment grows with the entry (decision 7).
OPENING_CHUNK = 200


class ClubDuesCall(models.Model):
    _inherit = "club.dues.call"

    kind = fields.Selection(
        selection_add=[("opening", "Opening balances")],
        ondelete={"opening": "cascade"},
    )


class ClubImport(models.Model):
    _inherit = "club.import"

    opening_call_id = fields.Many2one(
        "club.dues.call", string="Opening balances", readonly=True, copy=False
    )

    def _opening_call(self):
        """The call that dates and names the opening entries of this import."""
        self.ensure_one()
        if not self.opening_call_id:
            today = self._today()
            self.opening_call_id = self.env["club.dues.call"].create(
                {
                    "name": self.env._("Opening balances, %s", self.name),
                    "kind": "opening",
                    "company_id": self.company_id.id,
                    "date": today,
                    "due_date": today,
                    "term_from": today,
                    "term_to": today,
                    "state": "done",
                }
            )
        return self.opening_call_id


class ClubImportLine(models.Model):
    """Opening balances: what members owed, or had paid ahead, before this software."""

    _inherit = "club.import.line"

    def _book_openings(self):
        """Book one due of kind ``opening`` per row that brings a balance.

        Receivable of the payer against the opening account, through the same booking
        as any other due; one per membership, ever.
        """
        lines = self.filtered(lambda line: line._opening_amount())
        if not lines:
            return
        call = lines[0].import_id._opening_call()
        by_section = defaultdict(self.browse)
        for line in lines:
            by_section[line.membership_id.section_id.id] |= line
        for group in by_section.values():
            for start in range(0, len(group), OPENING_CHUNK):
                group[start : start + OPENING_CHUNK]._make_openings(call)._book(call)

    def _opening_amount(self):
        """The balance to book, 0 when there is none or it is booked already."""
        amount = float(self.data.get("opening_balance") or 0)
        if self.state == "update" and "opening_balance" not in (self.changes or ()):
            return 0.0
        return amount

    def _make_openings(self, call):
        terms = self._opening_terms()
        currency = call.currency_id
        return self.env["club.due"].create(
            [
                {
                    "reference": call._payment_reference(line._debtor().id),
                    "membership_id": line.membership_id.id,
                    "partner_id": line.partner_id.id,
                    "payer_id": line._debtor().id,
                    "company_id": call.company_id.id,
                    "currency_id": currency.id,
                    "term_id": terms[line.membership_id.id],
                    "section_id": line.membership_id.section_id.id,
                    "type_id": line.membership_id.type_id.id,
                    "call_id": call.id,
                    "kind": "opening",
                    "booking_mode": "collective",
                    "date": call.date,
                    "due_date": call.due_date,
                    "called_amount": currency.round(line._opening_amount()),
                }
                for line in self
            ]
        )

    def _debtor(self):
        return self.membership_id.payer_id or self.partner_id

    def _opening_terms(self):
        """{membership id: term} of the first live period on or after the row's."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (l.id) l.membership_id, p.term_id
                  FROM club_import_line l
                  JOIN club_membership_period p ON p.membership_id = l.membership_id
                   AND NOT p.superseded AND NOT p.cancelled
                 WHERE l.id = ANY(%s)
                 ORDER BY l.id, COALESCE(p.date_from <> l.date_from, TRUE), p.date_from
                """,
                self.ids,
            )
        )
        return dict(rows)
