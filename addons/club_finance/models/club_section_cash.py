from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL


def default_cash_section(env):
    """The section whose cash the user keeps, where there is only one."""
    sections = env["club.section"]._cash_sections()
    return sections if len(sections) == 1 else env["club.section"]


class ClubSection(models.Model):
    """The cash box of a section: what is in it, and since when it is known."""

    _inherit = "club.section"

    has_cash_box = fields.Boolean(
        compute="_compute_has_cash_box",
        search="_search_has_cash_box",
        compute_sudo=True,
    )

    @api.depends("cash_journal_id")
    def _compute_has_cash_box(self):
        for section in self:
            section.has_cash_box = bool(section.cash_journal_id)

    @api.model
    def _search_has_cash_box(self, operator, value):
        return yes_or_no(operator, value, Domain("cash_journal_id", "!=", False))

    @api.model
    def _cash_sections(self):
        """Sections with a cash box that the current user keeps."""
        if self.env.su or self.env.user.has_group(
            "club_membership.group_club_treasurer"
        ):
            sections = self.search(self._check_company_domain(self.env.company))
        else:
            sections = self._served_by_user("treasurer").filtered(
                lambda section: section.company_id == self.env.company
            )
        return sections.filtered("has_cash_box")

    def _check_keeps_accounts(self):
        """Refuse who does not keep the accounts of these sections.

        :raises AccessError: another section's treasurer, or none
        """
        if self.env.su or self.env.user.has_group(
            "club_membership.group_club_treasurer"
        ):
            return
        if others := self - self._served_by_user("treasurer"):
            raise AccessError(
                self.env._(
                    "You are not treasurer of %s: its own treasurer or the "
                    "association's does this.",
                    # sudo: the name of the section asked for, no more.
                    others[:1].sudo().name,
                )
            )

    def _cash_journal(self):
        """The cash journal of this section.

        :raises UserError: it has no cash box
        """
        self.ensure_one()
        # sudo: a section's treasurer does not read journals; this is their own box.
        journal = self.sudo().cash_journal_id
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no cash box yet: ask the association's treasurer to open "
                    "one on the page of the section.",
                    self.name,
                )
            )
        return journal

    def _cash_balance(self, day=None):
        """What is in the cash box by the books, 0 without a box.

        :param day: at the end of which day; by default whatever is booked
        :return: in the company's currency
        """
        self.ensure_one()
        # sudo: the balance of one box, for who may see a record that asks for it.
        journal = self.sudo().cash_journal_id
        if not journal:
            return 0.0
        domain = [
            ("account_id", "=", journal.default_account_id.id),
            ("company_id", "=", journal.company_id.id),
            ("parent_state", "=", "posted"),
        ]
        if day:
            domain.append(("date", "<=", day))
        # sudo: as above.
        lines = self.env["account.move.line"].sudo()
        [[balance]] = lines._read_group(domain, [], ["balance:sum"])
        return journal.company_id.currency_id.round(balance or 0.0)

    def _lock_cash_box(self):
        """Let one movement at a time change what is in the box.

        Who waited here sees a row changed since it began: PostgreSQL refuses, Odoo
        tries again, and reads the box as it is.
        """
        journal = self._cash_journal()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE account_journal SET sequence = sequence WHERE id = %s",
                journal.id,
            ),
            log_exceptions=False,
        )
        return journal

    def action_open_cash_box(self):
        """Give these sections a cash box of their own, once.

        :raises AccessError: somebody who is not the association's treasurer
        """
        self.check_access("read")
        if not self.env.user.has_group("club_membership.group_club_treasurer"):
            raise AccessError(
                self.env._("The association's treasurer opens cash boxes.")
            )
        for section in self.filtered(lambda section: not section.has_cash_box):
            books = section.company_id._club_speaking()
            # sudo: sections are the secretary's, journals the accounting adviser's; a
            # cash box is the treasurer's to open.
            section.sudo().cash_journal_id = (
                self.env["account.journal"]
                .with_env(books.env)
                .sudo()
                .create(
                    {
                        "name": books.env._("Cash of %s", section.name),
                        "type": "cash",
                        "company_id": section.company_id.id,
                    }
                )
            )
