from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount


class ClubExpense(models.Model):
    """The way of a claim: sent, decided on by somebody else, taken back."""

    _inherit = "club.expense"

    def action_submit(self):
        """Send a claim that came on paper; what is given away is signed online.

        :raises UserError: nothing is claimed, a receipt is missing, it is to be waived
        """
        self.check_access("write")
        for expense in self:
            if expense.settlement == "waive":
                raise UserError(
                    self.env._(
                        "%(person)s gives these expenses to the association, and "
                        "signs that alone: it waits in My expenses of their space.",
                        person=expense.partner_id.name,
                    )
                )
        # sudo: their own fields, written for who may write the claim.
        self.sudo()._submit(self.env.user.partner_id)

    def _submit(self, by, waiver=None):
        """Send claims to who decides on them; those sent already are left alone.

        :param by: who sends them (``res.partner``)
        :param waiver: ``name`` typed and ``address`` of who gives them up
        :raises UserError: nothing is claimed, a receipt is missing, no signature
        """
        for expense in self._lock_in_state("draft", "refused"):
            if not expense.line_ids:
                raise UserError(
                    self.env._("Nothing is claimed yet: add a receipt or a trip.")
                )
            expense.line_ids._check_proof()
            number = expense.name
            if number in (False, "/"):
                number = expense.company_id._club_next_expense_name(
                    expense.company_id._club_today()
                )
            expense.write(
                {
                    "name": number,
                    "state": "submitted",
                    "submitted_by_id": by.id,
                    "submitted_on": expense.company_id._club_today(),
                    "decided_by_id": False,
                    "decided_on": False,
                    "decision_reason": False,
                    **expense._waiver_values(waiver or {}),
                }
            )
            expense._tell_deciders()

    def _waiver_values(self, waiver):
        """The statement of who gives the expenses away, as it was signed."""
        none = dict.fromkeys(
            ("waiver_text", "waiver_name", "waiver_at", "waiver_address"), False
        )
        if self.settlement != "waive":
            return none
        name = (waiver.get("name") or "").strip()
        if len(name) < 3:
            raise UserError(
                self.env._(
                    "To give these expenses to the association, sign: type your "
                    "first and last name below the statement."
                )
            )
        return {
            "waiver_text": self._waiver_statement(),
            "waiver_name": name[:100],
            "waiver_at": fields.Datetime.now(),
            "waiver_address": waiver.get("address"),
        }

    def _waiver_statement(self):
        return self.env._(
            "I, %(person)s, give up the repayment of the expenses above, "
            "%(amount)s, and leave this amount to %(association)s as a donation.",
            person=self.partner_id.name,
            amount=format_amount(self.env, self.total, self.currency_id),
            association=self.company_id.name,
        )

    def _take_back(self):
        """Let who claims change what nobody decided on yet."""
        for expense in self._lock_in_state("submitted"):
            expense.write(
                {
                    "state": "draft",
                    "submitted_on": False,
                    "submitted_by_id": False,
                    "waiver_text": False,
                    "waiver_name": False,
                    "waiver_at": False,
                    "waiver_address": False,
                }
            )

    def action_approve(self):
        """Accept the claims: they are booked, and paid or recorded as donations.

        One that was decided on meanwhile is left as it is.

        :raises UserError: one's own claim, one that was taken back or refused, a
            heading without account, closed period
        """
        sent = self._lock_in_state(
            "submitted", overtaken=("draft", "refused", "cancelled")
        )
        sent._check_seen("total")
        for expense in sent:
            expense._check_decider()
            # sudo: officers hold no accounting right; what is booked follows from
            # lines that they may read.
            expense.sudo()._decide("approved", "")
            expense.sudo()._book()

    def _refuse(self, reason):
        """Refuse claims, or take back what was approved and is not paid.

        :param reason: one sentence for who claims
        :raises UserError: one's own claim, paid already
        """
        for expense in self._lock_in_state("submitted"):
            expense._check_decider()
            expense.sudo()._decide("refused", reason)  # sudo: own fields

    def _cancel(self, reason):
        """Take back claims that were approved: their entries are reversed.

        :param reason: one sentence for who claims
        :raises UserError: paid already, one's own claim, closed period
        """
        for expense in self:
            if expense.state == "paid":
                raise UserError(
                    self.env._(
                        "%s is paid: undo its payment first.", expense.display_name
                    )
                )
        for expense in self._lock_in_state("approved", "waived"):
            expense._check_decider()
            # sudo: as for approving; the mirror of what it booked.
            expense.sudo()._unbook()
            expense.sudo()._decide("cancelled", reason)

    def _check_decider(self):
        me = self.env.user.partner_id
        if self.partner_id == me:
            raise UserError(
                self.env._(
                    "%s is your own claim: another officer or treasurer decides on it.",
                    self.display_name,
                )
            )
        if self.submitted_by_id == me:
            raise UserError(
                self.env._(
                    "You sent %s for somebody: another officer or treasurer decides "
                    "on it.",
                    self.display_name,
                )
            )

    def _decide(self, state, reason):
        """Write the decision of the current user and tell who claims."""
        values = {
            "decided_by_id": self.env.user.partner_id.id,
            "decided_on": self.company_id._club_today(),
            "decision_reason": reason,
        }
        # What is approved has its state once it is booked.
        self.write(values if state == "approved" else {**values, "state": state})
        if state != "approved":
            self._tell_claimer()

    def action_ask_reason(self):
        """Ask why: to refuse a claim, or to take an approved one back."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Why"),
            "res_model": "club.expense.refusal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_expense_id": self.id},
        }

    def action_view_move(self):
        """The entry of this claim, for who reads the books."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": self.move_id.id,
            "view_mode": "form",
        }
