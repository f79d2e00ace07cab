from odoo import models
from odoo.tools import format_date


class ClubMandate(models.Model):
    """What the payer is told: that a mandate began, and that one stopped."""

    _inherit = "club.mandate"

    def _told_signed(self):
        """Write to the payer that a mandate of theirs began: who did not sign it, and
        reads this, can still say so."""
        self.ensure_one()
        speaking = self._in_words_of_payer()
        self._write_to_payer(
            speaking.env._("Your direct debit mandate for %s", self.company_id.name),
            [
                speaking.env._(
                    "%(association)s may now debit what %(payer)s owes from the "
                    "account %(iban)s of %(holder)s.",
                    association=self.company_id.name,
                    payer=self.partner_id.name,
                    iban=self.iban_masked,
                    holder=self.holder,
                ),
                speaking.env._(
                    "Mandate reference: %(reference)s. Creditor identifier: "
                    "%(creditor)s. Signed on %(day)s.",
                    reference=self.reference,
                    creditor=self.company_id.sepa_creditor_identifier,
                    day=format_date(speaking.env, self.signed_on),
                ),
                speaking.env._(
                    "You are told before each debit. You did not sign this? Answer "
                    "this message: nothing will be debited."
                ),
            ],
        )

    def _in_words_of_payer(self):
        return self.with_context(lang=self.partner_id.lang or self.env.lang)

    def _write_to_payer(self, subject, sentences):
        """Queue one mail, if the payer can be written to.

        :param sentences: one paragraph each, in the payer's language
        :return: the mail, or none
        """
        payer = self.partner_id
        mails = self.env["mail.mail"]
        if not payer.email_normalized or payer.club_deceased_on:
            return mails
        mail = self.env["club.portal.mail"]._compose(
            "club_finance.mail_of_mandate",
            {
                "sentences": sentences,
                "payer": payer,
                "url": f"{self.get_base_url()}/my/mandate",
            },
            subject,
            self.company_id,
            payer.email_formatted,
        )
        self.message_post(body=subject)
        return mail
