"""French public holidays, by their rule (Code du travail, L3133-1 and L3134-13)."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

FIXED = {
    (1, 1): "new_year",
    (5, 1): "labour",
    (5, 8): "victory",
    (7, 14): "national",
    (8, 15): "assumption",
    (11, 1): "all_saints",
    (11, 11): "armistice",
    (12, 25): "christmas",
}
# Days after Easter Sunday.
MOVING = {1: "easter_monday", 39: "ascension", 50: "whit_monday"}
# Alsace and Moselle have two more.
ALSACE_FIXED = {(12, 26): "st_stephen"}
ALSACE_MOVING = {-2: "good_friday"}


def french_holidays(first: date, last: date, alsace: bool = False) -> dict[date, str]:
    """Return the public holidays from ``first`` to ``last``, both included.

    :param alsace: with those of Alsace and Moselle
    :return: a key of the holiday by day; Ascension may fall on another holiday, which
        is then named by its fixed date
    """
    found: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        sunday = easter(year)
        moving = {**MOVING, **(ALSACE_MOVING if alsace else {})}
        fixed = {**FIXED, **(ALSACE_FIXED if alsace else {})}
        found.update(
            {sunday + timedelta(days=after): key for after, key in moving.items()}
        )
        found.update({date(year, *day): key for day, key in fixed.items()})
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def bridges(holidays: dict[date, str]) -> set[date]:
    """Return the Mondays and Fridays between a holiday and a weekend."""
    found = set()
    for day in holidays:
        if day.weekday() == 1:
            found.add(day - timedelta(days=1))
        elif day.weekday() == 3:
            found.add(day + timedelta(days=1))
    return found - set(holidays)
