from odoo import api, fields, models
from odoo.exceptions import UserError

REPORT = "club_finance.action_report_debit_letter"
# One PDF a click: wkhtmltopdf holds the whole document in memory.
LETTERS_AT_ONCE = 500


class ClubDebit(models.Model):
    """Payers without an e-mail address are told by letter, before any file is made."""

    _inherit = "club.debit"

    letter_count = fields.Integer(
        string="Letters to print", compute="_compute_letter_count"
    )

    @api.depends("line_ids.letter_to_print")
    def _compute_letter_count(self):
        counts = dict(
            self.env["club.debit.line"]._read_group(
                [("debit_id", "in", self.ids), ("letter_to_print", "=", True)],
                ["debit_id"],
                ["__count"],
            )
        )
        for debit in self:
            debit.letter_count = counts.get(debit, 0)

    def action_print_letters(self):
        """Print the letters that wait, at most 500 at a time.

        :raises UserError: none waits
        """
        return self._letters_to_print().action_print_letters()

    def _letters_to_print(self):
        self.ensure_one()
        letters = self.line_ids.filtered("letter_to_print")
        if not letters:
            raise UserError(
                self.env._(
                    "No letter of %s waits: choose payers in its list to print "
                    "theirs again.",
                    self.name,
                )
            )
        return letters

    def _check_letters_printed(self):
        if self.letter_count:
            raise UserError(
                self.env._(
                    "%(debit)s: %(count)s to tell by letter, having no e-mail "
                    "address. Print the letters and post them, then make the files.",
                    count=self.letter_count,
                    debit=self.name,
                )
            )


class ClubDebitLine(models.Model):
    _inherit = "club.debit.line"

    by_letter = fields.Boolean(
        string="Told by letter",
        readonly=True,
        copy=False,
        help="The payer had no e-mail address when the debit was announced.",
    )
    letter_to_print = fields.Boolean(
        string="Letter to print", readonly=True, copy=False
    )

    def action_print_letters(self):
        """Print the letters of these payers, sorted as the post office likes them.

        Whether or not they were printed before: printers jam.

        :raises UserError: they were told by e-mail, or are not told yet
        :raises RedirectWarning: no PDF can be made here
        """
        letters = self._letters()
        report = self.env.ref(REPORT)
        report._club_check_pdf(letters, "club_finance.action_debit_letters_as_page")
        letters._mark_printed()
        return report.report_action(letters, config=False)

    def action_letters_as_page(self):
        """The same letters in the browser, where PDF cannot be made."""
        letters = self._letters()
        letters._mark_printed()
        return self.env.ref(REPORT)._club_as_page(letters)

    def _letters(self):
        self.debit_id.check_access("write")
        letters = self.filtered(lambda line: line.by_letter and line.announced_on)
        if not letters:
            raise UserError(
                self.env._("None of these payers is told by letter: none is printed.")
            )
        return letters.sorted(lambda line: (line.payer_id._club_post_order(), line.id))[
            :LETTERS_AT_ONCE
        ]

    def _mark_printed(self):
        # sudo: lines are written by the steps of their debit; the right was checked.
        self.sudo().letter_to_print = False

    def _announce_by_letter(self):
        if not self:
            return
        # sudo: as for e-mails.
        self.sudo().write(
            {
                "state": "announced",
                "announced_on": self.company_id[:1]._club_today(),
                "by_letter": True,
                "letter_to_print": True,
            }
        )

    def _letter_values(self):
        """One letter, in its payer's language."""
        self.ensure_one()
        lang = self._lang()
        line = self.with_context(lang=lang)
        company = line.company_id
        gone = bool(line.retracted_on)
        return {
            "lang": lang,
            "line": line,
            "company": company,
            "today": company._club_today(),
            "address": line.payer_id._club_letter_address(company),
            "gone": line._not_debited_sentences() if gone else [],
            "signatory": company._club_signatory(),
        }
