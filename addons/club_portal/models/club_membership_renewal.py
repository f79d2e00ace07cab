from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_amount, format_date

# How long before the end one can ask for the next period.
RENEWAL_OPENS = timedelta(days=90)


class ClubMembership(models.Model):
    """What a member can do about their membership today: pay, renew, or nothing."""

    _inherit = "club.membership"

    def _next_step(self, dues):
        """The one thing to do about this membership, as plain values.

        :param dues: dues that who looks may see and pay
        :return: dictionary with ``kind`` (``pay`` or ``renew``), or None
        """
        self.ensure_one()
        mine = dues.filtered(lambda due: due.membership_id == self)
        bills = [bill for bill in dues._bills() if bill & mine]
        if bills:
            return self._paying_step(bills)
        if not mine.filtered(lambda due: due.residual > 0) and self._may_renew():
            return {
                "kind": "renew",
                "url": f"/my/membership/{self.id}/renew",
                "seen": fields.Date.to_string(self._last_day()),
            }
        return None

    def _paying_step(self, bills):
        asked = sum(bill._bill_amount("now") for bill in bills)
        until = min(bill[0].next_due_date for bill in bills)
        late = until < fields.Date.context_today(self)
        day, amount = (
            format_date(self.env, until),
            format_amount(self.env, asked, self.currency_id),
        )
        return {
            "kind": "pay",
            "url": f"/my/dues/pay?membership={self.id}",
            "amount": amount,
            "late": late,
            "sentence": self.env._(
                "%(amount)s were payable by %(day)s.", amount=amount, day=day
            )
            if late
            else self.env._(
                "%(amount)s are payable by %(day)s.", amount=amount, day=day
            ),
        }

    def _may_renew(self):
        """Whether its holder may ask for the next period today.

        Types called automatically need no asking while their holder is a member;
        who lapsed, or was not called in time, may always ask.
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        last = self._last_day()
        if self.state not in ("active", "grace", "lapsed") or self.closing or not last:
            return False
        opened = self.section_id.dues_open_on
        if not opened or opened > today:
            return False
        if self.type_id.renewal == "request":
            return last - today <= RENEWAL_OPENS
        return last < today

    def _renew(self, seen):
        """Call the next dues because their holder asked, once.

        Two tabs, or two clicks, show the same last day: the second finds another.

        :param seen: last day of the membership as the page showed it
        :return: whether this click did it
        :raises UserError: it cannot be renewed now, or cannot be priced
        """
        self.ensure_one()
        # Written, not only locked: of two clicks at the same moment one is made to
        # look again, and sees what the other did.
        self.env.cr.execute(
            SQL(
                "UPDATE club_membership SET write_date = %s WHERE id = %s",
                fields.Datetime.now(),
                self.id,
            )
        )
        last = self._last_day()
        if last and seen and last > seen:
            return False
        if last != seen or not self._may_renew():
            raise UserError(
                self.env._(
                    "The membership of %s cannot be renewed now.", self.partner_id.name
                )
            )
        self.action_call_now()
        return True

    def _renewed_sentence(self, was_ours):
        """What to say after *Renew*."""
        until = format_date(self.env, self._last_day())
        if not was_ours:
            return self.env._("The membership was renewed already, until %s.", until)
        if self.amount_due > 0:
            return self.env._(
                "The renewal until %(day)s is recorded: %(amount)s are to be paid.",
                day=until,
                amount=format_amount(self.env, self.amount_due, self.currency_id),
            )
        return self.env._("The membership is renewed until %s.", until)
