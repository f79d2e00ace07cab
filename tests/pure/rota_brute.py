"""The best plan of a tiny problem, by trying every one."""

from rota.levels import levels_of
from rota_cases import all_duties, fits


def choices(case):
    """Return the duties that a plan may have or not."""
    free = (duty for duty in all_duties(case) if case.allows(duty))
    return [duty for duty in free if duty not in case.forced]


def every_plan(case):
    """Yield each plan that keeps the hard rules; about 2 to the number of choices."""
    plans = [frozenset(case.forced)]
    for duty in choices(case):
        plans += [plan | {duty} for plan in plans if fits(case, plan, duty)]
    return plans


def best_levels(case):
    """Return the smallest levels, compared in order, that any plan reaches."""
    return min(levels_of(case, plan) for plan in every_plan(case))


def tiny(problems, most=9):
    """Yield those of these problems that have at most this many choices, not none."""
    for case in problems:
        if 0 < len(choices(case)) <= most:
            yield case
