from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount, format_date, groupby

from .bank_booking import Counterpart

# How many days after being sent, or after its last payment, a payout reaches the bank.
LATEST = 15
# What a provider keeps at most: a part of the amount, and an amount per payment.
MOST_FEE, MOST_EACH = 0.05, 0.5
# How long payments may have waited for the payout they are guessed to be in (days).
OLDEST = 45


class ClubBankLine(models.Model):
    """Recognising payouts of online payments: by the provider's file, or by dates."""

    _inherit = "club.bank.line"

    def _recognisers(self):
        return [*super()._recognisers(), (30, "_recognise_payout")]

    def _recognise_payout(self):
        values = []
        lines = self.filtered(lambda line: line.amount > 0)
        # Asked once for all: few of many lines are payouts.
        sums = {
            (payout.section_id, payout.net)
            for payout in self.env["club.payout"].search(
                [
                    ("section_id", "in", lines.section_id.ids),
                    ("state", "=", "draft"),
                ]
            )
        }
        for mine in lines.grouped("journal_id").values():
            waiting = mine._online_waiting()
            waiting.fetch(["date", "amount_residual", "balance"])
            for line in mine:
                found = []
                if (line.section_id, line.amount) in sums:
                    found = line._payouts_by_file()
                if not found and waiting:
                    found = line._payouts_by_dates(waiting)
                values += found
        return values

    def _payouts_by_file(self):
        payouts = self.env["club.payout"].search(
            Domain("section_id", "=", self.section_id.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("state", "=", "draft")
            & Domain("net", "=", self.amount)
            & Domain("date", "<=", self.date + timedelta(days=2))
            & Domain("date", ">=", self.date - timedelta(days=LATEST))
        )
        whole = payouts.filtered(
            lambda payout: (
                payout.line_count
                and not payout.unknown_count
                and not self.currency_id.compare_amounts(
                    payout.gross,
                    sum(payout._waiting_lines().mapped("amount_residual")),
                )
            )
        )
        return [
            {
                "line_id": self.id,
                "kind": "payout",
                "confidence": "exact" if len(whole) == 1 else "possible",
                "reason": self.env._(
                    "It is the payout %(name)s: %(count)s payments of %(gross)s, minus "
                    "%(fee)s of fees.",
                    name=payout.name,
                    count=payout.line_count,
                    gross=format_amount(self.env, payout.gross, self.currency_id),
                    fee=format_amount(self.env, payout.fee, self.currency_id),
                ),
                "payout_id": payout.id,
                "move_line_ids": payout._waiting_lines().ids,
                "amount": self.amount,
            }
            for payout in whole
        ]

    def _payouts_by_dates(self, waiting):
        """All that waits up to a day, where the rest is what a provider may keep.

        :param waiting: what waits for the bank accounts of several lines
        """
        oldest = self.date - timedelta(days=OLDEST)
        waiting = waiting.filtered(lambda entry: oldest <= entry.date <= self.date)
        found = []
        lines, gross, count = waiting[:0], 0.0, 0
        for day, group in groupby(waiting, key=lambda line: line.date):
            for line in group:
                lines |= line
                gross += line.amount_residual
                count += line.balance > 0
            fee = self.currency_id.round(gross - self.amount)
            if 0 <= fee <= gross * MOST_FEE + MOST_EACH * count:
                found.append((day, lines, count, fee))
        return [
            {
                "line_id": self.id,
                "kind": "payout",
                "confidence": "likely" if len(found) == 1 else "possible",
                "reason": self.env._(
                    "Online payments up to %(day)s wait for the bank: %(count)s of "
                    "them, minus %(fee)s of fees.",
                    day=format_date(self.env, day),
                    count=count,
                    fee=format_amount(self.env, fee, self.currency_id),
                ),
                "move_line_ids": lines.ids,
                "amount": self.amount,
            }
            for day, lines, count, fee in found
        ]

    def _online_waiting(self):
        """Ledger lines of online payments on their way to the bank account that these
        lines are of, oldest first."""
        days = self.mapped("date")
        return self.env["account.move.line"].search(
            Domain("account_id", "in", self.journal_id._club_transit_accounts().ids)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("parent_state", "=", "posted")
            & Domain("reconciled", "=", False)
            & Domain("date", "<=", max(days))
            & Domain("date", ">=", min(days) - timedelta(days=OLDEST))
            & Domain("move_id.club_deposit_id.transaction_id", "!=", False)
            & Domain("club_deposit_line_id", "=", False),
            order="date, id",
        )


class ClubBankProposal(models.Model):
    """A payout: many payments come as one sum, less what the provider kept."""

    _inherit = "club.bank.proposal"

    kind = fields.Selection(
        selection_add=[("payout", "Payout of online payments")],
        ondelete={"payout": "cascade"},
    )
    payout_id = fields.Many2one(
        "club.payout", index="btree_not_null", ondelete="cascade"
    )

    def _counterparts(self):
        if self.kind != "payout":
            return super()._counterparts()
        parts = [
            Counterpart(
                line.account_id,
                line.partner_id,
                -line.amount_residual,
                line.name or self.line_id.label,
                line,
            )
            for line in self.move_line_ids
        ]
        fee = self.currency_id.round(
            sum(self.move_line_ids.mapped("amount_residual")) - self.amount
        )
        if not self.currency_id.is_zero(fee):
            parts.append(self._fee_part(fee))
        return parts

    def _fee_part(self, fee):
        heading = self.company_id.club_fee_heading_id
        if not heading:
            raise UserError(
                self.env._(
                    "%(company)s has no heading for the fees of online payments: the "
                    "association's treasurer chooses one in the settings.",
                    company=self.company_id.name,
                )
            )
        return Counterpart(
            heading._account(),
            self.env["res.partner"],
            fee,
            self.env._("Fees of online payments"),
            None,
            self.line_id.section_id._analytic_distribution(),
        )

    def _settled(self):
        result = super()._settled()
        for proposal in self.filtered("payout_id"):
            proposal.payout_id.write(
                {"state": "credited", "bank_line_id": proposal.line_id.id}
            )
        return result

    def _undone(self):
        result = super()._undone()
        self.payout_id.write({"state": "draft", "bank_line_id": False})
        return result


class ResCompany(models.Model):
    """Where fees of online payments go."""

    _inherit = "res.company"

    club_fee_heading_id = fields.Many2one(
        "club.heading",
        string="Heading of payment fees",
        domain="[('kind', '=', 'expense')]",
        check_company=True,
        help="What providers of online payments keep of each payout.",
    )
