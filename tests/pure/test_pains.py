import pytest
from figures.pains import Report, Totals, hours_per_year, may_tell, totals

LOSSES = [
    # frequency, people, minutes, hours per year
    ("yearly", 1, 60, 1),
    ("monthly", 2, 30, 12),
    ("weekly", 1, 60, 46),
    ("daily", 3, 10, 110),
    ("often", 1, 1, 11),
    ("daily", 1, 0, 0),
    ("yearly", 1, 0.5, 0.5 / 60),
]
# members, of whom are hidden, whether sums are shown
TOLD = [
    (0, 0, False),
    (1, 0, True),
    (1, 1, False),
    (2, 1, False),
    (3, 1, True),
    (3, 3, True),
]


@pytest.mark.parametrize(("frequency", "people", "minutes", "hours"), LOSSES)
def test_hours_are_times_by_people_by_minutes(frequency, people, minutes, hours):
    assert hours_per_year(frequency, people, minutes) == pytest.approx(hours)


@pytest.mark.parametrize(("people", "minutes"), [(-1, 5), (1, -5)])
def test_nobody_loses_less_than_nothing(people, minutes):
    with pytest.raises(ValueError, match="not negative"):
        hours_per_year("daily", people, minutes)


def test_how_often_is_one_of_five():
    with pytest.raises(KeyError):
        hours_per_year("hourly", 1, 1)


@pytest.mark.parametrize(("members", "hidden", "told"), TOLD)
def test_sums_with_a_hidden_member_are_shown_from_three_on(members, hidden, told):
    assert may_tell(members, hidden) is told


def test_the_median_is_the_one_in_the_middle_or_between_two():
    three = [Report(hours, 10, True) for hours in (1, 100, 2)]
    assert totals(three) == Totals(103, 2, 30)
    assert totals(three[:2]) == Totals(101, 50.5, 20)


def test_two_with_a_hidden_one_tell_no_figure():
    assert totals([Report(1, 0, True), Report(2, 0, False)]) is None
    assert totals([]) is None
