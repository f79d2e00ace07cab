from collections import defaultdict

from odoo import fields, models
from odoo.tools import format_amount, format_date

from ..rules.allocation import Part, share_residual


class ClubNotice(models.Model):
    """What is owed, in words: shared by the e-mail, the page and the letter."""

    _inherit = "club.notice"

    def _due_lines(self):
        """Whitelisted, formatted facts on each open due, in the context's language.

        :return: list of dictionaries ``member``, ``label``, ``due_date``, ``amount``
        """
        self.ensure_one()
        return [
            {
                "member": due.partner_id.name,
                "label": due._notice_label(),
                "due_date": format_date(self.env, due.next_due_date),
                "amount": self._format(due.residual),
            }
            for due in self.due_ids
        ]

    def _schedule(self):
        """What is payable by which day, formatted; several days for instalments.

        :return: list of dictionaries ``due_date``, ``amount``, earliest first
        """
        return [
            {"due_date": self._format_date(day), "amount": self._format(amount)}
            for day, amount in self._amounts_by_day()
        ]

    def _amounts_by_day(self):
        """[(day, amount)] of what is still owed, earliest first."""
        self.ensure_one()
        by_day = defaultdict(float)
        for due in self.due_ids:
            for day, amount in due._open_schedule():
                by_day[day] += amount
        return sorted(by_day.items())

    def _amount_asked(self):
        """What one payment made now is asked to be, in the currency of the dues.

        All that is overdue, else the next instalment; without instalments, all that
        is owed.
        """
        days = self._amounts_by_day()
        until = max([self.company_id._club_today(), *(day for day, _a in days[:1])])
        asked = sum(amount for day, amount in days if day <= until)
        return self.currency_id.round(asked)

    def _asked(self):
        return self._format(self._amount_asked())

    def _is_asked_in_part(self):
        """Whether more is owed than is asked now: the rest comes in instalments."""
        return (
            self.currency_id.compare_amounts(self._amount_asked(), self.amount_due) < 0
        )

    def _format(self, amount):
        """``amount`` in the association's currency, as the reader writes it."""
        return format_amount(self.env, amount, self.currency_id)

    def _format_date(self, day):
        return format_date(self.env, day)

    def _total(self):
        return self._format(self.amount_due)

    def _spaced_reference(self):
        """The reference in groups of four, as one reads it aloud."""
        return self.company_id._club_spaced(self.reference)

    def _bank(self):
        """The account to pay into, possibly empty."""
        return self.company_id._club_bank()


class ClubDue(models.Model):
    _inherit = "club.due"

    def _open_schedule(self):
        """[(day, amount)] of what is still owed; an invoice's lines are shared."""
        self.ensure_one()
        if not self.type_id.payment_term_id:
            return [(self.next_due_date, self.residual)]
        debts = self._open_debts()
        if not debts:
            return [(self.next_due_date, self.residual)]
        exact = self.currency_id._club_decimal
        shares = share_residual(
            [Part(exact(line.amount_residual)) for line in debts],
            exact(self.residual),
            self.currency_id.decimal_places,
        )
        return [
            (line.date_maturity or self.due_date, float(share))
            for line, share in zip(debts, shares, strict=True)
        ]

    def _notice_label(self):
        """What this due is for: kind or type, and the period it pays."""
        self.ensure_one()
        label = self.type_id.name if self.kind == "base" else self._kind_label()
        return f"{label}, {self.term_id._term_label()}"


class ClubMembershipPeriod(models.Model):
    _inherit = "club.membership.period"

    piece_ids = fields.One2many(
        "club.membership.period",
        "term_id",
        string="Pieces of the term",
        help="A move or a change of type splits a term; the first piece is itself.",
    )

    def _term_dates(self):
        """First and last day of the whole term, both included, early ends applied."""
        self.ensure_one()
        pieces = self.term_id.piece_ids or self
        pieces = pieces.filtered(lambda p: not (p.cancelled or p.superseded)) or self
        last = max(piece._last_covered() for piece in pieces)
        return min(pieces.mapped("date_from")), last

    def _term_label(self):
        """The term in words: a calendar year by its number, others by their days."""
        first, last = self._term_dates()
        whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if whole_year and first.year == last.year:
            return str(first.year)
        return f"{format_date(self.env, first)} – {format_date(self.env, last)}"
