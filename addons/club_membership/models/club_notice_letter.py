from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# One PDF a button: wkhtmltopdf holds the whole document in memory.
LETTERS_AT_ONCE = 500
REPORT = "club_membership.action_report_notice_letter"


class ClubNotice(models.Model):
    """Letters with a payment coupon, for those whom no e-mail reaches."""

    _inherit = "club.notice"

    def _to_print_domain(self):
        return Domain("state", "in", ("to_print", "bounced"))

    def action_print_letters(self):
        """Print these notices as letters, sorted as the post office likes them.

        Whatever their state: printing again what was printed or sent is allowed.
        """
        letters = self._checked_for_sending()._next_letters()
        report = self.env.ref(REPORT)
        report._club_check_pdf(letters, "club_membership.action_letters_as_page")
        letters._mark_printed()
        return report.report_action(letters, config=False)

    def action_letters_as_page(self):
        """The same letters in the browser, where PDF cannot be made."""
        letters = self._checked_for_sending()._next_letters()
        letters._mark_printed()
        return self.env.ref(REPORT)._club_as_page(letters)

    def _next_letters(self):
        owing = self.filtered(
            lambda n: n.amount_due > 0 and not n.payer_id.club_deceased_on
        )
        settled = (self - owing).filtered_domain(self._to_print_domain())
        # sudo: nobody may write notices but through these actions (checked there).
        settled.sudo().write({"state": "dropped"})
        if not owing:
            raise UserError(
                self.env._("Nothing is owed any more on these notices: no letter.")
            )
        return owing.sorted(lambda n: (n.payer_id._club_post_order(), n.id))[
            :LETTERS_AT_ONCE
        ]

    def _mark_printed(self):
        today = fields.Date.context_today(self)
        # sudo: nobody may write notices but through these actions (checked there).
        letters = self.sudo()
        waiting = letters.filtered_domain(self._to_print_domain())
        waiting.write({"state": "printed", "channel": "letter"})
        letters.write({"printed_on": today})

    def _letter_address(self):
        """Lines of the address, as they show in the window of the envelope."""
        self.ensure_one()
        return self.payer_id._club_letter_address(self.company_id)
