from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

# Set on what only pairs lines of plain entries, which carry no tax.
PLAIN_CONTEXT = {"skip_invoice_sync": True, "no_cash_basis": True}


class ClubDue(models.Model):
    """Paying dues: which ledger lines are the debt, and money that waits for it."""

    _inherit = "club.due"

    payer_credit = fields.Monetary(
        string="Credit of the payer",
        compute="_compute_payer_credit",
        help="Paid too much before, or credited: it can settle dues or be given back.",
    )

    @api.depends("payer_id", "residual")
    def _compute_payer_credit(self):
        totals = {}
        for line in self._open_credits():
            key = line.company_id, line.partner_id
            totals[key] = totals.get(key, 0.0) - line.amount_residual
        for due in self:
            payer = due.payer_id.sudo()  # sudo: which account the payer's debts are on
            due.payer_credit = sum(
                totals.get((due.company_id, partner), 0.0)
                for partner in payer | payer.commercial_partner_id
            )

    def _debt_lines(self):
        """The receivable lines of these dues, whether open or settled.

        Instalments are several lines of one due; dues of one invoice share its lines.
        """
        own = self.line_ids.filtered(lambda line: not line.move_id.is_invoice())
        shared = self.invoice_id.line_ids
        return (own | shared)._club_debts()

    def _open_debts(self):
        """Receivable lines still open, oldest maturity first."""
        # sudo: a regional treasurer may read the dues, not the ledger behind them.
        dues = self.sudo()
        # Of an invoice that another payer took over whole, what was paid may be owed
        # again: by whom the due is asked now.
        former = dues._former_invoices().filtered(lambda move: not move.club_due_ids)
        return (
            (dues._debt_lines() | former.line_ids._club_debts())
            .filtered(lambda line: line.amount_residual > 0)
            .sorted(lambda line: (line.date_maturity or line.date, line.id))
        )

    def _check_payable(self):
        # sudo: the state of the invoice behind a due that the user may read.
        for due in self.sudo():
            if due.invoice_id.state == "draft":
                raise UserError(
                    self.env._(
                        "The invoice of %(member)s is still a draft: confirm it "
                        "before you book its payment.",
                        member=due.partner_id.name,
                    )
                )

    def _pay(self, amount, journal, day, method="transfer", payer=None, **values):
        """Book one payment of these dues.

        :param amount: received, in the company's currency; more than is owed stays
            as a credit of the payer
        :param journal: a bank or cash journal
        :param day: date of the entry
        :param method: as on deposits
        :param payer: who paid, by default who owes the first due
        :param values: more values of the deposit's line (``number``, ``gift_amount``)
        :return: the posted deposit
        """
        deposit = self.env["club.deposit"].create(
            {
                "company_id": self.company_id.id,
                "section_id": self.section_id.id
                if len(self.section_id) == 1
                else False,
                "journal_id": journal.id,
                "method": method,
                "date": day,
                "line_ids": [
                    Command.create(
                        {
                            "payer_id": (payer or self[:1].payer_id).id,
                            "amount": amount,
                            "due_ids": [Command.set(self.ids)],
                            **values,
                        }
                    )
                ],
            }
        )
        deposit.action_post()
        return deposit

    def _open_credits(self):
        """Credits of the payers that wait for a use: overpayments, refundable credits.

        Oldest first. Credits of an entry or credit note alike, as long as they stand
        on a receivable account of the payer.
        """
        # sudo: what of the ledger concerns a payer whose dues one may read.
        dues = self.sudo()
        payers = dues.payer_id
        return (
            self.env["account.move.line"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", (payers | payers.commercial_partner_id).ids),
                    ("company_id", "in", dues.company_id.ids),
                    ("account_id.account_type", "=", "asset_receivable"),
                    ("parent_state", "=", "posted"),
                    ("balance", "<", 0),
                    ("amount_residual", "<", 0),
                ],
                order="date, id",
            )
        )

    def action_use_credit(self):
        """Settle dues with what their payers paid too much before.

        :raises UserError: there is no such credit
        """
        self._check_treasurer()
        used = False
        for payer in self.payer_id:
            dues = self.filtered(lambda due, payer=payer: due.payer_id == payer)
            used |= dues._use_credits(dues._open_credits())
        if not used:
            raise UserError(
                self.env._(
                    "%s has no open credit that these dues could take.",
                    ", ".join(self.payer_id.mapped("name")),
                )
            )

    def _use_credits(self, credits):
        """Reconcile open debts of these dues with credits on the same account."""
        debts = self._open_debts()
        used = False
        for account in debts.account_id:
            mine = debts.filtered(lambda line, a=account: line.account_id == a)
            theirs = credits.filtered(lambda line, a=account: line.account_id == a)
            if theirs:
                # Core matches the oldest maturities first.
                (mine | theirs).reconcile()
                used = True
        return used

    def _refund(self, amount, journal, day, reason):
        """Give money back to the payer of these dues, out of their open credits.

        :param amount: in the company's currency, at most the open credits
        :param journal: the bank or cash journal it leaves from
        :param day: date of the entry
        :return: the bank entry
        :raises UserError: less than that is open, or the period is closed
        """
        self._check_treasurer()
        # sudo: the entry follows from the open credits of one payer alone.
        dues = self.sudo()
        payer, company = dues.payer_id, dues.company_id
        payer.ensure_one()
        company._club_check_period_open(day, journal)
        pairs = dues._credits_for(amount)
        entry_line, currency = dues._prepare_entry_line, company.currency_id
        lines = [
            entry_line(currency, credit.account_id, part, reason)
            | {
                "partner_id": credit.partner_id.id,
                "date_maturity": day,
                "display_type": "payment_term",
            }
            for credit, part in pairs
        ]
        lines.append(
            entry_line(currency, journal._club_bank_account(), -amount, reason)
            | {"partner_id": payer.id, "sequence": 20}
        )
        # sudo: deciding about dues is checked before; it needs no accounting right.
        move = (
            self.env["account.move"]
            .sudo()
            .with_context(club_skip_rank=True)
            .create(
                {
                    "move_type": "entry",
                    "journal_id": journal.id,
                    "date": day,
                    "ref": reason,
                    "line_ids": [Command.create(line) for line in lines],
                }
            )
        )
        move._post(soft=False)
        debits = move.line_ids.filtered(lambda line: line.balance > 0).sorted("id")
        debits._reconcile_plan(
            [
                credit + debit
                for (credit, _part), debit in zip(pairs, debits, strict=True)
            ]
        )
        return move

    def _credits_for(self, amount):
        """[(open credit, part of it)] that make up an amount, oldest first."""
        currency, left, pairs = self.company_id.currency_id, amount, []
        for credit in self._open_credits():
            part = currency.round(min(left, -credit.amount_residual))
            if currency.compare_amounts(part, 0) > 0:
                pairs.append((credit, part))
                left -= part
        if amount <= 0 or currency.compare_amounts(left, 0) > 0:
            raise UserError(
                self.env._(
                    "%(payer)s has only %(open)s to be refunded.",
                    payer=self.payer_id.name,
                    open=currency.format(amount - left),
                )
            )
        return pairs

    def _check_treasurer(self):
        """Decisions about money are the treasurer's, or the administrator's."""
        self.check_access("read")
        if self.env.su or self.env.user.has_group(
            "club_membership.group_club_treasurer"
        ):
            return
        raise AccessError(
            self.env._("Only the association's treasurer decides about dues.")
        )
