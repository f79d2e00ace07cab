"""Two shares compared: the published examples, and what is said of a change."""

import pytest
from satisfaction.change import Share, change
from tally.figures import wilson_lower

# R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
PUBLISHED = [
    ((56, 70), (48, 80), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (-0.1611, 0.2775)),
    ((10, 10), (0, 10), (0.6075, 1.0)),
]


def share(happy, count):
    return Share(
        happy / count,
        wilson_lower(happy, count),
        1 - wilson_lower(count - happy, count),
    )


def moved(now, before):
    return change(share(*now), share(*before))


@pytest.mark.parametrize(("now", "before", "ends"), PUBLISHED)
def test_interval_of_a_change_is_the_published_one(now, before, ends):
    found = moved(now, before)
    assert (round(found.lower, 4), round(found.upper, 4)) == pytest.approx(
        ends, abs=1e-4
    )


def test_small_samples_tell_no_change():
    assert moved((4, 6), (3, 6)).word == "noise"
    assert moved((3, 6), (4, 6)).word == "noise"


def test_large_samples_tell_a_change_of_the_same_size():
    assert moved((400, 600), (300, 600)).word == "better"
    assert moved((300, 600), (400, 600)).word == "worse"


def test_same_answers_are_no_change():
    found = moved((30, 60), (30, 60))
    assert (found.value, found.word) == (0, "noise")


def test_exchanging_the_years_turns_the_change_round():
    there, back = moved((9, 12), (5, 20)), moved((5, 20), (9, 12))
    assert (back.lower, back.upper) == pytest.approx((-there.upper, -there.lower))
