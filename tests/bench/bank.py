"""`./club bench bank`: bank lines matched to dues and reconciled.

Figures (every time is wall time on this machine, in one database and one run):

bank_speedup_vs_register  time per payment registered one by one with Odoo's wizard on
                          dues booked the same way ÷ ours per bank line of the large
                          file: recognised and, where exact, reconciled. Wanted ≥ 20.
bank_growth_x10           our time for the large file (20,000 lines) ÷ our time for one
                          a tenth of it. Wanted ≤ 11.
auto_matched_pct          lines of the large file settled without a click. Of a hundred
                          62 quote the reference, 18 come from a known account, 12 from
                          the payer by full name, 3 name a member, 2 pay half, 3 say
                          nothing: at most 92 can be.
bank_ms_per_line          ours, of the large file.
bank_import_ms_per_line   its lines read out of the bank's list and written into the
                          books before, in committed chunks.
bank_wrong                lines settled with dues they do not pay. Wanted 0: the bench
                          stops otherwise.
"""

from __future__ import annotations

import argparse

from bank_parts.sides import in_chunks, register, settle
from bank_parts.world import Bank
from dues_parts.association import Association
from dues_parts.measure import load, median
from harness import Figures, copied_database, open_env

LAYER = "club_finance"
LINES = 20_000
REGISTERED = 30


def main() -> None:
    """Settle a small file twice, a large one once, and register payments."""
    parser = argparse.ArgumentParser(description=__doc__ or "")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    parser.add_argument("--lines", type=int, default=LINES, help="of the large file")
    options = parser.parse_args()
    figures = Figures("bank", options.json)
    with copied_database() as database, open_env(database) as env, in_chunks():
        association = Association.found(env)
        bank = Bank(association)
        dues = bank.call(options.lines // 10)
        register(association, dues[:5])
        by_hand = register(association, dues[5 : 5 + REGISTERED])
        small = []
        for _time in range(2):
            file, came = bank.pay(bank.call(options.lines // 10))
            small.append(settle(file)[0])
            say(options, f"{file.line_count} lines", small[-1])
        file, came = bank.pay(bank.call(options.lines))
        large, share = settle(file)
        say(options, f"{file.line_count} lines", large)
        say(options, "brought in", came)
        say(options, "a payment registered", by_hand)
        few = median(small)
        figures.add("bank_speedup_vs_register", by_hand.ms / large.ms, "ratio")
        figures.add("bank_growth_x10", large.seconds / few.seconds, "ratio")
        figures.add("auto_matched_pct", share, "%")
        figures.add("bank_ms_per_line", large.ms, "ms")
        figures.add("bank_queries_per_line", large.queries_each, "queries")
        figures.add("bank_import_ms_per_line", came.ms, "ms")
    if not options.json:
        print(load())
    figures.finish()


def say(options: argparse.Namespace, what: str, measure: object) -> None:
    """Print one measure for people."""
    if not options.json:
        print(f"  {what:24} {measure} {load()}", flush=True)


if __name__ == "__main__":
    main()
