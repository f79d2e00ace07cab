from odoo import models
from odoo.addons.club_membership.tools import locked_ids
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from .bank_booking import BOOKING_CONTEXT, Counterpart


class ClubBankProposal(models.Model):
    """Settling: a bank line's suspense becomes what it was paid for, and is matched."""

    _inherit = "club.bank.proposal"

    def _settle(self):
        """Book these proposals, many at once; of a line that is done nothing changes.

        Several proposals of one line share it: together they explain its amount.

        :return: the proposals settled; not those whose line is done meanwhile
        :raises UserError: closed period; what it would settle is no longer open as
            proposed; proposals that do not make up the amount of their line
        """
        # sudo: who may confirm was asked before; a section's treasurer may not read
        # the ledger that follows.
        proposals = self.sudo()._lock_undone()
        if not proposals:
            return proposals
        proposals._check_open()
        statement_lines = proposals.line_id.statement_line_id
        suspense = statement_lines._club_suspense_lines()
        parts = {line: [] for line in proposals.line_id}
        for proposal in proposals:
            parts[proposal.line_id] += proposal._counterparts()
        proposals._check_amounts(parts)
        made = proposals._swap(suspense, parts)
        proposals._match(parts, made)
        proposals.accepted = True
        (proposals.line_id.proposal_ids - proposals).unlink()
        proposals._settled()
        return proposals

    def _settled(self):
        """What else follows from a settled proposal; for kinds of other concerns."""

    def _undone(self):
        """What else follows when a settled proposal is taken back."""

    def _lock_undone(self):
        """Those of these proposals whose line is not done, the lines locked for us."""
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM club_bank_line WHERE id = ANY(%s) AND state <> 'done' "
            "ORDER BY id FOR UPDATE",
            self.line_id.ids,
        )
        undone = set(locked_ids(self.env, query))
        return self.filtered(lambda proposal: proposal.line_id.id in undone)

    def _check_open(self):
        """Refuse in words what the ledger would refuse, or move, in silence."""
        days = {(line.company_id, line.journal_id, line.date) for line in self.line_id}
        for company, journal, day in days:
            company._club_check_period_open(day, journal)
        for proposal in self:
            closed = proposal.move_line_ids.filtered("reconciled")
            if closed:
                raise UserError(
                    self.env._(
                        "%(line)s of %(date)s: what it would settle is settled "
                        "already. Look for matches again.",
                        line=proposal.line_id.label,
                        date=format_date(self.env, proposal.line_id.date),
                    )
                )

    def _counterparts(self):
        """The ledger lines that stand for this proposal, its debts oldest first; the
        rest of the money stays open as the payer's."""
        self.ensure_one()
        currency, left = self.currency_id, self.amount
        found = []
        targets = self.move_line_ids.sorted(
            lambda line: (line.date_maturity or line.date, line.id)
        )
        exact = not currency.compare_amounts(
            sum(targets.mapped("amount_residual")), left
        )
        for target in targets:
            part = target.amount_residual
            if not exact:
                part = currency.round(
                    min(max(left, 0), part)
                    if self.amount > 0
                    else max(min(left, 0), part)
                )
            if not currency.is_zero(part):
                found.append(
                    Counterpart(
                        target.account_id,
                        target.partner_id,
                        -part,
                        target.name or self.line_id.label,
                        target,
                    )
                )
                left -= part
        if not currency.is_zero(left):
            found.append(self._rest(currency.round(left)))
        return found

    def _rest(self, amount):
        """What no debt explains: open on the payer's account."""
        payer = self.payer_id
        if not payer:
            raise UserError(
                self.env._(
                    "%(line)s: choose who paid, so that %(amount)s can stay on their "
                    "account.",
                    line=self.line_id.label,
                    amount=self.currency_id.format(amount),
                )
            )
        account = payer.with_company(self.company_id).property_account_receivable_id
        return Counterpart(account, payer, -amount, self.line_id.label)

    def _check_amounts(self, parts):
        for line, counterparts in parts.items():
            explained = -sum(part.balance for part in counterparts)
            if line.currency_id.compare_amounts(explained, line.amount):
                raise UserError(
                    self.env._(
                        "%(line)s is of %(amount)s, and %(explained)s is explained: "
                        "give the rest a payer or a heading.",
                        line=line.label,
                        amount=line.currency_id.format(line.amount),
                        explained=line.currency_id.format(explained),
                    )
                )

    def _swap(self, suspense, parts):
        """Put counterparts where the suspense lines stood, all entries at once.

        :return: the new ledger lines, in the order of the parts
        """
        entry_line = self.env["club.due"]._prepare_entry_line
        values = []
        for line, counterparts in parts.items():
            move = line.statement_line_id.move_id
            values += [
                entry_line(line.currency_id, part.account, part.balance, part.name)
                | {
                    "move_id": move.id,
                    "partner_id": part.partner.id if part.partner else False,
                    "analytic_distribution": part.analytic,
                    "date": line.date,
                    "parent_state": "posted",
                }
                for part in counterparts
            ]
        moves = suspense.move_id.with_context(**BOOKING_CONTEXT)
        with moves._check_balanced({"records": moves, "self": moves}):
            suspense.with_context(**BOOKING_CONTEXT).unlink()
            return (
                self.env["account.move.line"]
                .with_context(**BOOKING_CONTEXT, check_move_validity=False)
                .create(values)
            )

    def _match(self, parts, made):
        """Reconcile every counterpart with its debt, as deposits do."""
        # Read together: a debt at a time would be a query each.
        together = self.move_line_ids.ids
        pairs = [
            (part.target.with_prefetch(together), line)
            for part, line in zip(
                (part for found in parts.values() for part in found), made, strict=True
            )
            if part.target
        ]
        self.env["club.deposit"]._settle(pairs)
