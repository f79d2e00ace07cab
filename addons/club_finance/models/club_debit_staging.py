from collections import defaultdict

from odoo import models
from odoo.addons.club_membership.models.club_notice import OPEN_DUE_STATES
from odoo.addons.club_portal.models.club_due_bill import UNDER_WAY
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


class ClubDebit(models.Model):
    """Preparing: who is debited for what, and who is left out, with the reason."""

    _inherit = "club.debit"

    def action_prepare(self):
        """Write the lines afresh; announces and debits nothing.

        :raises UserError: nobody would be debited, or left out for a reason
        """
        # sudo: the debit is the treasurer's (checked by the lock); its lines follow
        # from dues, mandates and the ledger.
        for debit in self._lock_in_stage("draft", "prepared").sudo():
            debit._unprepare()
            debit._stage_lines()
            if not debit.line_ids:
                raise UserError(
                    self.env._(
                        "There is nothing to debit: no open dues of a payer who gave "
                        "a mandate. Call dues first, or let members sign a mandate."
                    )
                )
            debit.stage = "prepared"

    def _unprepare(self):
        # sudo: as for preparing.
        debits = self.sudo()
        debits.line_ids.unlink()
        debits.stage = "draft"

    def _stage_lines(self):
        """One line per payer: with its debts, or with the reason why not."""
        dues = self._dues_concerned()
        by_payer = dues.grouped("payer_id")
        payers = dues.payer_id
        mandates = self._mandates_of(payers)
        taken, paying = self._debts_taken(dues), self._dues_being_paid(dues)
        values = []
        for payer, mine in by_payer.items():
            mandate = mandates.get(payer, self.env["account.banking.mandate"])
            reason = self._payer_refusal(payer, mandate)
            kept, debts = mine.browse(), self.env["account.move.line"]
            if not reason:
                kept, debts, reason = self._debts_to_take(mine, taken, paying)
            values.append(
                self._prepare_line(payer, mandate, kept or mine, debts, reason)
            )
        self.env["club.debit.line"].create(values)

    def _dues_concerned(self):
        """Open dues of the call; without a call, those of all who gave a mandate."""
        domain = (
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", OPEN_DUE_STATES)
            & Domain("residual", ">", 0)
        )
        if self.call_id:
            domain &= Domain("call_id", "=", self.call_id.id)
        else:
            holders = self._mandate_holders()
            domain &= Domain("payer_id", "in", holders.ids) | Domain(
                "payer_id.commercial_partner_id", "in", holders.ids
            )
        return self.env["club.due"].search(domain, order="payer_id, due_date, id")

    def _mandate_holders(self):
        """Who gave this association a mandate, live or not."""
        return (
            self.env["account.banking.mandate"]
            .search([("company_id", "=", self.company_id.id)])
            .partner_id
        )

    def _mandates_of(self, payers):
        """{payer: their mandate}, a valid one before the others, then the latest.

        Of an organisation's contact, also what the organisation gave.
        """
        wanted = payers | payers.commercial_partner_id
        found = self.env["account.banking.mandate"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id", "in", wanted.ids),
            ],
            order="signature_date desc, id desc",
        )
        best = {}
        for mandate in found.sorted(lambda mandate: mandate.state != "valid"):
            best.setdefault(mandate.partner_id, mandate)
        nothing = found.browse()
        return {
            payer: best.get(payer) or best.get(payer.commercial_partner_id, nothing)
            for payer in payers
        }

    def _payer_refusal(self, payer, mandate):
        """Why nothing is debited from this payer, in a sentence; empty if nothing
        stands against it."""
        if payer.club_deceased_on:
            return self.env._("%s has died: nothing is debited.", payer.name)
        if not mandate:
            return self.env._("%s has given no mandate.", payer.name)
        if refusal := self._mandate_refusal(mandate):
            return refusal
        if payer.email_normalized or payer._club_gets_letters():
            return ""
        return self.env._(
            "%s has neither an e-mail address nor a postal address to announce the "
            "debit to.",
            payer.name,
        )

    def _mandate_refusal(self, mandate):
        """Why this mandate allows no debit today, in a sentence, or nothing."""
        reference = mandate.unique_mandate_reference
        ours = mandate.club_mandate_ids[:1]
        if ours.state == "suspended":
            return self.env._("The mandate %s is suspended.", reference)
        if ours.expires_on and ours.expires_on <= self.collection_date:
            return self.env._("The mandate %s has expired.", reference)
        if mandate.state == "draft":
            return self.env._("The mandate %s is not signed yet.", reference)
        if mandate.state == "cancel":
            return self.env._("The mandate %s was revoked.", reference)
        if mandate.state == "expired" or (
            mandate.type == "oneoff" and mandate.last_debit_date
        ):
            return self.env._("The mandate %s has expired.", reference)
        if mandate.partner_bank_id.acc_type != "iban":
            return self.env._("The mandate %s has no valid IBAN.", reference)
        return ""

    def _debts_taken(self, dues):
        """Ids of the debts of these dues that another debit is about to take."""
        debts = dues._open_debts()
        items = self.env["club.debit.item"].search(
            [("move_line_id", "in", debts.ids), ("live", "=", True)]
        )
        return set(items.move_line_id.ids)

    def _dues_being_paid(self, dues):
        """Those of these dues whose online payment may still bring its money."""
        # sudo: payments are the accountants'.
        payments = (
            self.env["payment.transaction"]
            .sudo()
            .search(
                Domain("club_due_ids", "in", dues.ids)
                & (
                    Domain("state", "in", UNDER_WAY)
                    | Domain("state", "=", "done")
                    & Domain("is_post_processed", "=", False)
                )
            )
        )
        return payments.club_due_ids & dues

    def _debts_to_take(self, dues, taken, paying):
        """(dues, debts, reason): what is debited for a payer, or why nothing is."""
        kept, reasons = dues.browse(), []
        found = self.env["account.move.line"]
        for bill in self._bills_of(dues):
            debts = bill._open_debts()
            free = debts.filtered(lambda line: line.id not in taken)
            ready = free.filtered(
                lambda line: (line.date_maturity or line.date) <= self.collection_date
            )
            refused = (
                self._due_refusal(due, debts, free, ready, paying) for due in bill
            )
            if reason := next(filter(None, refused), ""):
                reasons.append(reason)
            else:
                kept |= bill
                found |= ready
        return kept, found, "" if kept else reasons[0]

    def _bills_of(self, dues):
        """What is debited in one go: an invoice whole, any other due alone."""
        bills = []
        for invoice, mine in dues.grouped("invoice_id").items():
            owed = invoice.club_due_ids.filtered(lambda due: due.residual > 0)
            bills += [mine | owed] if invoice else list(mine)
        return bills

    def _due_refusal(self, due, debts, free, ready, paying):
        """Why this due is not debited, in a sentence, or nothing.

        :param debts: its open ledger lines
        :param free: those that no other debit takes
        :param ready: those payable by the day of the debit
        """
        member = due.partner_id.name
        if due.partner_id.club_deceased_on:
            return self.env._("%s has died: nothing is debited.", member)
        closed = due.membership_id.closed_on
        if closed and closed <= self.company_id._club_today():
            return self.env._(
                "%s has left the association: ask for what remains by hand.", member
            )
        if due in paying:
            return self.env._("An online payment of %s is under way.", member)
        if not debts:
            return self.env._("The invoice of %s is still a draft.", member)
        if not free:
            return self.env._("The dues of %s are in another debit already.", member)
        if not ready:
            first = min(line.date_maturity or line.date for line in free)
            return self.env._(
                "What %(member)s owes next is payable on %(day)s.",
                member=member,
                day=format_date(self.env, first),
            )
        return ""

    def _prepare_line(self, payer, mandate, dues, debts, reason):
        section = dues.section_id
        amounts = defaultdict(float)
        for debt in debts:
            amounts[debt.id] += debt.amount_residual
        return {
            "debit_id": self.id,
            "payer_id": payer.id,
            "mandate_id": mandate.id,
            "mandate_reference": mandate.unique_mandate_reference,
            "section_id": section.id
            if len(section) == 1
            else self.company_id._club_root_section().id,
            "due_ids": [(6, 0, dues.ids)],
            "amount": self.currency_id.round(sum(amounts.values()))
            if not reason
            else sum(dues.mapped("residual")),
            "state": "left_out" if reason else "to_announce",
            "reason": reason or False,
            "item_ids": [
                (0, 0, {"move_line_id": debt_id, "amount": amount})
                for debt_id, amount in amounts.items()
            ],
        }
