from odoo import fields, models
from odoo.exceptions import AccessError

PAGES = {
    "board": "club_finance.page_board",
    "tree": "club_finance.page_tree",
    "assembly": "club_finance.page_assembly",
}


class ClubSection(models.Model):
    """Pages of the treasury: figures of a section with the ones below it."""

    _inherit = "club.section"

    def treasury_page(self, page="board", year=None):
        """A page for who answers for this section, or for the first one they do.

        :param page: ``board``, ``tree`` (budgets added up) or ``assembly``
        :param year: first day of an accounting year; by default the one that matters
        :return: the page as ``html``, and what else one may choose: ``sections`` and
            ``years`` as pairs of value and name
        :raises AccessError: a section that the user does not answer for
        """
        self.check_access("read")
        shown = self._treasury_sections()
        section = self[:1] or shown[:1]
        if section not in shown:
            raise AccessError(
                self.env._(
                    "Only who keeps the accounts of a section, or of one above it, "
                    "sees its figures."
                )
            )
        page = page if page in PAGES else "board"
        years = section._page_years(page)
        chosen = year if year in dict(years) else years[0][0] if years else None
        values = getattr(section, f"_page_{page}")(chosen)
        return {
            "html": self.env["ir.qweb"]._render(PAGES[page], values),
            "sections": [(place.id, place.complete_name) for place in shown],
            "section": section.id,
            "years": years,
            "year": chosen,
            "budget": section._page_budget(page, chosen),
        }

    def _treasury_sections(self):
        """Sections whose figures the user sees: all, or those of one's offices and
        below, the topmost first."""
        if self.env.su or self.env.user.has_group("club_membership.group_club_reader"):
            sections = self.search([("company_id", "=", self.env.company.id)])
        else:
            sections = self._served_by_user().filtered(
                lambda section: section.company_id == self.env.company
            )
        return sections.sorted(
            lambda section: (section.parent_path.count("/"), section.complete_name)
        )

    def _page_years(self, page):
        """Years one may choose, the one that matters first."""
        if page == "board":
            return []
        company = self.company_id
        this = company._club_year(company._club_today())[0]
        after = company._club_year_after(this)
        # sudo: which years have budgets is said to all who see one of them.
        having = {
            start
            for (start,) in self.env["club.budget"]
            .sudo()
            ._read_group(
                [
                    ("company_id", "=", company.id),
                    ("section_id", "child_of", self.id),
                ],
                ["date_from:day"],
            )
        }
        # An assembly speaks of what comes, a treasurer of what runs.
        first = after if page == "assembly" and after in having else this
        others = sorted((having | {this}) - {first}, reverse=True)
        return [
            (str(start), company._club_year_name(start)) for start in (first, *others)
        ]

    def _page_budget(self, page, year):
        """Id of the budget that is printed, for the page of an assembly."""
        if page != "assembly":
            return False
        budgets = self.env["club.budget"].search(
            [
                ("section_id", "=", self.id),
                ("date_from", "=", year),
                ("state", "!=", "replaced"),
            ]
        )
        frozen = budgets.filtered(lambda budget: budget.state == "frozen")
        return (frozen or budgets)[:1].id

    def _money(self):
        """Writes amounts of the association, in whole units unless told otherwise."""
        currency = self.company_id.currency_id
        lang = self.env["res.lang"]._lang_get(self.env.lang or "en_US")

        def money(amount, digits=0):
            # Zero has no sign, whatever the books subtracted.
            amount = round(amount, digits) + 0.0
            text = lang.format(f"%.{digits}f", amount, grouping=True)
            parts = (text, currency.symbol)
            if currency.position == "before":
                parts = parts[::-1]
            return "\N{NO-BREAK SPACE}".join(parts)

        return money

    def _page_tree(self, year):
        """Values of the page of budgets added up."""
        start = fields.Date.to_date(year)
        figures = self.env["club.budget"]._consolidated(self, start)
        company = self.company_id
        return {
            **figures,
            "section": self,
            "money": self._money(),
            "year": year,
            "months_over": company._club_months_over(start),
            "states": self._budget_states(start),
        }

    def _budget_states(self, start):
        """How many budgets of these sections are in which state, in words."""
        budgets = self.env["club.budget"]
        names = dict(budgets._fields["state"]._description_selection(self.env))
        # sudo: numbers of budgets below, whose sections the page names anyway.
        groups = budgets.sudo()._read_group(
            [
                ("section_id", "child_of", self.id),
                ("date_from", "=", start),
                ("state", "!=", "replaced"),
            ],
            ["state"],
            ["__count"],
        )
        return [(names[state], count) for state, count in groups]
