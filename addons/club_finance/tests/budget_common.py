"""A small association with entries of three years: what tests of budgets start from."""

from .common import FinanceCommon, day


class BudgetCommon(FinanceCommon):
    """Brittany travelled in 2024, 2025 and 2026; the root received grants."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.rooms_account = cls.expense.copy({"name": "Rooms"})
        cls.rooms = cls._heading("Rooms", "expense", cls.rooms_account)

    @classmethod
    def _spend(cls, amount, on, section=None, account=None):
        """Spending of a section, out of its money."""
        return cls._entry(section or cls.brittany, account or cls.expense, amount, on)

    @classmethod
    def _receive(cls, amount, on, section=None, account=None):
        return cls._entry(section or cls.brittany, account or cls.income, -amount, on)

    @classmethod
    def _entry(cls, section, account, balance, on):
        cash = (section.bank_journal_id or cls.bank).default_account_id
        return cls.env["account.move"]._club_book(
            cls.company._club_misc_journal(),
            day(on),
            "Entry",
            [
                {"account": account, "balance": balance, "section": section},
                {"account": cash, "balance": -balance},
            ],
        )

    @classmethod
    def _open(cls, on="2027-06-30"):
        """Open the year of this day; the budgets, by section."""
        opened = cls.company._club_open_budgets(day(on))
        return {budget.section_id: budget for budget in opened}

    @classmethod
    def _plan(cls, budget, **amounts):
        """Plan amounts by name of heading, in lower case."""
        for line in budget.line_ids:
            line.asked = amounts.get(line.heading_id.name.lower(), line.asked)
        return budget

    @classmethod
    def _freeze(cls, budgets):
        budgets.action_propose()
        budgets.action_approve()
        budgets.action_freeze()
        return budgets

    def _line(self, budget, heading):
        return budget.line_ids.filtered(lambda line: line.heading_id == heading)
