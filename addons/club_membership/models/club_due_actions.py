from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import locked_ids

# A due waived before, of which money was taken back since, is open again.
OPEN_TO_DECIDE = SQL(
    "(waived_on IS NULL OR residual > 0) AND cancelled_on IS NULL",
)


class ClubDue(models.Model):
    """Decisions about dues: waive, cancel. Each is a fact with its reason, and money
    follows by a credit in the ledger, never by changing what was booked."""

    _inherit = "club.due"

    def _waive(self, reason, day=None):
        """Exempt members from what they still owe; what was paid stays paid.

        :param reason: why, kept on the due
        :param day: date of the credit, by default today
        :raises UserError: nothing is owed, or the period is closed
        """
        dues = self._lock_undecided()
        for due in dues:
            if due.state not in ("called", "partial"):
                raise UserError(
                    self.env._(
                        "%(member)s owes nothing on these dues: there is nothing to "
                        "waive.",
                        member=due.partner_id.name,
                    )
                )
        day = day or fields.Date.context_today(self)
        dues._drop_drafts()
        amounts = {due: due.residual for due in dues}
        dues.write({"waived_on": day, "decision_reason": reason})
        dues._credit(amounts, day, reason, "waiver")
        dues._sync_terms()

    def _cancel(self, reason, day=None):
        """Undo dues that should not have been called; what was paid is to be refunded.

        The other dues of a term go with its base, gifts excepted; the period of a
        term never settled is cancelled, and the term can be called again.

        :param reason: why, kept on the due
        :param day: date of the credit, by default today
        """
        bases = self.filtered(lambda due: due.kind == "base")
        # sudo: what hangs on a base due goes with it; locking checks who decides.
        dues = (
            self
            | bases.sudo().term_id.due_ids.filtered(
                lambda due: due.kind in ("seats", "joining", "commission")
            )
        )._lock_undecided()
        day = day or fields.Date.context_today(self)
        dues._drop_drafts()
        amounts = {due: due.amount - due.amount_credited for due in dues}
        dues.write({"cancelled_on": day, "decision_reason": reason})
        dues._credit(amounts, day, reason)
        terms = dues.filtered(lambda due: due.kind == "base").term_id
        # sudo: periods are never written by hand; the cancelled dues decide.
        pieces = (
            self.env["club.membership.period"]
            .sudo()
            .search([("term_id", "in", terms.ids), ("confirmed_on", "=", False)])
        )
        # sudo: nobody writes periods by hand; this follows from the decision.
        pieces.write({"cancelled": True})
        pieces.membership_id._refresh()

    def _lock_undecided(self):
        """Those of these dues that are still to be decided about, locked."""
        self._check_treasurer()
        return self._lock_where(OPEN_TO_DECIDE)

    def _lock_where(self, condition):
        """Those of these dues that fulfil a condition, locked, with full rights.

        A second click waits, is tried again by Odoo, and finds nothing to decide.

        :param condition: ``SQL`` on a row of ``club_due``
        """
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM club_due WHERE id = ANY(%s) AND %s ORDER BY id FOR UPDATE",
            self.ids,
            condition,
        )
        # sudo: dues are written by methods alone, which check who decides.
        return self.browse(locked_ids(self.env, query)).sudo()

    def _drop_drafts(self):
        """Take dues off invoices nobody has seen yet, instead of crediting them."""
        drafts = self.filtered(lambda due: due.invoice_id.state == "draft")
        drafts.line_ids.unlink()
        empty = drafts.invoice_id.filtered(lambda move: not move.invoice_line_ids)
        # No accountant did it: nobody is told so.
        empty.with_context(club_own_decision=True).button_cancel()
