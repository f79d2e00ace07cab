"""Money that leaves at random: payments, transfers between sections, claims."""

from odoo import Command

from .books_common import BooksCommon


class BooksOutCommon(BooksCommon):
    """What two people decide together, drawn with everything else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.regional = cls.users["section_treasurer"]
        cls.national = cls.users["treasurer"]

    def _some(self, model, states, user, name="state"):
        """One of these in one of these states, seen by a user."""
        return self._any(model, [(name, "in", states)]).with_user(user)

    # Payments out

    def _op_payment_out(self):
        payment = (
            self.env["club.payment.out"]
            .with_user(self.regional)
            .create(
                {
                    "company_id": self.company.id,
                    "section_id": self.brittany.id,
                    "partner_id": self._person(self._name("Shop")).id,
                    "amount": self._cents(1, 60),
                    "reason": self._name("Bill"),
                    "heading_id": self.travel.id,
                    "paid_from": self.random.choice(["bank", "cash"]),
                }
            )
        )
        payment.action_request()
        return True

    def _op_approve_payment(self):
        payment = self._some("club.payment.out", ["requested"], self.national)
        payment.action_approve()
        return payment

    def _op_pay(self):
        payment = self._some("club.payment.out", ["approved"], self.national)
        payment.action_pay()
        return payment

    def _op_take_back_payment(self):
        payment = self._some("club.payment.out", ["paid"], self.national)
        payment.action_take_back()
        return payment

    # Transfers

    def _op_transfer(self):
        transfer = (
            self.env["club.section.transfer"]
            .with_user(self.regional)
            .create(
                {
                    "company_id": self.company.id,
                    "from_section_id": self.brittany.id,
                    "to_section_id": self.root.id,
                    "amount": self._cents(1, 200),
                    "date": self._date(),
                    "reason": self._name("Advance"),
                    "heading_id": self.random.choice([False, self.travel.id]),
                }
            )
        )
        transfer.action_propose()
        return True

    def _op_confirm_transfer(self):
        transfer = self._some("club.section.transfer", ["proposed"], self.national)
        transfer.action_confirm()
        return transfer

    def _op_take_back_transfer(self):
        transfer = self._some("club.section.transfer", ["confirmed"], self.national)
        transfer.action_take_back()
        return transfer

    # Claims

    def _op_claim(self):
        claim = self.env["club.expense"].create(
            {
                "company_id": self.company.id,
                "section_id": self.brittany.id,
                "partner_id": self._person(self._name("Claimer")).id,
                "summary": self._name("Trip"),
                "settlement": self.random.choice(["repay", "waive"]),
                "line_ids": [
                    Command.create(
                        {
                            "date": self._date(),
                            "label": "Train",
                            "heading_id": self.travel.id,
                            "amount": self._cents(1, 90),
                            "no_receipt_reason": "Lost",
                        }
                    )
                ],
            }
        )
        claim._submit(claim.partner_id, {"name": "A Name", "address": "127.0.0.1"})
        return True

    def _op_approve_claim(self):
        claim = self._some("club.expense", ["submitted"], self.regional)
        claim.action_approve()
        return claim

    # What an auditor asks

    def _audit_claims_that_wait_are_owed(self):
        """What the association owes to people is what was approved and not paid."""
        claims = self.env["club.expense"].search([("company_id", "=", self.company.id)])
        owed = claims.move_id.line_ids.filtered(
            lambda line: line.account_id.account_type == "liability_payable"
        )
        open_claims = claims.filtered(
            lambda claim: (
                claim.settlement == "repay"
                and claim.state == "approved"
                and claim.payment_state != "paid"
            )
        )
        self.assertAlmostEqual(
            -sum(owed.mapped("amount_residual")),
            sum(open_claims.mapped("total")),
            2,
        )

    def _audit_gifts_in_the_books_are_recorded(self):
        """Every donation account line has its donation, and the other way round."""
        gifts = self.env["club.donation"].search(
            [("company_id", "=", self.company.id), ("state", "=", "booked")]
        )
        self.assertAlmostEqual(
            -self._balance(self.company.club_donation_account_id),
            sum(gifts.mapped("amount")),
            2,
        )
