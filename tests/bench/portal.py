"""`./club bench portal`: the member's pages in a small club and in a large one.

max_queries_per_page      SQL queries of the page that needs most. Wanted ≤ 40.
pages_whose_queries_grow  pages that need more queries with many members than with
                          400. Wanted 0.
median_vs_my_invoices     median page time ÷ that of Odoo's own /my/invoices showing
                          ten invoices to the same member, same run. Wanted ≤ 1.2.
  … _without_our_rules    the same in a second round, Odoo's page without the rules by
                          which we part invoices: they make it slower.
directory_search_p95_ms   95th percentile of the SQL time of fifty fixed searches of
                          the directory, as a portal member. Wanted ≤ 50.
"""

from __future__ import annotations

import re
import statistics
import threading
from typing import Any

from dues_parts.measure import load
from harness import Figures, arguments, copied_database, open_env
from portal_parts import searches, world
from portal_parts.visits import Visit, Visitor, server_on

LAYER = "club_portal"
MEMBERS = 57_000
SMALL = 400
YARDSTICK = "/my/invoices"
# Documents, downloads and doors that lead elsewhere are no pages.
NO_PAGES = re.compile(r"/(pdf|download|data\.json|receipt|attestation|paid|for)\b")


def pages_of(env: Any) -> dict[str, str]:
    """Return the address of every page of the space, as the member sees it, by the
    route's pattern: ids differ from one database to the other."""
    membership = env["club.membership"].search(
        [("partner_id.email", "=", world.LOGIN)], limit=1
    )
    team = env["club.delegation"].search(
        [("partner_id", "=", membership.partner_id.id)], limit=1
    )
    commission = env["club.commission.member"].search(
        [("partner_id", "=", membership.partner_id.id)], order="id", limit=1
    )
    ids = {
        "commission_id": commission.commission_id.id,
        "membership_id": team.membership_id.id,
        "page": 2,
    }
    found = {}
    # Odoo asks the thread of a request for its database; ours is none.
    threading.current_thread().dbname = env.cr.dbname  # type: ignore[attr-defined]
    for rule in env["ir.http"].routing_map().iter_rules():
        routing = rule.endpoint.routing
        module = rule.endpoint.func.__module__
        if (
            not rule.rule.startswith("/my")
            or not module.startswith("odoo.addons.club_portal.")
            or "GET" not in (routing["methods"] or ["GET"])
            or routing["type"] != "http"
            or NO_PAGES.search(rule.rule)
        ):
            continue
        names = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
        if set(names) <= set(ids):
            found[rule.rule] = re.sub(
                r"<(?:\w+:)?(\w+)>", lambda m: str(ids[m[1]]), rule.rule
            )
    return dict(sorted(found.items()))


def lift_our_rules(env: Any) -> None:
    """Leave Odoo's invoice page as Odoo made it."""
    rules = env["ir.rule"].search([("domain_force", "like", "club_is_mine")])
    assert rules, "no rule of ours parts invoices any more"
    rules.active = False


Visited = dict[str, Visit]


def measure(members: int) -> tuple[Visited, Visited, list[float]]:
    """Return seconds and queries by page, those without our rules on invoices, and
    SQL milliseconds by search."""
    with copied_database() as database:
        with open_env(database) as env:
            world.build(env, members)
            pages = {**pages_of(env), YARDSTICK: YARDSTICK}
        with open_env(database) as env:
            taken = searches.run(env, world.LOGIN)
        with server_on(database) as server:
            visitor = Visitor(server)
            visitor.sign_in(world.LOGIN)
            visited = visitor.visit(pages)
            with open_env(database) as env:
                lift_our_rules(env)
            return visited, visitor.visit(pages), taken


def ratio(visited: Visited) -> float:
    """Median page time ÷ the yardstick's."""
    pages = [visit.seconds for name, visit in visited.items() if name != YARDSTICK]
    return statistics.median(pages) / visited[YARDSTICK].seconds


def main() -> None:
    """Measure the small club, then the large one, and compare."""
    options = arguments(__doc__ or "", members=MEMBERS)
    figures = Figures("portal", options.json)
    small, _plain, _searches = measure(SMALL)
    large, plain, taken = measure(options.members)
    compared = ratio(large)
    yardstick = large.pop(YARDSTICK).seconds
    grown = [path for path in large if large[path].queries > small[path].queries]
    if not options.json:
        for path, visit in large.items():
            print(
                f"  {path:44} {1000 * visit.seconds:7.1f} ms  {visit.queries:3} queries"
                f" ({small[path].queries} with {SMALL})"
            )
        print(f"  {YARDSTICK:44} {1000 * yardstick:7.1f} ms, {load()}")
    figures.add(
        "max_queries_per_page", max(visit.queries for visit in large.values()), ""
    )
    figures.add("pages_whose_queries_grow", len(grown), "pages")
    figures.add("median_vs_my_invoices", compared, "ratio")
    figures.add("median_vs_my_invoices_without_our_rules", ratio(plain), "ratio")
    figures.add("directory_search_p95_ms", sorted(taken)[int(len(taken) * 0.95)], "ms")
    figures.finish()


if __name__ == "__main__":
    main()
