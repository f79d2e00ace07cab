from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date


class ClubMembershipPeriod(models.Model):
    """One dated stretch of a membership, with its type and its section.

    A move of section or a change of type splits a period: the pieces share
    ``term_id`` (the first piece), and dues hang on the term, so nobody pays twice.
    """

    _name = "club.membership.period"
    _description = "Membership Period"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Member", required=True, index=True, ondelete="restrict"
    )
    type_id = fields.Many2one(
        "club.membership.type",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True)
    term_id = fields.Many2one("club.membership.period", index=True, ondelete="restrict")
    newcomer = fields.Boolean(
        help="First term of somebody who was not a member: rights begin on payment."
    )
    confirmed_on = fields.Date(
        help="Day on which the dues of the term were settled, or the free membership "
        "approved."
    )
    due_on = fields.Date(string="Dues payable by")
    grace_until = fields.Date(
        help="A renewing member who has not paid yet keeps their rights to this day."
    )
    held_until = fields.Date(
        readonly=True,
        help="The money is on its way (a purchase order is open, say): until this "
        "day its holder is not late. Maintained by the membership.",
    )
    ended_on = fields.Date(help="Last day, when the membership ended before its term.")
    superseded = fields.Boolean(
        help="Kept from a merged duplicate; counts for nothing."
    )
    cancelled = fields.Boolean()
    covered_until = fields.Date(
        readonly=True,
        help="Last day on which this period makes its holder a member; empty while "
        "it does not. Maintained by the membership.",
    )
    state = fields.Selection(
        [
            ("pending", "Awaiting payment"),
            ("confirmed", "Confirmed"),
            ("superseded", "Superseded"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_state",
    )
    due_ids = fields.One2many("club.due", "term_id", string="Dues of the term")

    _dates_ordered = models.Constraint(
        "CHECK (date_to >= date_from AND (ended_on IS NULL OR ended_on >= date_from))",
        "A period cannot end before it begins.",
    )
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (membership_id WITH =, "
        "daterange(date_from, LEAST(date_to, ended_on), '[]') WITH &&) "
        "WHERE (NOT superseded AND NOT cancelled)",
        "Two periods of one membership cannot overlap: end the first before.",
    )
    _coverage = models.Index("(membership_id, date_from, covered_until)")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            # The exclusion constraint reads these: NULL would leave a row outside it.
            vals.setdefault("superseded", False)
            vals.setdefault("cancelled", False)
        periods = super().create(vals_list)
        for period in periods:
            if not period.term_id:
                period.term_id = period
        return periods

    @api.depends("confirmed_on", "superseded", "cancelled")
    def _compute_state(self):
        for period in self:
            if period.superseded:
                period.state = "superseded"
            elif period.cancelled:
                period.state = "cancelled"
            else:
                period.state = "confirmed" if period.confirmed_on else "pending"

    @api.depends("date_from", "date_to", "type_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for period in self:
            first, last = (
                format_date(self.env, day) for day in (period.date_from, period.date_to)
            )
            period.display_name = f"{period.type_id.name} {first} – {last}"

    @api.model
    def _on_date_domain(self, day):
        """Domain of the periods that make their holder a member on ``day``."""
        return Domain("date_from", "<=", day) & Domain("covered_until", ">=", day)

    @api.model
    def _refresh_coverage(self, membership_ids):
        """Recompute ``covered_until`` of all periods of these memberships.

        One statement, writes only what changed. A confirmed period covers its dates
        and, when nothing follows, the grace days of its type; an unpaid renewal
        covers to the end of its grace; an unpaid newcomer is not covered; the next
        period always takes over on its first day. What holds a period, see
        ``_held_sql``, makes its grace longer.

        :param membership_ids: list of ids
        """
        self.flush_model()
        self.env["club.membership"].flush_model(["closed_on"])
        self.env["club.membership.type"].flush_model(["grace_days"])
        self.env.cr.execute(
            SQL(
                """
                WITH live AS (
                    SELECT p.id, p.date_from, p.covered_until, held.until AS held,
                           CASE
                             WHEN p.confirmed_on IS NULL AND p.newcomer THEN NULL
                             WHEN p.confirmed_on IS NULL
                               THEN LEAST(GREATEST(LEAST(p.date_to, p.grace_until),
                                                   held.until), p.ended_on)
                             WHEN p.ended_on IS NOT NULL
                               THEN LEAST(p.ended_on, p.date_to)
                             ELSE GREATEST(p.date_to + t.grace_days, held.until)
                           END AS candidate,
                           lead(p.date_from) OVER (
                               PARTITION BY p.membership_id ORDER BY p.date_from
                           ) - 1 AS before_next,
                           m.closed_on - 1 AS before_closing
                      FROM club_membership_period p
                      JOIN club_membership m ON m.id = p.membership_id
                      JOIN club_membership_type t ON t.id = p.type_id
                     CROSS JOIN LATERAL (SELECT %(held)s AS until) held
                     WHERE p.membership_id = ANY(%(ids)s)
                       AND NOT p.superseded AND NOT p.cancelled
                ), wanted AS (
                    SELECT id, held, CASE
                             WHEN candidate IS NOT NULL
                               AND LEAST(candidate, before_next, before_closing)
                                   >= date_from
                             THEN LEAST(candidate, before_next, before_closing)
                           END AS covered_until
                      FROM live
                    UNION ALL
                    SELECT id, NULL, NULL FROM club_membership_period
                     WHERE membership_id = ANY(%(ids)s) AND (superseded OR cancelled)
                )
                UPDATE club_membership_period p
                   SET covered_until = wanted.covered_until, held_until = wanted.held
                  FROM wanted
                 WHERE wanted.id = p.id AND p.membership_id = ANY(%(ids)s)
                   AND (p.covered_until, p.held_until)
                       IS DISTINCT FROM (wanted.covered_until, wanted.held)
                """,
                ids=list(membership_ids),
                held=self._held_sql(),
            )
        )
        self.invalidate_model(["covered_until", "held_until"])

    @api.model
    def _held_sql(self):
        """SQL of the day until which a period is not late though it is unpaid.

        For other addons, whose facts say that money is on its way: an expression of
        the period ``p``, its membership ``m`` and its type ``t``; NULL by default.
        """
        return SQL("NULL::date")
