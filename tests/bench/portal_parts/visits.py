"""A real server on a copied database, and who opens pages there and times them."""

from __future__ import annotations

import http.cookiejar
import re
import statistics
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from runner import odoo_command, ports
from runner.handover import Handover
from runner.odoo_server import OdooServer

# Visits that warm a page up, and those that count.
WARM_UP = 3
TIMES = 15
# Odoo's access log: … "GET /my HTTP/1.1" 200 - 12 0.005 0.010 (queries, SQL, Python)
ACCESS = re.compile(r'"GET (\S+) HTTP/[\d.]+" (\d+) - (\d+) ([\d.]+) ([\d.]+)')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@contextmanager
def server_on(database: str, workers: int = 0) -> Iterator[OdooServer]:
    """Run an Odoo server on `database`, its access log kept."""
    handover = Handover.from_environment()
    argv = [sys.executable, "-m", "odoo", *handover.options(database)]
    argv += [f"--workers={workers}", "--max-cron-threads=0"]
    argv += ["--unaccent", "--log-level=info"]
    if workers:
        argv.append(f"--gevent-port={ports.free()}")
    log = handover.artefacts.parent / "logs" / f"bench-{database}.log"
    server = OdooServer(
        argv, odoo_command.environment() | handover.secrets, ports.free(), log
    )
    server.start()
    try:
        server.wait_ready()
        yield server
    finally:
        server.stop()


@dataclass(frozen=True)
class Visit:
    """A page as it was visited: the median of seconds and queries, the mean of SQL.

    The log rounds SQL to milliseconds: only the mean of many visits says more.
    """

    seconds: float
    queries: int
    sql_ms: float


class Visitor:
    """Somebody at the keyboard: opens pages, sends forms."""

    def __init__(self, server: OdooServer) -> None:
        self.url = server.url
        self.log = server.log
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def sign_in(self, login: str) -> None:
        """Sign in; the password is the login."""
        form = self.read("/web/login")
        data = {"login": login, "password": login, "csrf_token": token(form)}
        page = self.read("/web/login", data)
        assert 'name="password"' not in page, "could not sign in"

    def read(self, path: str, data: dict[str, str] | None = None) -> str:
        """Open a page, or send a form; return what is shown then."""
        body = urllib.parse.urlencode(data).encode() if data else None
        with self.opener.open(self.url + path, body, timeout=60) as answer:
            return str(answer.read().decode())

    def visit(self, pages: dict[str, str], times: int = TIMES) -> dict[str, Visit]:
        """Open the pages often enough; return what each took.

        In turn, so that what else the machine does slows all of them alike.
        """
        taken: dict[str, list[float]] = {name: [] for name in pages}
        for _round in range(WARM_UP + times):
            for name, path in pages.items():
                start = time.perf_counter()
                self.read(path)
                taken[name].append(time.perf_counter() - start)
        return {
            name: Visit(statistics.median(taken[name][WARM_UP:]), *found)
            for name, path in pages.items()
            for found in [self._logged(path, times)]
        }

    def _logged(self, path: str, times: int) -> tuple[int, float]:
        """Queries and SQL milliseconds of the last visits, from the access log."""
        found = [
            (int(match[3]), 1000 * float(match[4]))
            for match in ACCESS.finditer(self.log.read_text())
            if match[1] == path and match[2] == "200"
        ][-times:]
        assert found, f"{path} is not in the access log as a page"
        queries, sql = zip(*found, strict=True)
        return round(statistics.median(queries)), statistics.mean(sql)


def token(page: str) -> str:
    """Return the token of the form on a page."""
    match = TOKEN.search(page)
    assert match, "no form on the page"
    return match[1]
