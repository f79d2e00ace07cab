from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .club_due_payment import PLAIN_CONTEXT


class ClubDue(models.Model):
    """Somebody else pays from now on: what is open moves, what was paid stays."""

    _inherit = "club.due"

    payer_note = fields.Char(
        string="Change of payer",
        readonly=True,
        help="Who owed these dues before, since when they no longer do, and why.",
    )

    def _change_payer(self, payer, reason, day=None, later=True):
        """Ask somebody else for what is still open on these dues.

        Collective dues move by a balanced entry; of an invoice, what is open is
        credited, and invoiced to the new payer.

        :param payer: the new payer
        :param reason: why, kept on the dues and told on the memberships
        :param day: date of the entries, by default today
        :param later: whether the later dues of these members are theirs too
        :raises UserError: nothing is open, or the payer died
        """
        self._check_may_change_payer(payer)
        dues = self._lock_where(SQL("residual > 0 AND cancelled_on IS NULL")).filtered(
            lambda due: due.payer_id != payer
        )
        if not dues:
            raise UserError(
                self.env._(
                    "Nothing is open on these dues that %s does not owe already.",
                    payer.name,
                )
            )
        day = day or fields.Date.context_today(self)
        dues._check_not_draft()
        told = dues._told_notices()
        dues._note_change_of_payer(payer, reason, day, later)
        for due in dues:
            due.reference = due.call_id._payment_reference(payer.id)
        for company in dues.company_id:
            mine = dues.filtered(lambda due, c=company: due.company_id == c)
            mine = mine.with_company(company).with_context(club_skip_rank=True)
            payer.sudo()._club_make_customers()  # sudo: written for the books alone
            mine.filtered(lambda d: not d.invoice_id)._move_debts(payer, day, reason)
            mine.filtered("invoice_id")._move_to_invoice(payer, day, reason)
        dues._announce_to_new_payer(told)

    def _check_may_change_payer(self, payer):
        self.check_access("read")
        payer.check_access("read")
        roles = ("secretary", "treasurer")
        if not self.env.su and not any(
            self.env.user.has_group(f"club_membership.group_club_{role}")
            for role in roles
        ):
            raise AccessError(
                self.env._("Only the secretary or the treasurer changes who pays.")
            )
        if payer.club_deceased_on:
            raise UserError(self.env._("%s is recorded as deceased.", payer.name))

    def _check_not_draft(self):
        for due in self.filtered(lambda due: due.invoice_id.state == "draft"):
            raise UserError(
                self.env._(
                    "The invoice of %(member)s is still a draft: confirm it before "
                    "somebody else takes it over.",
                    member=due.partner_id.name,
                )
            )

    def _note_change_of_payer(self, payer, reason, day, later):
        """Keep who owed the dues before, on them and on the memberships."""
        for due in self:
            facts = {
                "before": due.payer_id.name,
                "after": payer.name,
                "day": fields.Date.to_string(day),
                "reason": reason,
            }
            note = self.env._(
                "%(day)s: %(after)s instead of %(before)s (%(reason)s)", **facts
            )
            due.payer_note = "; ".join(filter(None, (due.payer_note, note)))
            due.membership_id.message_post(
                body=self.env._(
                    "%(amount)s of %(due)s is to be paid by %(after)s instead of "
                    "%(before)s: %(reason)s",
                    amount=due.currency_id.format(due.residual),
                    due=due._notice_label(),
                    **facts,
                )
            )
        if not later:
            return
        for membership in self.membership_id:
            own = membership.partner_id == payer
            membership.payer_id = False if own else payer
        # Calls that are previewed, or run just now, have their payers in their lines.
        self.env["club.dues.call.line"].sudo().search(
            [("membership_id", "in", self.membership_id.ids), ("state", "=", "ready")]
        ).payer_id = payer

    def _move_debts(self, payer, day, reason):
        """One balanced entry: the former payers' debts leave, the new one's come."""
        if not self:
            return
        dues = self._in_words_of_the_books()
        moved = self.env["account.move.line"]
        lines, account = [], payer.with_env(dues.env).property_account_receivable_id
        for due in dues:
            for debt in due._open_debts().filtered(lambda ln: ln.partner_id != payer):
                moved |= debt
                amount, day_due = debt.amount_residual, debt.date_maturity
                for target, partner, sign in (
                    (debt.account_id, debt.partner_id, -1),
                    (account, payer, 1),
                ):
                    lines.append(
                        due._prepare_debt_line(target, partner, sign * amount, day_due)
                    )
        dues.write({"payer_id": payer.id})
        if not lines:
            return
        move = dues._post_decision(lines, day, reason, "payer")
        credits = move.line_ids.filtered(lambda ln: ln.balance < 0).sorted("id")
        moved.with_context(**PLAIN_CONTEXT)._reconcile_plan(
            [debt + credit for debt, credit in zip(moved, credits, strict=True)]
        )

    def _move_to_invoice(self, payer, day, reason):
        """Credit what is open on the invoices, and invoice it to the new payer."""
        amounts = {due: due.residual for due in self}
        instalments = {due: len(due._open_schedule()) > 1 for due in self}
        by_invoice = self.grouped("invoice_id")
        self.invoice_id.club_handed_over = True
        self.write({"payer_id": payer.id})
        # First what is asked, then the credit: at no time do they seem settled.
        for in_parts in (True, False):
            dues = self.filtered(lambda due, p=in_parts: instalments[due] == p)
            for mine in dues.grouped("call_id").values():
                mine._invoice_again(amounts, day, in_parts)
        for invoice, mine in by_invoice.items():
            mine._credit_note(invoice, amounts, day, reason, "payer")

    def _invoice_again(self, amounts, day, in_parts=False):
        """Ask for these amounts on a new invoice to the payer of the dues.

        :param amounts: {due: amount}, taxes included; empty: as they were called
        :param in_parts: whether the type's instalments begin anew on that day
        """
        company, payer, call = self.company_id, self.payer_id, self.call_id
        journal = company._club_journal("invoice")
        company._club_check_period_open(day, journal, bool(self.type_id.tax_ids))
        term = self.type_id.payment_term_id[:1] if in_parts else False
        values = self._prepare_invoice(
            call, journal, payer, term or self.env["account.payment.term"], self
        )
        due_date = max(day, *self.mapped("next_due_date"))
        move = self.env["account.move"].create(
            {**values, "invoice_date": day, "invoice_date_due": due_date}
        )
        if amounts:
            self._fit_document(move, amounts)
        self.write({"invoice_id": move.id})
        move._post(soft=False)

    def _former_invoices(self):
        """Invoices on which somebody else owed a part of these dues before."""
        changed = self.filtered("payer_note")
        return changed.line_ids.move_id.filtered("club_handed_over")

    def _recompute_handed_over(self):
        """What happens on a former invoice counts: no field leads there by itself."""
        changed = self.filtered("payer_note")
        for name in ("amount", "amount_credited", "amount_paid", "residual", "state"):
            self.env.add_to_compute(self._fields[name], changed)

    def _told_notices(self):
        """The notices that told the payers of these dues about their calls."""
        # sudo: what was told follows from the dues, whoever may read notices.
        return (
            self.env["club.notice"]
            .sudo()
            .search(
                Domain("call_id", "in", self.call_id.ids)
                & Domain("payer_id", "in", self.payer_id.ids)
            )
        )

    def _announce_to_new_payer(self, told):
        """Tell the new payer what the former one had been told, and stop the rest.

        :param told: notices of the former payers
        """
        told.invalidate_recordset(["due_ids", "amount_due"])
        told._drop_if_settled()
        for call in told.call_id:
            mine = self.filtered(lambda due, c=call: due.call_id == c)
            if told._announce(call, mine.ids):
                call.invalidate_recordset(["notice_ids"])
                told._trigger_sending()


class ClubNotice(models.Model):
    _inherit = "club.notice"

    def _drop_if_settled(self):
        """Send no more of these notices on which nothing is owed any more."""
        waiting = ("to_send", "to_print", "queued", "bounced", "failed")
        settled = self.filtered(lambda n: n.state in waiting and n.amount_due <= 0)
        settled.mail_id.filtered(lambda mail: mail.state == "outgoing").cancel()
        settled.write({"state": "dropped"})
