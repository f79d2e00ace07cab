"""`./club bench dues`: calling and paying dues, beside OCA's membership module.

Figures (every time is wall time on this machine, in one database and one run):

call_speedup_vs_oca      OCA's time per member ÷ ours, called collectively, from
                         confirmation to committed entry, due, period and register
                         row; OCA's is create and post. Wanted ≥ 15.
call_queries_vs_oca      OCA's queries per member ÷ ours. Wanted ≥ 100.
pay_speedup_vs_oca       OCA's time per payment (one register-payment wizard per
                         invoice) ÷ ours (one deposit for all). Wanted ≥ 20.
pay_single_vs_oca        OCA's time for one payment ÷ ours for a deposit with a
                         single line. Wanted ≥ 1.
invoice_queries_vs_plain our invoice mode's queries per member ÷ those of plain
                         Odoo invoices created and posted in the same chunks for
                         people of the same kind. Wanted ≤ 1.10.
call_growth_x10          our time for 20,000 members ÷ our time for 2,000, called
                         collectively. Wanted ≤ 11.
nightly_queries_per_100_members  the status job at 57,000 members, one in ten
                         changing. Wanted ≤ 1.
nightly_writes_when_idle rows of club, account and contact tables written by that
                         job when nobody changes. Wanted 0.
call_57000_minutes       (with --members 57000) confirmation, booking, and one
                         rendered mail per addressee in the queue. Wanted ≤ 10.
"""

from __future__ import annotations

import time
from typing import Any

from dues_parts import nightly
from dues_parts.association import WITHOUT_EMAIL, Association
from dues_parts.measure import Measure, analyze, load, measured, median
from dues_parts.sides import Oca, Ours, Plain
from harness import Figures, arguments, copied_database, install, open_env

LAYER = "club_membership"
# So many members are called at once for the comparison: two full chunks (580).
CHUNKS = 2
TIMES = 3
SINGLE = 7
WHOLE = 57_000


class Table:
    """What people read while the bench runs; silent with --json."""

    def __init__(self, silent: bool) -> None:
        self.silent = silent
        self.start = time.monotonic()

    def say(self, text: str) -> None:
        """Print a line with the time since the start and the machine's load."""
        if not self.silent:
            seconds = time.monotonic() - self.start
            print(f"{seconds:6.0f} s  {text:96}  {load()}", flush=True)

    def row(self, what: str, measure: Measure) -> None:
        """Print one measure."""
        self.say(
            f"{what:44} {measure.members:6} members {measure.ms:9.2f} ms each"
            f" {measure.queries_each:8.3f} queries each"
        )


def call_all(
    association: Association, table: Table
) -> tuple[dict[str, Measure], dict[str, Any]]:
    """Call the same number of people on every side, median of three."""
    sides = {
        "collective": Ours(association, "collective"),
        "oca": Oca(association),
        "plain": Plain(association),
        "invoice": Ours(association, "invoice"),
    }
    medians = {}
    for name, side in sides.items():
        side.prepare(20)
        side.call()
        side.pay(2)
        # Of the last two only queries count, and those hardly vary.
        size = association.chunk * (CHUNKS if name in ("collective", "oca") else 1)
        measures = []
        for _time in range(TIMES):
            side.prepare(size)
            measures.append(side.call())
        medians[name] = median(measures)
        table.row(f"call, {side.name}", medians[name])
    return medians, sides


def pay_all(
    association: Association, sides: dict[str, Any], table: Table
) -> dict[str, Measure]:
    """Pay what the last call made: one by one, then the rest in three batches."""
    medians = {}
    analyze(association.env)
    for name in ("collective", "oca"):
        side = sides[name]
        alone = [side.pay(1) for _time in range(SINGLE)]
        medians[f"{name} single"] = median(alone)
        table.row(f"pay one, {side.name}", medians[f"{name} single"])
        rest = (association.chunk * CHUNKS - SINGLE) // TIMES
        batch = [side.pay(rest) for _time in range(TIMES)]
        medians[name] = median(batch)
        table.row(f"pay a batch, {side.name}", medians[name])
    return medians


def call_whole(association: Association, count: int) -> Measure:
    """Call `count` members of every section, households included."""
    kind = association.new_type(f"Person among {count}")
    association.add_members(kind, count, households=True)
    call = association.new_call(kind)
    analyze(association.env)
    with measured(count) as measure:
        call.action_confirm()
        call._run_until_done()
    assert call.state == "done"
    assert len(call.due_ids) == count
    analyze(association.env)
    return measure


def growth(association: Association, table: Table) -> float:
    """Return the time of 20,000 members over that of 2,000."""
    small = median([call_whole(association, 2000) for _time in range(TIMES)])
    table.row("call, our collective mode, 10 sections", small)
    large = call_whole(association, 20_000)
    table.row("call, our collective mode, 10 sections", large)
    return large.seconds / small.seconds


def queue_notices(association: Association, members: int) -> Measure:
    """Render and queue a mail for every addressee of the calls done so far."""
    env = association.env
    notices = env["club.notice"]
    with measured(members) as measure:
        notices._cron_send()
    assert not notices.search_count([("state", "=", "to_send")])
    return measure


def whole_club(association: Association, count: int, table: Table) -> float:
    """Return the minutes it takes to call `count` members and queue their mails."""
    env = association.env
    queue_notices(association, 1)
    before = env["mail.mail"].search_count([])
    called = call_whole(association, count)
    table.row("call, our collective mode", called)
    queued = queue_notices(association, count)
    mails = env["mail.mail"].search_count([]) - before
    table.row(f"queue {mails} rendered mails", queued)
    payers = env["club.due"].search([], order="id desc", limit=count).payer_id
    assert mails == len(payers.filtered("email_normalized"))
    assert mails <= count - count // WITHOUT_EMAIL
    return (called.seconds + queued.seconds) / 60


def nights(association: Association, figures: Figures, table: Table) -> None:
    """Measure the nightly job on a whole club."""
    env = association.env
    missing = WHOLE - env["club.membership"].search_count([])
    if missing > 0:
        association.add_members(association.new_type("Sleeper"), missing)
    idle, rows, changing, lapsed = nightly.idle_and_changing(association, WHOLE)
    table.row(f"night, nobody changes, {rows} rows written", idle)
    table.row(f"night, {lapsed} members lapse", changing)
    worst = max(idle.queries, changing.queries)
    figures.add("nightly_queries_per_100_members", 100 * worst / WHOLE, "queries")
    figures.add("nightly_writes_when_idle", rows, "rows")


def main() -> None:
    """Run the bench."""
    options = arguments(__doc__ or "", members=0)
    figures = Figures("dues", options.json)
    table = Table(options.json)
    with copied_database() as database, open_env(database) as first:
        env = install(first, "membership")
        association = Association.found(env)
        calls, sides = call_all(association, table)
        pays = pay_all(association, sides, table)
        ours, oca = calls["collective"], calls["oca"]
        ratio = "× (OCA ÷ ours)"
        figures.add("call_speedup_vs_oca", oca.ms / ours.ms, ratio)
        figures.add("call_queries_vs_oca", oca.queries_each / ours.queries_each, ratio)
        figures.add("pay_speedup_vs_oca", pays["oca"].ms / pays["collective"].ms, ratio)
        figures.add(
            "pay_single_vs_oca",
            pays["oca single"].ms / pays["collective single"].ms,
            ratio,
        )
        figures.add(
            "invoice_queries_vs_plain",
            calls["invoice"].queries_each / calls["plain"].queries_each,
            "× (ours ÷ plain)",
        )
        figures.add("call_growth_x10", growth(association, table), "× (20,000 ÷ 2,000)")
        nights(association, figures, table)
        if options.members:
            minutes = whole_club(association, options.members, table)
            figures.add(f"call_{options.members}_minutes", minutes, "minutes")
    figures.finish()


if __name__ == "__main__":
    main()
