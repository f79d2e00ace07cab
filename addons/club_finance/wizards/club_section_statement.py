from collections import defaultdict

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.tools import format_date


class ClubSectionStatement(models.TransientModel):
    """The accounts of one section on one page, for people who keep no accounts."""

    _name = "club.section.statement"
    _description = "Accounts of a Section"
    _inherit = ["club.dialog"]
    _rec_name = "section_id"

    section_id = fields.Many2one(
        "club.section",
        required=True,
        ondelete="cascade",
        default=lambda s: s.env["club.section"]._default_for_user(),
    )
    below = fields.Boolean(string="With the sections below")
    day = fields.Date(
        required=True, default=lambda s: s.env.company._club_today(), readonly=True
    )
    company_id = fields.Many2one(related="section_id.company_id")
    currency_id = fields.Many2one(related="section_id.company_id.currency_id")
    date_from = fields.Date(
        string="Date from", compute="_compute_dates", compute_sudo=True
    )
    date_to = fields.Date(string="Date to", compute="_compute_dates", compute_sudo=True)
    income = fields.Monetary(compute="_compute_accounts")
    spending = fields.Monetary(compute="_compute_accounts")
    result = fields.Monetary(
        string="Left of the year",
        compute="_compute_accounts",
        help="Income less spending.",
    )
    left_before = fields.Monetary(
        string="Left of earlier years", compute="_compute_accounts"
    )
    by_heading = fields.Html(compute="_compute_accounts", sanitize=False)
    by_month = fields.Html(compute="_compute_accounts", sanitize=False)

    @api.depends("section_id", "day")
    def _compute_dates(self):
        for page in self:
            company = page.section_id.company_id or self.env.company
            year = company.compute_fiscalyear_dates(page.day or company._club_today())
            page.date_from, page.date_to = year["date_from"], year["date_to"]

    def _domain(self):
        """Of the entries of these sections, whatever the year."""
        self.ensure_one()
        operator = "child_of" if self.below else "in"
        # _origin: in a form that is being filled in, the section is a draft copy.
        return [("section_id", operator, self.section_id._origin.ids)]

    @api.depends("section_id", "below", "day")
    def _compute_accounts(self):
        for page in self:
            now = page._totals(page.date_from, page.date_to)
            before = page._totals(
                page.date_from - relativedelta(years=1),
                page.date_from - relativedelta(days=1),
            )
            totals = defaultdict(float)
            for (kind, _heading), amount in now["heading"].items():
                totals[kind] += amount
            page.income, page.spending = totals["income"], totals["expense"]
            page.result = page.income + page.spending
            page.left_before = page._left_before()
            page.by_heading = page._render_headings(now, before)
            page.by_month = page._render_months(now)

    def _totals(self, date_from, date_to):
        """{"heading": {(kind, heading): amount}, "month": {(month, kind): amount}}."""
        totals = {"heading": defaultdict(float), "month": defaultdict(float)}
        for kind, heading, month, amount in self.env["club.section.entry"]._read_group(
            [*self._domain(), ("date", ">=", date_from), ("date", "<=", date_to)],
            ["kind", "heading_id", "date:month"],
            ["amount:sum"],
        ):
            totals["heading"][kind, heading] += amount
            totals["month"][month, kind] += amount
        return totals

    def _left_before(self):
        rows = self.env["club.section.entry"]._read_group(
            [*self._domain(), ("date", "<", self.date_from)], [], ["amount:sum"]
        )
        return rows[0][0] or 0.0

    def _render_headings(self, now, before):
        """Income, then spending, by heading: this year and the one before."""
        money = self.currency_id.format
        groups = []
        for kind, title in (
            ("income", self.env._("Income")),
            ("expense", self.env._("Spending")),
        ):
            keys = set(now["heading"]) | set(before["heading"])
            rows = sorted(
                (
                    (
                        heading.name or self.env._("Without a heading"),
                        now["heading"].get((kind, heading), 0.0),
                        before["heading"].get((kind, heading), 0.0),
                    )
                    for key_kind, heading in keys
                    if key_kind == kind
                ),
                key=lambda row: (-abs(row[1]), row[0]),
            )
            groups.append(
                {
                    "title": title,
                    "rows": [
                        {"name": name, "now": money(this), "before": money(last)}
                        for name, this, last in rows
                    ],
                    "now": money(sum(row[1] for row in rows)),
                    "before": money(sum(row[2] for row in rows)),
                }
            )
        return self.env["ir.qweb"]._render(
            "club_finance.section_statement_headings",
            {
                "groups": groups,
                "year": self._year(self.date_from, self.date_to),
                "last_year": self._year(
                    self.date_from - relativedelta(years=1),
                    self.date_from - relativedelta(days=1),
                ),
            },
        )

    @api.model
    def _year(self, date_from, date_to):
        if date_from.year == date_to.year:
            return str(date_from.year)
        return f"{date_from.year}–{date_to.year}"

    def _render_months(self, totals):
        """Month by month, with what was left at the end of each."""
        money, left, rows = self.currency_id.format, self.left_before, []
        for month in sorted({month for month, _kind in totals["month"]}):
            income = totals["month"].get((month, "income"), 0.0)
            spending = totals["month"].get((month, "expense"), 0.0)
            left += income + spending
            rows.append(
                {
                    "name": format_date(self.env, month, date_format="MMM y"),
                    "income": money(income),
                    "spending": money(spending),
                    "left": money(left),
                }
            )
        return self.env["ir.qweb"]._render(
            "club_finance.section_statement_months", {"rows": rows}
        )

    def action_open(self):
        """The accounts of the user's own section, this year."""
        return self.create({})._show()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Accounts of my section"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

    def action_year_before(self):
        """The same page of the year before."""
        return self._turn(-1)

    def action_year_after(self):
        """The same page of the year after."""
        return self._turn(1)

    def _turn(self, years):
        self.ensure_one()
        self.day = self.day + relativedelta(years=years)
        return self._show()

    def action_view_entries(self):
        """Every line behind the figures."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_section_entry_action"
            ),
            "domain": [
                *self._domain(),
                ("date", ">=", self.date_from),
                ("date", "<=", self.date_to),
            ],
            "context": {"search_default_by_heading": 1},
        }
