"""`./club bench roadmap`: the list of requests, the count of a round, the ballot box.

list_sql_ms       SQL of the page that lists requests, all of it, for a portal user,
                  with 5,000 requests and 1,000,000 supports. Wanted ≤ 5.
  …_growth        the same ÷ that with a tenth of both. 1 where the list does not care.
mes_450x500_s     counting a round of 450 organisations and 500 requests, from the file
                  to the list: equal shares, add-one, completion by votes. Wanted ≤ 0.5.
mes_2000x1000_s   the same for 2,000 and 1,000. Wanted ≤ 3.
mes_vs_pabutools  our time ÷ that of pabutools for one and the same rule on the larger
                  file: equal shares by cost, exact, without completion, votes read
                  before. Both must find the same list. Below 1 we are faster.
  …_450x500       the same on the smaller file.
ballots_lost      of 1,000 voters served by eight clients at once: receipts that are
                  not in the closed box, and voters without one. Wanted 0.
ballots_double    ballots above one for each voter, though one in ten sends theirs
                  twice. Wanted 0.
ballots_per_s     ballots recorded in a second.
"""

from __future__ import annotations

from dues_parts.measure import load
from harness import Figures, arguments, copied_database, open_env
from portal_parts.visits import Visit, Visitor, server_on
from portal_parts.world import LOGIN
from roadmap_parts import ballots, counting
from roadmap_parts.requests import PAGES, Club

LAYER = "club_roadmap"
REQUESTS = 5_000
VISITS = 60


def measure_list(people: bool) -> tuple[Visit, Visit]:
    """Return visits of the list with a tenth of the requests, and with all."""
    seen = []
    with copied_database() as database, open_env(database) as env:
        club = Club(env)
        for size in (REQUESTS // 10, REQUESTS):
            supports = club.grow(size)
            with server_on(database) as server:
                visitor = Visitor(server)
                visitor.sign_in(LOGIN)
                visits = visitor.visit(PAGES, VISITS)
            seen.append(visits["list"])
            if people:
                print(f"{size} requests, {supports} supports, {load()}")
                for name, visit in visits.items():
                    print(
                        f"  {name:24} {visit.sql_ms:6.2f} ms of SQL in"
                        f" {visit.queries} queries, {1000 * visit.seconds:.1f} ms"
                    )
    small, large = seen
    return small, large


def main() -> None:
    """Measure one after the other; say how busy the machine is."""
    options = arguments(__doc__ or "")
    figures = Figures("roadmap", options.json)
    counted = {name: counting.count(f"mes-{name}.pb") for name in counting.SIZES}
    for name, each in counted.items():
        figures.add(f"mes_{name}_s", each.whole, "s")
    figures.add("mes_vs_pabutools", counted["2000x1000"].ratio, "ratio")
    figures.add("mes_vs_pabutools_450x500", counted["450x500"].ratio, "ratio")
    small, large = measure_list(not options.json)
    figures.add("list_sql_ms", large.sql_ms, "ms")
    figures.add("list_sql_ms_growth", large.sql_ms / small.sql_ms, "ratio")
    with copied_database() as database:
        cast = ballots.cast(database)
    figures.add("ballots_lost", cast.lost, "ballots")
    figures.add("ballots_double", cast.double, "ballots")
    figures.add("ballots_per_s", cast.per_second, "1/s")
    if not options.json:
        print(load())
    figures.finish()


if __name__ == "__main__":
    main()
