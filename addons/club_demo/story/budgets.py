"""Budgets of the sections, this year's and the next."""

from .association import REGION_WITH_BANK


def tell(story):
    """This year's budgets are frozen, next year's are being written."""
    company = story.company
    this_year = company._club_open_budgets(story.today)
    this_year.action_copy_estimates()
    for budget in this_year - this_year.filtered(
        lambda budget: budget.section_id == story.sections["NAT"]
    ):
        budget.line_ids.filtered(lambda line: line.heading_id.kind == "income")[
            :1
        ].asked = 600.0
        budget.line_ids.filtered(lambda line: line.heading_id.kind == "expense")[
            :4
        ].asked = 280.0
    treasurer = this_year.with_user(story.treasurer)
    treasurer.action_propose()
    treasurer.action_approve()
    treasurer.action_freeze()
    next_year = company._club_open_budgets(company._club_year_after(story.today))
    next_year.action_copy_estimates()
    mine = next_year.filtered(
        lambda budget: budget.section_id == story.sections[REGION_WITH_BANK]
    )
    mine.line_ids.filtered(lambda line: line.heading_id.kind == "expense")[
        :3
    ].asked = 320.0
