import json
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..rules.references import creditor_reference


class ClubDuesCall(models.Model):
    """Making the dues of a call: one statement; what is there already stays."""

    _inherit = "club.dues.call"

    def _payment_reference(self, payer_id):
        """The reference one payer writes on the payment of this call (ISO 11649)."""
        return creditor_reference(f"{self.id:06d}{payer_id:08d}")

    def _make_dues(self, lines):
        """One due per charge; a due that is there already is left as it is."""
        rows = [
            {
                "line_id": line.id,
                "kind": kind,
                "quantity": quantity,
                "amount": amount,
                "origin_key": origin[0] if origin else "",
                "reference": self._payment_reference(line.payer_id.id),
            }
            for line in lines
            for kind, quantity, amount, *origin in line.charges
        ]
        made = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_due (
                    reference, membership_id, partner_id, payer_id, company_id,
                    currency_id, term_id, section_id, type_id, call_id, kind,
                    origin_key, booking_mode, date, due_date, next_due_date,
                    headcount, quantity, called_amount, amount, amount_credited,
                    amount_paid, residual, state,
                    create_uid, write_uid, create_date, write_date)
                SELECT c.reference, l.membership_id, l.partner_id, l.payer_id,
                       l.company_id, %(currency)s, p.term_id, l.section_id, l.type_id,
                       l.call_id, c.kind, c.origin_key, l.booking_mode, %(date)s,
                       %(due_date)s, %(due_date)s, l.headcount, c.quantity, c.amount,
                       c.amount, 0, 0, c.amount,
                       CASE WHEN c.amount = 0 THEN 'paid' ELSE 'called' END,
                       %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM jsonb_to_recordset(%(rows)s) AS c(
                       line_id int, kind text, quantity int, amount numeric,
                       origin_key text, reference text)
                  JOIN club_dues_call_line l ON l.id = c.line_id
                  JOIN club_membership_period p ON p.id = l.period_id
                 ORDER BY l.type_id, l.id
                ON CONFLICT DO NOTHING
                RETURNING id
                """,
                rows=json.dumps(rows),
                currency=self.currency_id.id,
                date=self.date,
                due_date=self.due_date,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        return self.env["club.due"].browse(row[0] for row in made)

    def _call_extra(self, membership, period, charges):
        """Call something more for a period that exists: it stays as it is, and so do
        its confirmation and the register."""
        self._insert_lines(
            [
                {
                    "call_id": self.id,
                    "company_id": self.company_id.id,
                    "membership_id": membership.id,
                    "partner_id": membership.partner_id.id,
                    "payer_id": membership._payer.id,
                    "section_id": period.section_id.id,
                    "type_id": period.type_id.id,
                    "booking_mode": period.type_id.booking_mode,
                    "period_id": period.id,
                    "term_from": period.date_from.isoformat(),
                    "term_to": period.date_to.isoformat(),
                    "newcomer": False,
                    "headcount": membership.headcount,
                    "charges": charges,
                    "amount": str(sum(float(charge[2]) for charge in charges)),
                    "state": "ready",
                }
            ]
        )
        lines = self.line_ids
        dues = self._make_dues(lines)
        dues.filtered("called_amount")._book(self)
        self._mark_done(lines)
        self._run_finish()
        self.invalidate_recordset(["due_ids"], flush=False)
        self.env["club.notice"]._announce(self, dues.ids)
        return dues


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _charge_now(self, name, charges, period):
        """Call something more for a period already called: a fee, seats bought.

        :param name: what for, as the payer reads it
        :param charges: [[kind, quantity, amount, origin key]], the amount as text; a
            charge whose origin has a live due in the term is left out
        :param period: the period (of this membership) it is for
        :return: the dues made
        """
        self.ensure_one()
        # sudo: a consequence of joining or ordering, whoever does it; no right on
        # calls nor dues is needed for that.
        membership = self.sudo().with_company(self.company_id)
        period = period.with_env(membership.env)
        there = {
            (due.kind, due.origin_key)
            for due in period.term_id.due_ids
            if not due.cancelled_on
        }
        charges = [c for c in charges if (c[0], c[3]) not in there]
        if not charges:
            return membership.due_ids.browse()
        today = fields.Date.context_today(self)
        call = membership.env["club.dues.call"].create(
            {
                "name": self.env._(
                    "%(what)s, %(member)s", what=name, member=self.partner_id.name
                ),
                "kind": "single",
                "company_id": self.company_id.id,
                "date": today,
                "due_date": today + timedelta(days=30),
                "term_from": period.date_from,
                "term_to": period.date_to,
                "include_unreachable": True,
            }
        )
        self.env.flush_all()
        dues = call._call_extra(membership, period, charges)
        membership.invalidate_recordset(["due_ids", "amount_due"], flush=False)
        return dues
