from odoo import fields, models
from odoo.exceptions import UserError


class ClubMembership(models.Model):
    """Two memberships of one person become one; nothing of either is lost."""

    _inherit = "club.membership"

    def _merge_into(self, winner):
        """Fold these duplicates into ``winner``, of the same association.

        Periods, dues and lines of calls move to the winner. Where two periods overlap
        one of them is kept as superseded: the unpaid one, else the duplicate's. The
        register stays on the duplicate, which keeps its number and is closed.

        :param winner: the membership that lives on
        :raises UserError: they belong to two associations, or one was merged already
        """
        (self | winner).check_access("write")
        # sudo: periods, dues and closings are written by events only, never by hand.
        winner = winner.sudo()
        for loser in self.sudo() - winner:
            loser._check_mergeable(winner)
            loser._hand_over_periods(winner)
            loser._hand_over_work(winner)
            loser._hand_over_status(winner)
        (self.sudo() | winner)._refresh()

    def _check_mergeable(self, winner):
        if self.company_id != winner.company_id:
            raise UserError(
                self.env._(
                    "%(loser)s and %(winner)s belong to two associations: each keeps "
                    "its own membership.",
                    loser=self.display_name,
                    winner=winner.display_name,
                )
            )
        for membership in (self, winner):
            if membership.merged_into_id:
                raise UserError(
                    self.env._(
                        "%(member)s was merged already, into number %(number)s.",
                        member=membership.display_name,
                        number=membership.merged_into_id.number,
                    )
                )

    def _hand_over_periods(self, winner):
        """Move the periods; where two overlap, one stays as superseded."""
        kept = winner.period_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        for period in self.period_ids.sorted("date_from"):
            if period.superseded or period.cancelled:
                continue
            rivals = kept.filtered(period._overlaps)
            if period.confirmed_on and not any(rivals.mapped("confirmed_on")):
                # A paid period wins over an unpaid one, whichever side it stood on.
                rivals.superseded = True
                kept = kept - rivals + period
            elif rivals:
                period.superseded = True
            else:
                kept += period
        # The database forbids overlaps per membership: it must see who stepped back
        # before it sees who moved in.
        self.env.flush_all()
        self.period_ids.write(
            {"membership_id": winner.id, "partner_id": winner.partner_id.id}
        )

    def _hand_over_work(self, winner):
        """Move dues and lines of calls; a call keeps one line to do per member."""
        self.due_ids.write(
            {"membership_id": winner.id, "partner_id": winner.partner_id.id}
        )
        lines = self.env["club.dues.call.line"].sudo()
        mine = lines.search([("membership_id", "=", self.id)])
        called = lines.search(
            [("membership_id", "=", winner.id), ("call_id", "in", mine.call_id.ids)]
        ).call_id
        double = mine.filtered(lambda line: line.call_id in called)
        (mine - double).membership_id = winner
        double.filtered(lambda line: line.state == "ready").state = "already"

    def _hand_over_status(self, winner):
        """Close the duplicate and write both rows of the register."""
        today = fields.Date.context_today(self)
        taken = self._status_for(winner)
        joined = [day for day in (self.joined_on, winner.joined_on) if day]
        winner.write({**taken, "joined_on": min(joined, default=False)})
        self.write(
            {
                "merged_into_id": winner.id,
                "partner_id": winner.partner_id.id,
                "closing": "merged",
                "closed_on": today,
            }
        )
        self._record_movement(
            "merged", today, self.env._("Merged into number %s", winner.number)
        )
        winner._record_movement(
            "merged", today, self.env._("Number %s merged into this one", self.number)
        )

    def _status_for(self, winner):
        """What the winner takes over from the duplicate that is more up to date."""
        if "deceased" in (self.closing, winner.closing):
            dead = self if self.closing == "deceased" else winner
            return {"closing": "deceased", "closed_on": dead.closed_on}
        values = {}
        if winner.closing and not self.closing:
            values.update(closing=False, closed_on=False)
        if self.is_member and not winner.is_member:
            values.update(
                type_id=self.type_id.id,
                section_id=self.section_id.id,
                payer_id=self.payer_id.id,
                headcount=self.headcount,
                seats=self.seats,
                chosen_amount=self.chosen_amount,
            )
        return values


class ClubMembershipPeriod(models.Model):
    _inherit = "club.membership.period"

    def _overlaps(self, other):
        """Whether both cover a common day, early ends considered."""
        return (
            self.date_from <= other._last_covered()
            and other.date_from <= self._last_covered()
        )

    def _last_covered(self):
        return min(self.date_to, self.ended_on or self.date_to)
