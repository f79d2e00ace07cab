from collections import Counter, defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.tools import format_date

from ..bank.remittance import names_slip, says_so
from .club_bank_waiting import EARLIEST, LATEST

# More slips of one amount than that: the nearest are shown.
MOST_ALIKE = 4


class ClubBankLine(models.Model):
    """Recognising slips and cash that reached the bank, or left it."""

    _inherit = "club.bank.line"

    def _recognisers(self):
        return [*super()._recognisers(), (40, "_recognise_deposit")]

    def _recognise_deposit(self):
        """Slips of cheques, deposits of cash, payments that bounced."""
        values = []
        for journal, lines in self.grouped("journal_id").items():
            days = lines.mapped("date")
            waiting = self._waiting(journal, min(days), max(days))
            if waiting:
                values += lines._match_waiting(waiting)
        return values

    def _match_waiting(self, waiting):
        by_amount = defaultdict(list)
        for slip in waiting:
            by_amount[self._cents(slip.amount)].append(slip)
        found = {line: line._alike(by_amount) for line in self}
        self._leave_quoted(found)
        # Two bank lines for one slip: neither is sure.
        claims = Counter(slip.lines for slips in found.values() for slip in slips)
        values = []
        for line, slips in found.items():
            for slip in slips[:MOST_ALIKE]:
                alone = len(slips) == 1 and claims[slip.lines] == 1
                values.append(line._propose_waiting(slip, alone))
        return values

    def _leave_quoted(self, found):
        """A slip that a line quotes is that line's: others of its amount are not it."""
        quoted = defaultdict(set)
        for line, slips in found.items():
            for slip in slips:
                if names_slip(line._said(), slip.name or ""):
                    quoted[slip.lines].add(line)
        for line, slips in found.items():
            found[line] = [
                slip
                for slip in slips
                if not quoted[slip.lines] or line in quoted[slip.lines]
            ]

    def _cents(self, amount):
        return round(amount / self[:1].currency_id.rounding)

    def _alike(self, by_amount):
        """Slips of this amount and about this time, the nearest first; those that the
        line quotes, where it quotes some."""
        self.ensure_one()
        first = self.date - timedelta(days=EARLIEST)
        last = self.date + timedelta(days=LATEST)
        slips = [
            slip
            for slip in by_amount.get(self._cents(self.amount), [])
            if first <= slip.date <= last
        ]
        quoted = [slip for slip in slips if names_slip(self._said(), slip.name or "")]
        return sorted(
            quoted or slips, key=lambda slip: (abs(self.date - slip.date), slip.name)
        )

    def _said(self):
        """All that the bank said of this line."""
        self.ensure_one()
        return " ".join(filter(None, (self.label, self.payer_name)))

    def _propose_waiting(self, slip, alone):
        """Values of the proposal that this line is this slip.

        :param alone: no other slip fits, and no other line
        """
        quoted = names_slip(self._said(), slip.name or "")
        told = says_so(self._said(), self.amount) and slip.method in ("cheque", "cash")
        sure = "possible"
        if alone:
            sure = "exact" if quoted or told else "likely"
        return {
            "line_id": self.id,
            "kind": "deposit",
            "confidence": sure,
            "reason": self._reason_waiting(slip, quoted, alone),
            "move_line_ids": slip.lines.ids,
            "amount": self.amount,
        }

    def _reason_waiting(self, slip, quoted, alone):
        said = {"name": slip.name, "date": format_date(self.env, slip.date)}
        if quoted:
            return self.env._("It quotes %(name)s of %(date)s.", **said)
        if alone:
            return self.env._(
                "It is the amount of %(name)s of %(date)s, and of nothing else.", **said
            )
        return self.env._(
            "It is the amount of %(name)s of %(date)s, among others.", **said
        )


class ClubBankProposal(models.Model):
    """Settling with what was booked straight on the bank account."""

    _inherit = "club.bank.proposal"

    kind = fields.Selection(
        selection_add=[("deposit", "Deposit or cash")],
        ondelete={"deposit": "cascade"},
    )

    def _settle(self):
        self._put_on_its_way()
        return super()._settle()

    def _put_on_its_way(self):
        """Move what was booked straight on the bank account off it, or the bank line
        would count the same money a second time."""
        # sudo: the ledger behind a line that one may confirm.
        for proposal in self.sudo().filtered(lambda each: each.kind == "deposit"):
            bank = proposal.line_id.journal_id.default_account_id
            straight = proposal.move_line_ids.filtered(
                lambda line, bank=bank: line.account_id == bank
            )
            # Each slip apart: undone, each waits for a bank line of its own again.
            for lines in straight.grouped(
                lambda line: line.move_id.club_deposit_id or line.move_id
            ).values():
                on_its_way = proposal._book_on_its_way(lines)
                proposal.move_line_ids = proposal.move_line_ids - lines | on_its_way

    def _book_on_its_way(self, straight):
        """Book the entry that takes these lines of one slip off the bank account.

        :return: the line that now waits for the bank
        """
        journal, day = self.line_id.journal_id, self.line_id.date
        journal._club_follow_bank()
        done = straight.move_id.club_transit_move_id
        if done:  # another line took it off meanwhile
            return done.line_ids.filtered("account_id.reconcile")
        total = sum(straight.mapped("balance"))
        name = ", ".join(
            straight.move_id.mapped(lambda move: move.club_deposit_id.name or move.name)
        )
        entry = self.env["account.move"]._club_book(
            journal,
            day,
            self.env._("Seen at the bank: %s", name),
            [
                {"account": journal._club_bank_account(), "balance": total},
                {"account": journal.default_account_id, "balance": -total},
            ],
        )
        straight.move_id.club_transit_move_id = entry
        return entry.line_ids.filtered(
            lambda line: line.account_id != journal.default_account_id
        )

    def _became(self):
        # sudo: numbers of slips and movements that this line settled.
        moves = self.sudo().move_line_ids.move_id
        moves |= moves.club_transit_of_ids
        names = [
            *moves.club_deposit_id.mapped("name"),
            *moves.club_cash_movement_ids.mapped("name"),
        ]
        if self.kind != "deposit" or not names:
            return super()._became()
        return f"{self._in_words()}: {', '.join(names)}"
