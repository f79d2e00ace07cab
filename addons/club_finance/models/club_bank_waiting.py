from collections import defaultdict, namedtuple
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# How long before the bank shows it may a slip be dated, and how long after (days).
EARLIEST, LATEST = 60, 5

# What waits for the bank: ledger lines, whose sum the bank will show.
Waiting = namedtuple("Waiting", "name method date amount lines straight")


class AccountMove(models.Model):
    """What an entry of the cash box, or of a slip, has to do with the bank."""

    _inherit = "account.move"

    club_cash_movement_ids = fields.One2many("club.cash.movement", "move_id")
    club_transit_move_id = fields.Many2one(
        "account.move",
        string="Put on its way by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The entry that moved its money off the bank account, to wait there for "
        "the bank.",
    )
    club_transit_of_ids = fields.One2many("account.move", "club_transit_move_id")


class ClubBankLine(models.Model):
    """What was entered by hand and waits to be seen at the bank."""

    _inherit = "club.bank.line"

    @api.model
    def _waiting(self, journal, day_from, day_to):
        """Deposits and cash on their way to this bank account, or from it.

        :param day_from: date of the oldest bank line
        :param day_to: date of the latest one
        :return: list of ``Waiting``, oldest first; ``straight`` are those booked on the
            bank account itself, before it was followed
        """
        ledger = self.env["account.move.line"]
        base = (
            self._waiting_domain()
            & Domain("company_id", "=", journal.company_id.id)
            & Domain("date", ">=", day_from - timedelta(days=EARLIEST))
            & Domain("date", "<=", day_to + timedelta(days=LATEST))
        )
        on_its_way = ledger.search(
            base
            & Domain("account_id", "in", journal._club_transit_accounts().ids)
            & Domain("reconciled", "=", False),
            order="date, id",
        )
        straight = ledger.search(
            base
            & Domain("account_id", "=", journal.default_account_id.id)
            & Domain("move_id.club_transit_move_id", "=", False),
            order="date, id",
        )
        return self._group_waiting(on_its_way, False) + self._group_waiting(
            straight, True
        )

    @api.model
    def _waiting_domain(self):
        """Ledger lines of slips and of cash; online payments come in payouts."""
        slips = Domain("club_deposit_id.state", "=", "posted") & Domain(
            "club_deposit_id.transaction_id", "=", False
        )
        cash = Domain("club_cash_movement_ids.state", "=", "booked")
        entered = slips | cash
        return Domain("parent_state", "=", "posted") & Domain(
            "move_id", "any", entered | Domain("club_transit_of_ids", "any", entered)
        )

    @api.model
    def _group_waiting(self, lines, straight):
        """One slip comes as one sum, however many entries it made; what bounced of it
        is taken by the bank on its own."""
        grouped = defaultdict(self.env["account.move.line"].browse)
        for line in lines:
            deposit, _cash = self._entered(line.move_id)
            grouped[deposit if deposit and line.balance > 0 else line] |= line
        amount = "balance" if straight else "amount_residual"
        found = []
        for group in grouped.values():
            deposit, cash = self._entered(group[:1].move_id)
            found.append(
                Waiting(
                    deposit.name or cash.name,
                    deposit.method or "cash",
                    group[:1].date,
                    sum(group.mapped(amount)),
                    group,
                    straight,
                )
            )
        return found

    @api.model
    def _entered(self, move):
        """The slip, or else the cash movement, that an entry is of."""
        moves = move | move.club_transit_of_ids
        return moves.club_deposit_id[:1], moves.club_cash_movement_ids[:1]
