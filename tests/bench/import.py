"""`./club bench import`: a file of members checked, then applied, all or nothing.

import_60000_minutes  from upload to the last committed row of 60,000 members:
                      check (dry run) and apply, one member in ten with an opening
                      balance, one in twenty paid for by another. Wanted ≤ 10.
import_growth_x10     its time ÷ that of 6,000, each in a fresh database.
                      Wanted ≤ 11.
"""

from __future__ import annotations

import base64
import csv
import io
import random
from datetime import date
from typing import Any

from dues_parts.association import Association
from dues_parts.measure import Measure, analyze, load, measured
from harness import Figures, arguments, copied_database, open_env

LAYER = "club_membership"
MEMBERS = 60_000
OPENING = 10
PAID_BY = 20
TITLES = (
    "number", "last name", "first name", "email", "birth date", "street", "zip",
    "city", "section", "type", "from", "to", "paid", "payer", "opening balance",
)  # fmt: skip


def word(draw: random.Random) -> str:
    """Return a made-up name of four syllables: 52 million of them differ."""
    return "".join(
        draw.choice("bcdfghjklmnprstvz") + draw.choice("aeiou") for _ in "four"
    )


def file_of(association: Association, count: int, first: int) -> bytes:
    """Return a CSV file of people nobody knows yet; numbers start at `first`."""
    sections = association.sections.mapped("name")
    year = date.today().year
    text, draw = io.StringIO(), random.Random(first)
    rows = csv.writer(text, delimiter=";")
    rows.writerow(TITLES)
    for i in range(first, first + count):
        rows.writerow(
            (
                f"N{i}", word(draw), word(draw), f"n{i}@example.org",
                f"{1940 + i % 60}-{1 + i % 12:02}-{1 + i % 28:02}",
                f"{i} quai", "35000", "Rennes", sections[i % len(sections)],
                association.collective.name,
                f"{year}-01-01", f"{year}-12-31", "no" if i % OPENING == 0 else "yes",
                f"N{i - 1}" if i % PAID_BY == 1 and i > first else "",
                "30.00" if i % OPENING == 0 else "",
            )
        )  # fmt: skip
    return text.getvalue().encode()


def bring_in(association: Association, count: int, first: int = 0) -> Measure:
    """Check and apply one file, in the chunks that the cron commits."""
    env: Any = association.env
    members = env["club.membership"].search_count([])
    content = base64.b64encode(file_of(association, count, first))
    with measured(count) as measure:
        batch = env["club.import"].create(
            {
                "name": "Members",
                "file": content,
                "filename": "members.csv",
                "section_id": association.sections[0].id,
                "type_id": association.collective.id,
            }
        )
        batch.action_check()
        if batch.state == "running":
            batch._run_until_done()
        assert batch.state == "ready", batch.run_error
        batch.action_apply()
        batch._run_until_done()
        env.cr.commit()
    assert batch.state == "done", batch.run_error
    assert env["club.membership"].search_count([]) == members + count
    return measure


def measure_file(count: int, silent: bool) -> Measure:
    """Import a file of this size into a fresh, warmed-up database."""
    with copied_database() as database, open_env(database) as env:
        association = Association.found(env)
        company = association.company
        company.club_opening_account_id = association.income.copy({"name": "Opening"})
        bring_in(association, 300, first=10_000_000)
        analyze(env)
        measure = bring_in(association, count)
    if not silent:
        print(
            f"{count:7} members in {measure.seconds:7.1f} s: {measure.ms:6.2f} ms and"
            f" {measure.queries_each:6.3f} queries each  {load()}",
            flush=True,
        )
    return measure


def main() -> None:
    """Run the bench."""
    options = arguments(__doc__ or "", members=MEMBERS)
    figures = Figures("import", options.json)
    small = measure_file(options.members // 10, options.json)
    large = measure_file(options.members, options.json)
    figures.add(f"import_{options.members}_minutes", large.seconds / 60, "minutes")
    figures.add(
        "import_growth_x10", large.seconds / small.seconds, "× (60,000 ÷ 6,000)"
    )
    figures.finish()


if __name__ == "__main__":
    main()
