from odoo import api, models
from odoo.tools import SQL

# The treasurer notes what the bank took some days after it did.
DAYS_TO_BOOK = 7


class ClubMembershipPeriod(models.Model):
    """Nobody lapses for dues that the association itself is about to debit."""

    _inherit = "club.membership.period"

    @api.model
    def _held_sql(self):
        """Until when an announced debit of its dues holds a term.

        It was announced while the term, or its days of grace, ran: an old term that
        was never paid does not come back to life.
        """
        self.env["club.debit.line"].flush_model()
        self.env["club.due"].flush_model(["kind", "term_id", "cancelled_on"])
        return SQL(
            """
            GREATEST(%s, (
                SELECT max(l.collection_date) + %s
                  FROM club_due d
                  JOIN club_debit_line_due_rel r ON r.due_id = d.id
                  JOIN club_debit_line l ON l.id = r.line_id
                 WHERE d.term_id = p.term_id AND d.kind = 'base'
                   AND d.cancelled_on IS NULL
                   AND l.state IN ('announced', 'ordered')
                   AND l.announced_on <= p.date_to
                   AND l.announced_on <= COALESCE(
                       p.grace_until, p.date_to + COALESCE(t.grace_days, 0))))
            """,
            super()._held_sql(),
            DAYS_TO_BOOK,
        )


class ClubDebitLine(models.Model):
    _inherit = "club.debit.line"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            # sudo: statuses follow, whoever takes the step.
            self.sudo().due_ids.membership_id._refresh()
        return result
