from collections import defaultdict, namedtuple

from odoo import models
from odoo.fields import Command

from .club_due_payment import PLAIN_CONTEXT

# Longer lists make several entries: the cost of one grows with its lines.
LINES_PER_ENTRY = 500

Share = namedtuple("Share", "line debt account partner amount name")


class ClubDeposit(models.Model):
    """Booking a deposit: whose debts its money settles, in one bank entry."""

    _inherit = "club.deposit"

    def _allocate(self):
        """Share every payment over debts: the dues chosen, else the payer's own.

        The oldest maturity first, instalments and invoices included; what is left
        stays on the payer's account as an open credit.

        :return: list of ``Share``; ``debt`` is the receivable line paid, if any
        """
        self.ensure_one()
        debts = self._debts_by_line()
        left = {
            debt: debt.amount_residual for lines in debts.values() for debt in lines
        }
        shares = []
        for line in self.line_ids:
            payer = line.sudo().payer_id  # sudo: accounting properties of the payer
            amount = line.amount - line.gift_amount
            for debt in debts[line]:
                part = line.currency_id.round(min(amount, left[debt]))
                if part > 0:
                    shares.append(
                        Share(
                            line,
                            debt,
                            debt.account_id,
                            debt.partner_id,
                            part,
                            debt.name,
                        )
                    )
                    left[debt] -= part
                    amount -= part
            if line.currency_id.compare_amounts(amount, 0) > 0:
                account = payer.with_company(
                    self.company_id
                ).property_account_receivable_id
                shares.append(
                    Share(
                        line,
                        None,
                        account,
                        payer,
                        line.currency_id.round(amount),
                        self.env._("Overpayment"),
                    )
                )
            if line.gift_amount:
                shares.append(
                    Share(
                        line,
                        None,
                        # sudo: an account of the settings, which they do not read.
                        self.company_id.sudo().club_donation_account_id,
                        payer,
                        line.gift_amount,
                        self.env._("Gift"),
                    )
                )
        return shares

    def _debts_by_line(self):
        """{deposit line: open receivable lines it pays, oldest maturity first}.

        Dues are read as the user, so that nobody settles, or learns of, dues out of
        their sight.
        """
        self.line_ids.payer_id.check_access("read")
        chosen = self.line_ids.due_ids
        chosen.check_access("read")
        chosen._check_payable()
        others = self.line_ids.filtered(lambda line: not line.due_ids).payer_id
        by_payer = defaultdict(chosen.browse)
        for due in self.env["club.due"].search(
            [
                ("payer_id", "in", others.ids),
                ("company_id", "=", self.company_id.id),
                ("residual", ">", 0),
            ]
        ):
            by_payer[due.payer_id] |= due
        dues = {line: line.due_ids or by_payer[line.payer_id] for line in self.line_ids}
        # Read together: a payer at a time would be a query each.
        together = self.env["club.due"].union(*dues.values())._prefetch_ids
        return {
            line: dues[line].with_prefetch(together)._open_debts()
            for line in self.line_ids
        }

    def _book(self, shares):
        """Write the bank entries of these shares and settle the debts they pay."""
        deposit = self.with_company(self.company_id).with_context(club_skip_rank=True)
        name = deposit.company_id._club_next_deposit_name(self.date)
        deposit.name = name
        for start in range(0, len(shares), LINES_PER_ENTRY):
            deposit._book_entry(shares[start : start + LINES_PER_ENTRY])
        deposit.write({"state": "posted", "move_id": deposit.move_ids[-1:].id})

    def _book_entry(self, shares):
        move = self._create_move(
            self.date,
            self.name,
            shares,
            -1,
            [
                f"{share.line.number or ''} {share.name or ''}".strip()
                for share in shares
            ],
        )
        credits = move.line_ids.filtered("club_deposit_line_id").sorted("id")
        pairs = [
            (share.debt, credit)
            for share, credit in zip(shares, credits, strict=True)
            if share.debt
        ]
        self._settle(pairs)

    def _create_move(self, day, ref, shares, sign, names):
        """A posted entry: one line per share, and the bank for their sum.

        :param sign: -1 credits the shares (money in), 1 debits them (money back)
        """
        entry_line = self.env["club.due"]._prepare_entry_line
        currency = self.currency_id
        total = currency.round(sum(share.amount for share in shares))
        lines = [
            entry_line(currency, share.account, sign * share.amount, name)
            | {
                "partner_id": share.partner.id,
                "club_deposit_line_id": share.line.id,
                "display_type": "payment_term"
                if share.account.account_type == "asset_receivable"
                else "product",
                "date_maturity": day,
                "date": day,
            }
            for share, name in zip(shares, names, strict=True)
        ]
        lines.append(
            entry_line(
                currency, self.journal_id._club_bank_account(), -sign * total, ref
            )
            | {"sequence": 20, "date": day}
        )
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": self.journal_id.id,
                "date": day,
                "ref": ref,
                "club_deposit_id": self.id,
                "line_ids": [Command.create(line) for line in lines],
            }
        )
        move._post(soft=False)
        return move

    def _settle(self, pairs):
        """Reconcile each debt with its credit, all in one plan.

        Invoices are told apart: they follow their taxes and payment state.
        """
        lines = self.env["account.move.line"]
        plans = defaultdict(list)
        for debt, credit in pairs:
            plans[debt.move_id.is_invoice()].append(debt + credit)
        if plans[False]:
            lines.with_context(**PLAIN_CONTEXT)._reconcile_plan(plans[False])
        if plans[True]:
            lines._reconcile_plan(plans[True])

    def _undo(self, lines, day, ref):
        """Take payments back: unmatch what they settled, mirror their lines.

        :param lines: deposit lines of this deposit
        :param day: date of the mirror entry
        """
        credits = lines.move_line_ids.filtered(
            lambda entry: entry.balance < 0 and entry.parent_state == "posted"
        ).sorted("id")
        if not credits:
            return
        self.company_id._club_check_period_open(day, self.journal_id)
        (credits.matched_debit_ids | credits.matched_credit_ids).unlink()
        deposit = self.with_company(self.company_id).with_context(club_skip_rank=True)
        for start in range(0, len(credits), LINES_PER_ENTRY):
            part = credits[start : start + LINES_PER_ENTRY]
            shares = [
                Share(
                    entry.club_deposit_line_id,
                    None,
                    entry.account_id,
                    entry.partner_id,
                    -entry.balance,
                    entry.name,
                )
                for entry in part
            ]
            move = deposit._create_move(
                day, ref, shares, 1, [share.name for share in shares]
            )
            back = move.line_ids.filtered("club_deposit_line_id").sorted("id")
            deposit._settle(
                [
                    (debit, credit)
                    for debit, credit in zip(back, part, strict=True)
                    if credit.account_id.reconcile
                ]
            )
