from odoo import models
from odoo.tools import format_amount, format_date

# Reasons that the payer, and not a mistake of ours or the bank's, answers for.
BY_PAYER = {
    "AC01", "AC04", "AC06", "AC13", "AG01", "AM04", "MD01", "MD06", "MD07", "MS02",
    "MS03", "SL01",
}  # fmt: skip
# The next debit would come back for the same reason.
FINAL = {"AC01", "AC04", "AC06", "AC13", "AG01", "MD01", "MD07", "SL01"}


class ClubDebitReturnLine(models.Model):
    """What follows for the payer: a fee, the mandate suspended, a word about it."""

    _inherit = "club.debit.return.line"

    def _follow_up(self):
        if self.whole or self.code not in BY_PAYER:
            return
        self._call_fee()
        self._count_on_mandate()
        self._tell_payer()

    def _call_fee(self):
        """Call the fee with the dues that the debit was for, once per return."""
        fee = self.company_id.club_return_fee
        due = self.debit_line_id.due_ids[:1]
        if not fee or not due or self.code == "MD07":
            return
        amount = self.currency_id._club_decimal(fee)
        made = due.membership_id._charge_now(
            self.env._("Fee of a returned debit"),
            [["other", 1, str(amount), f"return:{self.debit_line_id.id}"]],
            due.term_id,
        )
        self.fee_due_id = made[:1]

    def _count_on_mandate(self):
        """Suspend the mandate at its limit, or at once where no debit can succeed."""
        mandate = self.debit_line_id.mandate_id.club_mandate_ids
        if mandate.state != "active":
            return
        mandate.return_count += 1
        limit = self.company_id.club_return_limit
        if self.code in FINAL or (limit and mandate.return_count >= limit):
            speaking = mandate._in_words_of_payer()
            mandate._suspend(self.with_env(speaking.env)._reason())
            self.mandate_suspended = True

    def _tell_payer(self):
        """One mail to the payer: what came back, why, and what to do."""
        payer, company = self.payer_id, self.company_id
        if not payer.email_normalized or payer.club_deceased_on or self.told_on:
            return
        speaking = self.with_context(lang=payer.lang or self.env.lang)
        mail = (
            self.env["club.portal.mail"]
            .with_env(speaking.env)
            ._compose(
                "club_finance.mail_of_mandate",
                {
                    "sentences": speaking._told_sentences(),
                    "payer": payer,
                    "url": f"{company.get_base_url()}/my/dues",
                    "button": speaking.env._("See what is to pay"),
                },
                speaking.env._("Your bank returned our debit"),
                company,
                payer.email_formatted,
            )
        )
        if mail:
            self.told_on = company._club_today()

    def _told_sentences(self):
        debit, currency = self.debit_line_id, self.currency_id
        sentences = [
            self.env._(
                "Your bank returned the debit of %(amount)s of %(day)s. Its reason: "
                "%(why)s.",
                amount=format_amount(self.env, debit.amount, currency),
                day=format_date(self.env, debit.collection_date),
                why=self._reason(),
            ),
            self.env._(
                "What it paid is owed again. Please pay it by card, transfer or cheque."
            ),
        ]
        if self.fee_due_id:
            sentences.append(
                self.env._(
                    "A fee of %s for the returned debit is added.",
                    format_amount(self.env, self.fee_due_id.called_amount, currency),
                )
            )
        if self.mandate_suspended:
            sentences.append(
                self.env._(
                    "Your mandate %s is suspended: nothing is debited until you give "
                    "another account in your space, or the treasurer resumes it.",
                    debit.mandate_reference,
                )
            )
        return sentences
