"""`./club bench events`: the year of a club, and registering for its meetings.

plan_19x4_s       from a programme in the database to the dates of 19 bodies × 4
                  meetings: who sits where, holidays, school breaks and other meetings
                  are read, the dates found. Median of five. Wanted ≤ 2.
plan_19x4_queries statements of one of them.
plan_written_s    until the 76 meetings are there, with what Odoo computes of each.
plan_conflicts    what could not be avoided. Wanted 0.
plan_twice_alone  how often somebody would be expected at two meetings on one day, if
                  each body planned by itself.

register_vs_website_event  registering on the public page ÷ the same on an Odoo without
                  us, in turn. Wanted ≤ 1.5.
page_queries_growth  the most statements that a page of a meeting needs more with 5,000
                  people registered than with 50. Wanted 0.
seats_oversold    places given away that did not exist, when 100 people register at the
                  same instant for the last 10. Wanted 0.
race_errors       of them, who saw an error or is neither in nor on the list. Wanted 0.

The parts are files of `events_parts/`; --only NAME measures one of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dues_parts.measure import load
from events_parts import crowd, planning, race, registering
from harness import Figures

LAYER = "club_events"
FEW, MANY = 50, 5_000


def main() -> None:
    """Measure the parts one after the other; say how busy the machine is."""
    parser = argparse.ArgumentParser(description=__doc__ or "")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    parser.add_argument("--only", choices=PARTS, help="one part")
    options = parser.parse_args()
    figures = Figures("events", options.json)
    for name, measure in PARTS.items():
        if options.only in (None, name):
            measure(figures)
    if not options.json:
        print(load())
    figures.finish()


def plan(figures: Figures) -> None:
    """Record what planning a year takes."""
    year = planning.run()
    figures.add("plan_19x4_s", year.seconds, "s")
    figures.add("plan_19x4_queries", year.queries, "queries")
    figures.add("plan_written_s", year.written, "s")
    figures.add("plan_conflicts", year.conflicts, "conflicts")
    figures.add("plan_twice_alone", year.alone, "times")


def register(figures: Figures) -> None:
    """Record what registering takes, beside Odoo's own page."""
    ours, plain = registering.run()
    figures.add("register_s", ours, "s")
    figures.add("register_vs_website_event", ours / plain, "ratio")


def pages(figures: Figures) -> None:
    """Record how statements grow with the people registered."""
    few, many = crowd.queries(FEW), crowd.queries(MANY)
    if not figures.json_only:
        for name in few:
            print(f"  {name:24} {few[name]:4}, with {MANY}: {many[name]:4}")
    figures.add("page_queries_most", max(many.values()), "queries")
    figures.add(
        "page_queries_growth", max(many[name] - few[name] for name in few), "queries"
    )


def last_places(figures: Figures) -> None:
    """Record what became of a hundred people and ten places."""
    outcome = race.run()
    lost = race.PEOPLE - outcome.with_place - outcome.waiting
    for error in outcome.errors if not figures.json_only else ():
        print(f"  {error}")
    figures.add("seats_oversold", outcome.oversold, "places")
    figures.add("race_errors", max(len(outcome.errors), lost), "people")


PARTS: dict[str, Callable[[Figures], None]] = {
    "planning": plan,
    "registering": register,
    "pages": pages,
    "race": last_places,
}


if __name__ == "__main__":
    main()
