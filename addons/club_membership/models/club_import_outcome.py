from odoo import models
from odoo.tools import SQL

# Contact fields compared as they are: column of the file, SQL of the row's value,
# field of the contact.
CONTACT_FIELDS = (
    ("email", "l.email", "lower(btrim(p.email))"),
    ("birth_date", "l.birth_date", "p.club_birth_date"),
    ("siret", "l.siret", "regexp_replace(p.company_registry, '\\D', '', 'g')"),
    ("street", "l.data ->> 'street'", "p.street"),
    ("street2", "l.data ->> 'street2'", "p.street2"),
    ("zip", "l.zip", "p.zip"),
    ("city", "l.city", "p.city"),
    ("country", "l.country_id", "p.country_id"),
    ("lang", "l.lang", "p.lang"),
    ("name", "CASE WHEN l.name_key <> k.key THEN l.name END", "p.name"),
    (
        "phone",
        "regexp_replace(l.data ->> 'phone', '\\D', '', 'g')",
        "regexp_replace(p.phone, '\\D', '', 'g')",
    ),
)
MEMBERSHIP_FIELDS = (
    ("headcount", "(l.data ->> 'headcount')::int", "m.headcount"),
    ("seats", "(l.data ->> 'seats')::int", "m.seats"),
    ("chosen_amount", "(l.data ->> 'chosen_amount')::numeric", "m.chosen_amount"),
    ("section", "CASE WHEN l.data ? 'section' THEN l.section_id END", "m.section_id"),
    ("type", "CASE WHEN l.data ? 'type' THEN l.type_id END", "m.type_id"),
    (
        "payer",
        "CASE WHEN l.payer_line_id IS NOT NULL AND l.payer_id IS NULL THEN 0 "
        "ELSE l.payer_id END",
        "m.payer_id",
    ),
    (
        "joined_on",
        "CASE WHEN m.joined_on IS NULL OR (l.data ->> 'joined_on')::date < m.joined_on "
        "THEN (l.data ->> 'joined_on')::date END",
        "m.joined_on",
    ),
)


class ClubImport(models.Model):
    """The outcome: what a row would change, and whether it may."""

    _inherit = "club.import"

    def _tell_outcome(self):
        self._tell_changes()
        self._check_types_given()
        self._check_periods()
        self._check_openings()
        self._tell_states()

    def _tell_changes(self):
        """List, for recognised rows, the columns that differ from what is stored."""
        contact = self._differences(CONTACT_FIELDS)
        member = self._differences(MEMBERSHIP_FIELDS)
        self._execute(
            """
            UPDATE club_import_line l
               SET changes = (
                   SELECT jsonb_agg(name) FROM (
                       SELECT unnest(%(contact)s) AS name
                       UNION ALL
                       SELECT unnest(%(member)s) WHERE m.id IS NOT NULL
                       UNION ALL
                       SELECT 'period' WHERE l.date_from IS NOT NULL
                          AND m.id IS NOT NULL AND NOT EXISTS (
                              SELECT FROM club_membership_period h
                               WHERE h.membership_id = m.id
                                 AND %(live)s AND %(overlap)s)
                       UNION ALL
                       SELECT 'opening_balance'
                        WHERE (l.data ->> 'opening_balance')::numeric <> 0
                          AND m.id IS NOT NULL AND NOT EXISTS (%(opening)s)
                   ) c WHERE name IS NOT NULL)
              FROM club_import_known k
              JOIN res_partner p ON p.id = k.partner_id
              LEFT JOIN club_membership m ON m.id = k.membership_id
             WHERE k.partner_id = l.partner_id AND l.import_id = %(import)s
               AND l.state <> 'done'
            """,
            contact=contact,
            member=member,
            live=self._live(),
            overlap=self._overlap(),
            opening=self._opening(),
        )

    def _differences(self, compared):
        """SQL: array of the columns whose value in the row differs, or NULL."""
        return SQL(
            "ARRAY[%s]",
            SQL(", ").join(
                SQL(
                    "CASE WHEN (%s) <> COALESCE((%s)::text, '') THEN %s::text END",
                    SQL(f"({ours})::text"),
                    SQL(theirs),
                    name,
                )
                if name not in ("chosen_amount",)
                else SQL(
                    "CASE WHEN (%s) <> COALESCE(%s, 0) THEN %s::text END",
                    SQL(ours),
                    SQL(theirs),
                    name,
                )
                for name, ours, theirs in compared
            ),
        )

    def _live(self):
        return SQL("NOT h.superseded AND NOT h.cancelled")

    def _overlap(self):
        return SQL(
            "daterange(h.date_from, LEAST(h.date_to, h.ended_on), '[]') "
            "&& daterange(l.date_from, l.date_to, '[]')"
        )

    def _opening(self):
        return SQL(
            "SELECT FROM club_due d WHERE d.membership_id = l.membership_id "
            "AND d.kind = 'opening' AND d.cancelled_on IS NULL"
        )

    def _check_types_given(self):
        types = self.env["club.membership.type"].search(
            [("company_id", "=", self.company_id.id)]
        )
        self._flag(
            "type_missing",
            SQL(
                "l.type_id IS NULL AND l.membership_id IS NULL AND NOT l.data ? 'type'"
            ),
            column="type",
            valid=SQL("%s::text", self._shown(types.mapped("name"))),
        )

    def _check_periods(self):
        """A new period neither cuts into an existing one nor reopens a membership."""
        self._flag(
            "period_overlaps",
            SQL(
                "h.membership_id = l.membership_id AND %s AND %s "
                # The same stretch, or a part of it, is there already: nothing to do.
                "AND NOT (h.date_from <= l.date_from "
                "         AND LEAST(h.date_to, h.ended_on) >= l.date_to) "
                "AND NOT EXISTS (SELECT FROM club_membership_period t "
                "     WHERE t.term_id = h.term_id GROUP BY t.term_id "
                "    HAVING min(t.date_from) <= l.date_from "
                "       AND max(t.date_to) >= l.date_to)",
                self._live(),
                self._overlap(),
            ),
            column="period_from",
            value=SQL("l.date_from || ' – ' || l.date_to"),
            source=SQL("club_membership_period h"),
            other=SQL("h.date_from || ' – ' || h.date_to"),
        )
        self._flag(
            "membership_closed",
            SQL(
                "m.id = l.membership_id AND m.closing IS NOT NULL "
                "AND l.changes ?| ARRAY['period', 'opening_balance', 'type', 'section']"
            ),
            column="name",
            source=SQL("club_membership m"),
            name=SQL("l.name"),
        )

    def _check_openings(self):
        balance = SQL("(l.data ->> 'opening_balance')::numeric")
        self._flag(
            "opening_without_period",
            SQL(
                "%s <> 0 AND l.date_from IS NULL AND (l.membership_id IS NULL "
                "OR l.changes ? 'opening_balance' AND NOT EXISTS ("
                "   SELECT FROM club_membership_period h "
                "    WHERE h.membership_id = l.membership_id AND %s))",
                balance,
                self._live(),
            ),
            column="opening_balance",
        )
        self._flag(
            "opening_exists",
            SQL(
                "d.membership_id = l.membership_id AND d.kind = 'opening' "
                "AND d.cancelled_on IS NULL AND d.called_amount <> %s",
                balance,
            ),
            column="opening_balance",
            value=SQL("l.data ->> 'opening_balance'"),
            source=SQL("club_due d"),
            other=SQL("d.called_amount"),
        )
        if not self.company_id.club_opening_account_id:
            self._flag(
                "opening_account", SQL("%s <> 0", balance), column="opening_balance"
            )

    def _tell_states(self):
        """Refused, to decide, new, changed or unchanged."""
        self._execute(
            """
            UPDATE club_import_line l
               SET state = CASE
                   WHEN l.problems IS NOT NULL THEN 'error'
                   WHEN l.twin_id IS NOT NULL AND l.decision = 'same' THEN 'same'
                   WHEN l.partner_id IS NULL AND l.decision IS DISTINCT FROM 'other'
                        AND (l.twin_id IS NOT NULL OR EXISTS (
                            SELECT FROM club_import_candidate_rel c
                             WHERE c.line_id = l.id)) THEN 'decide'
                   WHEN l.membership_id IS NULL THEN 'new'
                   WHEN l.changes IS NOT NULL THEN 'update'
                   ELSE 'same' END
             WHERE l.import_id = %(import)s AND l.state <> 'done'
            """
        )
