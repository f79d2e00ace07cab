from odoo import fields, models

LEAVING = ("resigned", "struck_off", "excluded")


class ClubMembership(models.Model):
    """A wrong click on a death is undone; the register keeps both."""

    _inherit = "club.membership"

    def _undo_death(self):
        """Bring these memberships back to what they were before the death.

        A closing that the death had replaced comes back, else the membership runs
        again with the periods that the death had ended.
        """
        self.check_access("write")
        # sudo: periods and closings are written by events only, never by hand.
        self = self.sudo()
        reason = self.env._("Recorded as deceased by mistake")
        for membership in self.filtered(lambda m: m.closing == "deceased"):
            left = membership._left_before_death()
            if left:
                membership.write({"closing": left.kind, "closed_on": left.date})
                membership._record_movement(left.kind, left.date, reason)
                continue
            membership._restore_periods()
            membership.write({"closing": False, "closed_on": False})
            membership._record_movement(
                "rejoined", fields.Date.context_today(self), reason
            )
        self._refresh()

    def _left_before_death(self):
        """The row of the register by which they had left already, if they had."""
        last = self.movement_ids.filtered(
            lambda row: row.kind in (*LEAVING, "joined", "renewed", "rejoined")
        ).sorted("id")[-1:]
        return last.filtered(lambda row: row.kind in LEAVING)

    def _restore_periods(self):
        """Let the periods run that ``_close`` cut or cancelled on the day of death."""
        self.ensure_one()
        day = self.closed_on
        cut = self.period_ids.filtered(
            lambda p: p.ended_on and p.date_from < day and (day - p.ended_on).days == 1
        )
        cut.write({"ended_on": False})
        later = self.period_ids.filtered(
            lambda p: (
                p.cancelled
                and not p.superseded
                and p.date_from >= day
                # Cancelled with its dues: a decision of the treasurer, which stands.
                and not any(p.term_id.due_ids.mapped("cancelled_on"))
            )
        )
        live = self.period_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        for period in later.sorted("date_from"):
            if not live.filtered(period._overlaps):
                period.cancelled = False
                live |= period
