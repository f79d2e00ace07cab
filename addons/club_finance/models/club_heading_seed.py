from odoo import api, models

INCOME_TYPES = ("income", "income_other")
EXPENSE_TYPES = ("expense", "expense_direct_cost", "expense_depreciation")
# Accounts of exchange and cash differences, which no treasurer plans.
UNPLANNED = (
    "income_currency_exchange_account_id",
    "expense_currency_exchange_account_id",
    "default_cash_difference_income_account_id",
    "default_cash_difference_expense_account_id",
    "account_journal_early_pay_discount_loss_account_id",
    "account_journal_early_pay_discount_gain_account_id",
)


class ResCompany(models.Model):
    """Headings that an association starts with."""

    _inherit = "res.company"

    def _club_seed_headings(self):
        """Propose headings to associations: the usual ones on the French accounts of
        associations where those are there, otherwise one per account of income and
        spending, by its name. What is there already stays as it is.

        :return: the new headings
        """
        made = self.env["club.heading"]
        # The accounting template's reference names the French accounts.
        for company in self.filtered("chart_template"):
            books = company._club_speaking()
            found = books._club_french_headings() or books._club_plain_headings()
            made |= made.create(books._club_missing_headings(found))
        return made

    def _club_missing_headings(self, found):
        """Those of these values that clash with no heading, archived ones included."""
        headings = self.env["club.heading"].with_context(active_test=False)
        known = headings.search([("company_id", "=", self.id)])
        accounts, codes = set(known.account_id.ids), set(known.mapped("code"))
        return [
            {**values, "company_id": self.id, "sequence": 10 * number}
            for number, values in enumerate(found, start=1)
            if values["account_id"] not in accounts
            and (not values.get("code") or values["code"] not in codes)
        ]

    def _club_french_headings(self):
        charts = self.env["account.chart.template"].with_company(self)
        if "fr" not in charts._get_parent_template(self.chart_template):
            return []
        result = []
        for code, name, kind, accounts, claimable in self._club_usual_headings():
            account = next(
                filter(
                    None,
                    (
                        charts.ref(f"pcg_{number}", raise_if_not_found=False)
                        for number in accounts
                    ),
                ),
                None,
            )
            if account:
                result.append(
                    {
                        "code": code,
                        "name": name,
                        "kind": kind,
                        "account_id": account.id,
                        "claimable": claimable,
                    }
                )
        return result

    @api.model
    def _club_usual_headings(self):
        """Code, name, kind, French accounts by preference, and whether volunteers
        claim it."""
        env = self.env
        income, expense = "income", "expense"
        return [
            ("COT", env._("Membership dues"), income, ("7561", "756"), False),
            ("DON", env._("Donations"), income, ("7541", "7582"), False),
            ("SUB", env._("Grants"), income, ("741",), False),
            ("ACT", env._("Meetings and training"), income, ("706",), False),
            ("VTE", env._("Sales"), income, ("707_account", "707"), False),
            ("PAR", env._("Sponsors and partners"), income, ("7088",), False),
            ("PRF", env._("Interest"), income, ("768", "764"), False),
            ("AUT", env._("Other income"), income, ("758",), False),
            ("DEP", env._("Travel"), expense, ("6251",), True),
            ("REC", env._("Meals and receptions"), expense, ("6257",), True),
            ("HEB", env._("Lodging"), expense, ("6256",), True),
            ("FOU", env._("Supplies"), expense, ("6064",), True),
            ("MAT", env._("Small equipment"), expense, ("6063",), True),
            ("POS", env._("Post and telephone"), expense, ("626",), True),
            ("IMP", env._("Printing"), expense, ("6236",), True),
            ("COM", env._("Communication"), expense, ("6231",), False),
            ("LOC", env._("Rooms and rents"), expense, ("6132",), True),
            ("ASS", env._("Insurance"), expense, ("6161", "616"), False),
            ("HON", env._("Fees"), expense, ("6226",), False),
            ("PRE", env._("Services bought"), expense, ("611",), False),
            ("INF", env._("Software and hosting"), expense, ("6518", "6156"), False),
            ("BQ", env._("Bank charges"), expense, ("6278", "627"), False),
            ("ADH", env._("Dues paid to others"), expense, ("6281",), False),
            ("SAL", env._("Salaries"), expense, ("6411",), False),
            ("SOC", env._("Social contributions"), expense, ("6451",), False),
            ("DIV", env._("Other spending"), expense, ("658",), True),
        ]

    def _club_plain_headings(self):
        accounts = self.env["account.account"].with_company(self)
        unplanned = self.env["account.account"].union(
            *(self[name] for name in UNPLANNED if name in self._fields)
        )
        found = accounts.search(
            [
                *accounts._check_company_domain(self),
                ("account_type", "in", INCOME_TYPES + EXPENSE_TYPES),
                ("id", "not in", unplanned.ids),
            ],
            order="code",
        )
        return [
            {
                "name": account.name,
                "kind": "income" if account.account_type in INCOME_TYPES else "expense",
                "account_id": account.id,
            }
            for account in found
        ]


class ClubHeading(models.Model):
    """The button of the list of headings."""

    _inherit = "club.heading"

    @api.model
    def action_seed(self, *_ids):
        """Propose the usual headings to the current association, beside its own.

        :raises AccessError: not the association's treasurer
        """
        self.check_access("create")
        made = self.env.company._club_seed_headings()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "%s headings were added; those you had are as they were.", len(made)
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
