from odoo import models
from odoo.exceptions import UserError


class ClubExpense(models.Model):
    """A claim in the books: spending of its section, and who it is owed to."""

    _inherit = "club.expense"

    def _book(self):
        """Book a claim that was accepted; its payment is asked for, or it is a gift.

        :raises UserError: a heading without account, nothing bookable
        """
        self.ensure_one()
        waived = self.settlement == "waive"
        if waived and not self.waiver_at:
            raise UserError(
                self.env._(
                    "%s is to be given to the association, and nobody signed that.",
                    self.display_name,
                )
            )
        move = self.env["account.move"]._club_book(
            self.company_id._club_misc_journal(),
            self._booking_day(),
            f"{self.name} {self.summary}",
            [*self._spending_lines(), self._owed_line(waived)],
        )
        self.write({"move_id": move.id, "state": "waived" if waived else "approved"})
        if waived:
            self._give()
        else:
            self._ask_payment()
        self._tell_claimer()

    def _booking_day(self):
        """The last day of the spending, so that it counts in its year; today where
        that period is closed."""
        company = self.company_id
        try:
            day = max(self.line_ids.mapped("date"))
            company._club_check_period_open(day, company._club_misc_journal())
        except UserError:
            return company._club_today()
        return day

    def _spending_lines(self):
        return [
            {
                "account": line.heading_id._account(),
                "balance": line.amount,
                "name": f"{self.name} {line.label}",
                "section": self.section_id,
                "partner": self.partner_id,
                "heading": line.heading_id,
            }
            for line in self.line_ids
        ]

    def _owed_line(self, waived):
        """What the person is owed, or gives."""
        line = {
            "balance": -self.total,
            "name": f"{self.name} {self.summary}",
            "partner": self.partner_id,
        }
        if waived:
            account = self.company_id._club_waiver_account()
            return {**line, "account": account, "section": self.section_id}
        account = self.partner_id.with_company(
            self.company_id
        ).property_account_payable_id
        return {**line, "account": account, "values": {"date_maturity": False}}

    def _owed_ledger_line(self):
        return self.move_id.line_ids.filtered(lambda line: line.balance < 0)

    def _give(self):
        self.donation_id = self.env["club.donation"]._record(
            self.partner_id,
            self.total,
            self.waiver_at.date(),
            f"club.expense,{self.id}",
            section=self.section_id,
            form="expenses",
            move_line_id=self._owed_ledger_line().id,
        )

    def _ask_payment(self):
        """Ask for the payment of a claim: somebody else approves it."""
        self.payment_id = self.env["club.payment.out"]._request(
            self.partner_id,
            self.total,
            self.display_name,
            self.section_id,
            f"club.expense,{self.id}",
            payable_lines=self._owed_ledger_line(),
        )

    def action_ask_payment(self):
        """Ask once more for the payment of claims whose payment was refused."""
        for expense in self._lock_in_state("approved"):
            if expense.payment_id.state not in ("refused", "cancelled"):
                raise UserError(
                    self.env._(
                        "The payment of %s is asked for already.",
                        expense.display_name,
                    )
                )
            # sudo: own field; the payment is asked for in the user's name.
            expense.sudo()._ask_payment()

    def _payment_out_changed(self, payment):
        """The payment of this claim was made, refused or undone.

        :param payment: its ``club.payment.out``
        """
        self.ensure_one()
        # sudo: own fields of the claim follow what became of its payment.
        expense = self.sudo()
        if payment != expense.payment_id:
            return
        if payment.state == "paid" and expense.state == "approved":
            expense.write({"state": "paid", "paid_on": payment.paid_on})
            expense._tell_claimer()
        elif payment.state != "paid" and expense.state == "paid":
            expense.write({"state": "approved", "paid_on": False})

    def _unbook(self):
        """Reverse the entry, take back the gift, withdraw the payment."""
        self.ensure_one()
        if self.donation_id:
            self.donation_id._take_back()
        self.payment_id.action_cancel()
        ref = self.env._("Taken back: %s", self.name)
        mirror = self.env["account.move"]._club_mirror(
            self.move_id, self.company_id._club_today(), ref
        )
        owed = (self.move_id | mirror).line_ids.filtered("account_id.reconcile")
        if owed:
            owed.reconcile()
