from odoo import fields, models
from odoo.exceptions import RedirectWarning, UserError
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
        # sudo: whether PDF works here is no secret of the settings.
        state = report.sudo().get_wkhtmltopdf_state()
        if state in ("install", "broken"):
            raise RedirectWarning(
                self.env._(
                    "The server cannot make PDF files: wkhtmltopdf is missing there. "
                    "Ask for it to be installed (apt install wkhtmltopdf), or open "
                    "the letters as a web page and print that page."
                ),
                self.env.ref("club_membership.action_letters_as_page").id,
                self.env._("Open as a web page"),
                {"active_model": self._name, "active_ids": letters.ids},
            )
        letters._mark_printed()
        return report.report_action(letters, config=False)

    def action_letters_as_page(self):
        """The same letters in the browser, where PDF cannot be made."""
        letters = self._checked_for_sending()._next_letters()
        letters._mark_printed()
        ids = ",".join(map(str, letters.ids))
        name = self.env.ref(REPORT).report_name
        return {
            "type": "ir.actions.act_url",
            "url": f"/report/html/{name}/{ids}",
            "target": "new",
        }

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
        return owing.sorted(
            lambda n: (
                n.payer_id.country_id.code or "",
                n.payer_id.zip or "",
                n.payer_id.name or "",
                n.id,
            )
        )[:LETTERS_AT_ONCE]

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
        payer = self.payer_id
        name = payer.name or ""
        if payer.parent_id and not payer.is_company:
            name = f"{payer.parent_id.name}\n{name}"
        # Who has no country lives where the association does.
        country = payer.country_id or self.company_id.country_id
        default_format, values = payer._prepare_display_address(without_company=True)
        address = (country.address_format or default_format) % values
        lines = [*name.splitlines(), *address.splitlines()]
        if country == self.company_id.country_id:
            # Inland letters carry no country.
            lines = [line for line in lines if line.strip() != country.name]
        return [line.strip() for line in lines if line.strip()]
