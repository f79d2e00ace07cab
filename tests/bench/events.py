"""`./club bench events`: the year of a club, and registering for its meetings.

plan_19x4_s       from a programme in the database to the dates of 19 bodies × 4
                  meetings: who sits where, holidays, school breaks and other meetings
                  are read, the dates found. Median of five. Wanted ≤ 2.
plan_19x4_queries statements of one of them.
plan_written_s    until the 76 meetings are there, with what Odoo computes of each.
plan_conflicts    what could not be avoided. Wanted 0.
plan_twice_alone  how often somebody would be expected at two meetings on one day, if
                  each body planned by itself.

The parts are files of `events_parts/`; --only NAME measures one of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dues_parts.measure import load
from events_parts import planning
from harness import Figures

LAYER = "club_events"


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


PARTS: dict[str, Callable[[Figures], None]] = {"planning": plan}


if __name__ == "__main__":
    main()
