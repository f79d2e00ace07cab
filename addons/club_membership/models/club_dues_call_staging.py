import json
from collections import Counter
from decimal import Decimal

from odoo import fields, models
from odoo.tools import SQL

from ..rules.pricing import PriceError, quote
from ..rules.terms import first_term, next_term

LINE_COLUMNS = (
    "call_id int, company_id int, membership_id int, partner_id int, payer_id int, "
    "section_id int, type_id int, booking_mode text, period_id int, term_from date, "
    "term_to date, newcomer bool, charges jsonb, amount numeric, headcount int, "
    "state text, anomaly text"
)
LINE_NAMES = ", ".join(column.split()[0] for column in LINE_COLUMNS.split(", "))


class ClubDuesCall(models.Model):
    """Staging: who is concerned by a call, at what price, with which anomaly."""

    _inherit = "club.dues.call"

    def _stage_lines(self, membership_ids=None, starts_on=None):
        """Replace the lines not done yet by a fresh pricing; books nothing.

        One query reads everyone concerned, one statement writes the lines.

        :param membership_ids: only these memberships (a single call), None: all
            that the call's sections, types and dates concern
        :param starts_on: first day of the period of who begins or begins again
        """
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DELETE FROM club_dues_call_line "
                "WHERE call_id = %s AND state <> 'done'",
                self.id,
            )
        )
        kinds = {
            kind.id: kind
            for kind in self.env["club.membership.type"]
            .with_context(active_test=False)
            .search([("company_id", "=", self.company_id.id)])
        }
        prices = {}
        rows = []
        self.closed_count = 0
        for candidate in self._candidates(membership_ids):
            if not candidate["open"]:
                self.closed_count += 1
                continue
            candidate["starts_on"] = starts_on or candidate["joined_on"] or self.date
            row = self._stage_line(candidate, kinds[candidate["type_id"]], prices)
            if row:
                rows.append(row)
        self._insert_lines(rows)
        return Counter(row["state"] for row in rows)

    def _candidates(self, membership_ids):
        """Facts about every membership that may be called, as dictionaries."""
        if membership_ids is not None:
            scope = SQL("m.id = ANY(%s)", list(membership_ids))
        else:
            scope = SQL("m.state IN ('applied', 'active', 'grace')")
            if self.section_ids:
                scope = SQL(
                    "%s AND held.section_id IN (SELECT section_id FROM "
                    "club_section_ancestor_rel WHERE ancestor_id = ANY(%s))",
                    scope,
                    self.section_ids.ids,
                )
            if self.type_ids:
                scope = SQL("%s AND held.type_id = ANY(%s)", scope, self.type_ids.ids)
        self.env.cr.execute(
            SQL(
                """
                WITH live AS (
                    SELECT membership_id, max(LEAST(date_to, ended_on)) AS last_day
                      FROM club_membership_period
                     WHERE company_id = %(company)s AND NOT superseded AND NOT cancelled
                     GROUP BY membership_id
                ), head AS (
                    SELECT DISTINCT ON (p.membership_id) p.membership_id, p.id,
                           p.date_from, p.date_to, p.newcomer, p.type_id,
                           p.confirmed_on IS NOT NULL OR EXISTS (
                               SELECT FROM club_due d
                                WHERE d.term_id = p.id AND d.cancelled_on IS NULL
                                  AND d.kind = 'base'
                           ) AS settled
                      FROM club_membership_period p
                     WHERE p.company_id = %(company)s AND p.term_id = p.id
                       AND NOT p.superseded AND NOT p.cancelled
                       AND p.date_from BETWEEN %(term_from)s AND %(term_to)s
                     ORDER BY p.membership_id, p.date_from DESC
                ), fees AS (
                    %(fees)s
                )
                SELECT m.id, m.partner_id,
                       COALESCE(m.payer_id, m.partner_id) AS payer_id,
                       held.section_id, held.type_id, m.headcount, m.seats,
                       m.chosen_amount, fees.charges AS fees,
                       m.state, m.approved_on, m.joined_on, m.applied_on, live.last_day,
                       head.id AS period_id, head.date_from, head.date_to, head.settled,
                       head.newcomer AS period_newcomer,
                       COALESCE(s.dues_open_on <= LEAST(%(date)s, %(today)s), FALSE)
                           AS open,
                       COALESCE(payer.email, '') <> '' OR (
                           COALESCE(payer.city, '') <> '' AND COALESCE(
                               payer.street, payer.street2, payer.zip, '') <> '')
                           AS reachable,
                       payer.club_deceased_on IS NOT NULL AS payer_deceased,
                       EXISTS (SELECT FROM club_dues_call_line l
                                WHERE l.call_id = %(call)s AND l.membership_id = m.id)
                           AS done
                  FROM club_membership m
                  LEFT JOIN live ON live.membership_id = m.id
                  LEFT JOIN head ON head.membership_id = m.id
                  LEFT JOIN fees ON fees.membership_id = m.id
                  -- A transfer or change of type decided for later holds for the
                  -- periods that begin after it.
                 CROSS JOIN LATERAL (
                     SELECT COALESCE(live.last_day + 1, %(term_from)s::date) AS day
                 ) next
                 CROSS JOIN LATERAL (
                     SELECT CASE WHEN m.next_section_on <= next.day
                                 THEN m.next_section_id ELSE m.section_id
                            END AS section_id,
                            CASE WHEN m.next_type_on <= next.day
                                 THEN m.next_type_id ELSE m.type_id
                            END AS type_id
                 ) held
                  JOIN club_section s ON s.id = held.section_id
                  JOIN res_partner payer
                    ON payer.id = COALESCE(m.payer_id, m.partner_id)
                 WHERE m.company_id = %(company)s AND m.merged_into_id IS NULL
                   AND (m.closed_on IS NULL OR m.closed_on > %(term_from)s)
                   AND %(scope)s
                 ORDER BY m.id
                """,
                company=self.company_id.id,
                call=self.id,
                date=self.date,
                term_from=self.term_from,
                term_to=self.term_to,
                today=fields.Date.context_today(self),
                scope=scope,
                fees=self._fees_sql(),
            )
        )
        return self.env.cr.dictfetchall()

    def _stage_line(self, candidate, kind, prices):
        """The line of one candidate, None when this call does not concern them.

        :param candidate: a row of ``_candidates``
        :param kind: its membership type
        :param prices: cache of prices by (type, day)
        """
        term, newcomer, period_id = self._term_of(candidate, kind)
        if not term or candidate["done"]:
            return None
        row = {
            "call_id": self.id,
            "company_id": self.company_id.id,
            "membership_id": candidate["id"],
            "partner_id": candidate["partner_id"],
            "payer_id": candidate["payer_id"],
            "section_id": candidate["section_id"],
            "type_id": kind.id,
            "booking_mode": kind.booking_mode,
            "period_id": period_id,
            "term_from": term.date_from.isoformat(),
            "term_to": term.date_to.isoformat(),
            "newcomer": newcomer,
            "headcount": candidate["headcount"] or 0,
            "charges": [],
            "amount": 0,
        }
        if period_id and candidate["settled"]:
            return {**row, "state": "already"}
        if kind.renewal == "request" and not newcomer and self.kind == "campaign":
            return {**row, "state": "on_request"}
        return self._price_line(row, candidate, kind, term, prices)

    def _term_of(self, candidate, kind):
        """(term, newcomer, existing period id) of a candidate, term None if none."""
        policy = kind._term_policy()
        last_day = candidate["last_day"]
        if last_day:
            term = next_term(policy, last_day)
            if self.term_from <= term.date_from <= self.term_to:
                return term, False, None
            if candidate["period_id"]:
                term = first_term(policy, candidate["date_from"])
                term = type(term)(
                    candidate["date_from"], candidate["date_to"], term.full_from
                )
                return term, bool(candidate["period_newcomer"]), candidate["period_id"]
            if self.kind == "single" and last_day < candidate["starts_on"]:
                return first_term(policy, candidate["starts_on"]), True, None
            return None, False, None
        if self.kind == "single":
            return first_term(policy, candidate["starts_on"]), True, None
        return self._first_term_of(candidate, policy), self._is_new(candidate), None

    def _first_term_of(self, candidate, policy):
        """The first term of somebody approved and never called, None out of season."""
        if not (
            self.include_applicants
            and candidate["state"] == "applied"
            and candidate["approved_on"]
        ):
            return None
        starts_on = max(candidate["starts_on"], self.term_from)
        return first_term(policy, starts_on) if starts_on <= self.term_to else None

    def _is_new(self, candidate):
        """Whether a first term is a newcomer's: who was a member before the periods
        called (imported without their past) neither pays a fee nor waits."""
        return not candidate["joined_on"] or candidate["joined_on"] >= self.term_from

    def _price_line(self, row, candidate, kind, term, prices):
        """``row`` with its charges and total, or with the anomaly that forbids it."""
        if candidate["payer_deceased"]:
            return {**row, "state": "anomaly", "anomaly": "payer_deceased"}
        key = (kind.id, term.date_from)
        if key not in prices:
            prices[key] = kind._price_on(max(term.date_from, term.full_from))
        if prices[key] is None:
            return {**row, "state": "anomaly", "anomaly": "no_price"}
        try:
            charges = quote(
                prices[key],
                term,
                kind.prorata,
                row["newcomer"],
                candidate["headcount"] or None,
                candidate["seats"] or None,
                self.currency_id._club_decimal(candidate["chosen_amount"])
                if candidate["chosen_amount"]
                else None,
                self.currency_id.decimal_places,
            )
        except PriceError as error:
            return {**row, "state": "anomaly", "anomaly": error.code}
        row["charges"] = [[c.kind, c.quantity, str(c.amount)] for c in charges]
        row["charges"] += candidate["fees"] or []
        row["amount"] = str(sum(Decimal(charge[2]) for charge in row["charges"]))
        if not candidate["reachable"] and not self.include_unreachable:
            return {**row, "state": "anomaly", "anomaly": "no_address"}
        return {**row, "state": "ready"}

    def _insert_lines(self, rows):
        names = SQL(LINE_NAMES)
        self.env.cr.execute(
            SQL(
                "INSERT INTO club_dues_call_line (%s, create_uid, create_date) "
                "SELECT %s, %s, %s FROM jsonb_to_recordset(%s) AS row(%s)",
                names,
                names,
                self.env.uid,
                fields.Datetime.now(),
                json.dumps(rows),
                SQL(LINE_COLUMNS),
            )
        )
        self.env["club.dues.call.line"].invalidate_model()
        self.invalidate_recordset()
