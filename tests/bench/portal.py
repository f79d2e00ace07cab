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

import http.cookiejar
import re
import statistics
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dues_parts.measure import load
from harness import Figures, arguments, copied_database, open_env
from portal_parts import searches, world

from runner import odoo_command, ports
from runner.handover import Handover
from runner.odoo_server import OdooServer

LAYER = "club_portal"
MEMBERS = 57_000
SMALL = 400
TIMES = 15
YARDSTICK = "/my/invoices"
# Odoo's access log: … "GET /my HTTP/1.1" 200 - 12 0.005 0.010 (queries, SQL, Python)
ACCESS = re.compile(r'"GET (\S+) HTTP/[\d.]+" (\d+) - (\d+) ([\d.]+) ([\d.]+)')
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


@contextmanager
def server_on(database: str) -> Iterator[OdooServer]:
    """Run an Odoo server on `database`, its access log kept."""
    handover = Handover.from_environment()
    argv = [sys.executable, "-m", "odoo", *handover.options(database)]
    argv += ["--workers=0", "--max-cron-threads=0", "--unaccent", "--log-level=info"]
    log = handover.artefacts.parent / "logs" / f"bench-portal-{database}.log"
    server = OdooServer(
        argv, odoo_command.environment() | handover.secrets, ports.free(), log
    )
    server.start()
    try:
        server.wait_ready()
        yield server
    finally:
        server.stop()


class Visitor:
    """The member at the keyboard: signs in, opens pages, times them."""

    def __init__(self, server: OdooServer) -> None:
        self.url = server.url
        self.log = server.log
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )
        form = self._read("/web/login")
        match = re.search(r'name="csrf_token" value="([^"]+)"', form)
        assert match, "no sign-in form"
        data = {"login": world.LOGIN, "password": world.LOGIN, "csrf_token": match[1]}
        page = self._read("/web/login", urllib.parse.urlencode(data).encode())
        assert 'name="password"' not in page, "could not sign in"

    def _read(self, path: str, data: bytes | None = None) -> str:
        with self.opener.open(self.url + path, data, timeout=60) as answer:
            return str(answer.read().decode())

    def visit(self, pages: dict[str, str]) -> dict[str, tuple[float, int]]:
        """Open the pages often enough; return median seconds and queries of each.

        In turn, so that what else the machine does slows all of them alike.
        """
        taken: dict[str, list[float]] = {name: [] for name in pages}
        for _round in range(3 + TIMES):
            for name, path in pages.items():
                start = time.perf_counter()
                self._read(path)
                taken[name].append(time.perf_counter() - start)
        return {
            name: (statistics.median(taken[name][3:]), self._queries(path))
            for name, path in pages.items()
        }

    def _queries(self, path: str) -> int:
        """Queries of the last visits of this page, from the access log."""
        found = [
            int(match[3])
            for match in ACCESS.finditer(self.log.read_text())
            if match[1] == path and match[2] == "200"
        ]
        assert found, f"{path} is not in the access log as a page"
        return round(statistics.median(found[-TIMES:]))


Visited = dict[str, tuple[float, int]]


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
            visited = visitor.visit(pages)
            with open_env(database) as env:
                lift_our_rules(env)
            return visited, visitor.visit(pages), taken


def ratio(visited: Visited) -> float:
    """Median page time ÷ the yardstick's."""
    pages = [seconds for name, (seconds, _q) in visited.items() if name != YARDSTICK]
    return statistics.median(pages) / visited[YARDSTICK][0]


def main() -> None:
    """Measure the small club, then the large one, and compare."""
    options = arguments(__doc__ or "", members=MEMBERS)
    figures = Figures("portal", options.json)
    small, _plain, _searches = measure(SMALL)
    large, plain, taken = measure(options.members)
    compared = ratio(large)
    yardstick = large.pop(YARDSTICK)[0]
    grown = [path for path in large if large[path][1] > small[path][1]]
    if not options.json:
        for path, (seconds, queries) in large.items():
            print(
                f"  {path:44} {1000 * seconds:7.1f} ms  {queries:3} queries"
                f" ({small[path][1]} with {SMALL})"
            )
        print(f"  {YARDSTICK:44} {1000 * yardstick:7.1f} ms, {load()}")
    figures.add(
        "max_queries_per_page", max(queries for _s, queries in large.values()), ""
    )
    figures.add("pages_whose_queries_grow", len(grown), "pages")
    figures.add("median_vs_my_invoices", compared, "ratio")
    figures.add("median_vs_my_invoices_without_our_rules", ratio(plain), "ratio")
    figures.add("directory_search_p95_ms", sorted(taken)[int(len(taken) * 0.95)], "ms")
    figures.finish()


if __name__ == "__main__":
    main()
