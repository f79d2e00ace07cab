from odoo import fields, models
from odoo.tools import format_amount, format_date

CHUNK_SIZE = 100


class ClubDebit(models.Model):
    """Who was told of a debit is told when it does not come."""

    _inherit = "club.debit"

    def _chunk_retract(self):
        lines = self._lines_to_tell(CHUNK_SIZE)
        lines._tell_not_debited()
        return len(lines)

    def _lines_to_tell(self, limit=None):
        return self.env["club.debit.line"].search(
            [
                ("debit_id", "in", self.ids),
                ("state", "=", "cancelled"),
                ("announced_on", "!=", False),
                ("retracted_on", "=", False),
            ],
            order="id",
            limit=limit,
        )

    def _run_count_remaining(self):
        if self.job == "retract":
            return len(self._lines_to_tell())
        return super()._run_count_remaining()


class ClubDebitLine(models.Model):
    _inherit = "club.debit.line"

    retracted_on = fields.Date(
        readonly=True,
        copy=False,
        string="Told that it does not come on",
        help="The payer had been told of the debit.",
    )

    def _tell_not_debited(self):
        """One e-mail to each payer: the announced debit does not come."""
        # sudo: as for the announcement, mails are written for the association.
        for line in self.sudo():
            line.retracted_on = line.company_id._club_today()
            payer = line.payer_id
            if payer.club_deceased_on:
                line.letter_to_print = False
            elif line.by_letter:
                # A letter that was not printed yet has told nobody anything.
                line.letter_to_print = not line.letter_to_print
            elif payer.email_normalized:
                line.with_context(lang=line._lang())._mail_not_debited()
        if self:
            # sudo: core's mail queue is an administrator's job.
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _mail_not_debited(self):
        company, payer = self.company_id, self.payer_id
        self.env["club.portal.mail"]._compose(
            "club_finance.mail_of_mandate",
            {
                "sentences": self._not_debited_sentences(),
                "payer": payer,
                "url": f"{company.get_base_url()}/my/dues",
                "button": self.env._("See what is to pay"),
            },
            self.env._("The announced debit does not come"),
            company,
            payer.email_formatted,
        )

    def _not_debited_sentences(self):
        sentences = [
            self.env._(
                "The debit of %(amount)s that we announced for %(day)s does not come: "
                "nothing is taken from your account on that day.",
                amount=format_amount(self.env, self.amount, self.currency_id),
                day=format_date(self.env, self.collection_date),
            )
        ]
        if any(due.residual > 0 for due in self.due_ids):
            sentences.append(
                self.env._(
                    "What you owe stays to be paid: by card, transfer or cheque, or by "
                    "another debit, which we would announce again."
                )
            )
        return sentences

    def action_leave_out(self):
        told = self.filtered(lambda line: line.state == "announced")
        result = super().action_leave_out()
        told._tell_not_debited()
        return result
