"""Years and clubs that the tests of planning start from."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from planning.holidays import french_holidays
from planning.problem import Cycle, Problem, Year

BREAKS_2026 = (
    ("Christmas", date(2026, 1, 1), date(2026, 1, 4)),
    ("Winter", date(2026, 2, 7), date(2026, 3, 8)),
    ("Spring", date(2026, 4, 4), date(2026, 5, 3)),
    ("Summer", date(2026, 7, 4), date(2026, 8, 31)),
    ("Autumn", date(2026, 10, 17), date(2026, 11, 1)),
    ("Christmas", date(2026, 12, 19), date(2026, 12, 31)),
)


def each_day(first, last):
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]


def french_year(first=date(2026, 1, 1), last=date(2026, 12, 31), **vals):
    breaks = {
        day: name for name, begin, end in BREAKS_2026 for day in each_day(begin, end)
    }
    return Year(first, last, french_holidays(first, last), **{"breaks": breaks, **vals})


def big_club(seed=2026, bodies=19, count=4, people=1300):
    """Bodies that share people, as the sixteen commissions and three circles do."""
    draw = Random(seed)
    everyone = range(people)
    return tuple(
        Cycle(key, frozenset(draw.sample(everyone, draw.randint(20, 200))), count)
        for key in range(bodies)
    )


def problem(*cycles, year=None, **vals):
    return Problem(year or french_year(), cycles, **vals)


def days(plan, cycle=1):
    return [each.day for each in plan.meetings if each.cycle == cycle]


def gaps(plan, cycle):
    return [(after - before).days for before, after in pairwise(days(plan, cycle))]
