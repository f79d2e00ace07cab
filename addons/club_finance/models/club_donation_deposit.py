from odoo import api, models


class ClubDeposit(models.Model):
    """The gifts inside a deposit: recorded when it is booked, taken back with it."""

    _inherit = "club.deposit"

    def _book(self, shares):
        result = super()._book(shares)
        self._record_gifts()
        return result

    def _record_gifts(self):
        """Record the gift part of each payment of these deposits, once."""
        for line in self.line_ids.filtered(
            lambda line: line.gift_amount and not line.bounced_on
        ):
            section = line._gift_section()
            self.env["club.donation"]._record(
                line.payer_id,
                line.gift_amount,
                line.deposit_id.date,
                f"club.deposit.line,{line.id}",
                section=section,
                move_line_id=line._gift_ledger_line().id,
            )

    def _undo(self, lines, day, ref):
        result = super()._undo(lines, day, ref)
        self.env["club.donation"].search(
            [
                ("move_line_id", "in", lines.move_line_ids.ids),
                ("state", "=", "booked"),
            ]
        )._take_back(day)
        return result

    def _settle(self, pairs):
        # A gift that is given back has nothing to be matched with.
        return super()._settle(
            [(debt, credit) for debt, credit in pairs if credit.account_id.reconcile]
        )


class ClubDepositLine(models.Model):
    _inherit = "club.deposit.line"

    def _gift_section(self):
        """In whose accounts the gift is: where one gave online, the section chosen
        there, the association's if none was; else the deposit's."""
        self.ensure_one()
        # sudo: what an online payment was meant for, not the payment.
        deposit = self.sudo().deposit_id
        payment = deposit.transaction_id
        chosen = payment.club_gift_section_id if payment else deposit.section_id
        return chosen or deposit.company_id._club_root_section()

    def _gift_ledger_line(self):
        """The ledger line of the gift, as it was booked."""
        account = self.company_id.club_donation_account_id
        return self.move_line_ids.filtered(
            lambda line: line.account_id == account and line.balance < 0
        ).sorted("id")[:1]


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        """A gift counts in the accounts of the section that it was given to."""
        for vals in vals_list:
            if vals.get("club_deposit_line_id") and not vals.get(
                "analytic_distribution"
            ):
                line = self.env["club.deposit.line"].browse(
                    vals["club_deposit_line_id"]
                )
                # sudo: an account of the settings and where the gift belongs.
                company = line.sudo().company_id
                if vals.get("account_id") == company.club_donation_account_id.id:
                    vals["analytic_distribution"] = (
                        line._gift_section()._analytic_distribution()
                    )
        return super().create(vals_list)


class ClubDonation(models.Model):
    _inherit = "club.donation"

    def _give_back(self, amount, day):
        """Part of this gift was given back; the rest of it stays.

        :param amount: what was given back, up to the gift
        :param day: when
        """
        self.ensure_one()
        rest = self.currency_id.round(self.amount - amount)
        self._take_back(day)
        if self.currency_id.compare_amounts(rest, 0) > 0:
            self._record(
                self.partner_id,
                rest,
                self.date,
                self.origin,
                section=self.section_id,
                move_line_id=self.move_line_id.id,
                form=self.form,
            )
