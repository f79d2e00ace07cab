"""`./club run`: from nothing to a page in the browser, and back to nothing."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from runner import locks, odoo_command, ports, programs, steps
from runner.databases import Databases
from runner.errors import Stop
from runner.odoo_server import OdooServer
from runner.site import Site
from runner.workspace import Workspace

PORT = 8069
ADMIN = {"role": "administrator", "login": "admin", "password": "admin"}

# Threads rather than workers: the browser's live updates need no second port and
# no proxy.
SERVER_OPTIONS = ("--workers=0", "--max-cron-threads=1")


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Start everything, wait for Ctrl-C, stop everything."""
    refuse(arguments, "run")
    start = time.monotonic()
    port = workspace.settings.port or PORT
    ports.require_free(port)
    with only_one(workspace, "run"):
        workspace.prepare(printing=True)
        with workspace.database_server("run") as databases:
            site = Site(workspace, databases)
            site.make_ready()
            server = odoo(workspace, databases, site, port)
            serve(site, server, server.url, "Club", start)


def refuse(arguments: list[str], command: str) -> None:
    """Raise Stop if the command was given an argument it does not know."""
    if arguments:
        raise Stop(
            f"./club {command} does not know {' '.join(arguments)}: see ./club --help."
        )


@contextmanager
def only_one(workspace: Workspace, command: str) -> Iterator[None]:
    """Hold the command's place on this checkout; raise Stop if it is taken."""
    lock = locks.open_lock(workspace.project.stamps / f"{command}.lock")
    try:
        if not locks.try_lock(lock, fcntl.LOCK_EX):
            raise Stop(
                f"./club {command} is already running on this checkout: stop it first."
            )
        yield
    finally:
        os.close(lock)


def odoo(
    workspace: Workspace, databases: Databases, site: Site, port: int
) -> OdooServer:
    """Describe the server for the site's database."""
    config = odoo_command.write_config(
        workspace, databases.server, databases.data_dir, "run"
    )
    argv = odoo_command.command(
        workspace,
        "-c",
        config,
        "-d",
        site.name,
        f"--db-filter=^{site.name}$",
        *SERVER_OPTIONS,
    )
    log = workspace.project.logs / f"odoo-{site.name}.log"
    return OdooServer(argv, odoo_command.environment(), port, log)


def serve(
    site: Site, server: OdooServer, url: str, what: str, start: float
) -> NoReturn:
    """Run the server until a signal comes; `start` is when the command began."""
    site.set_address(url)
    try:
        with steps.step("Odoo started"):
            server.start(show=True)
            server.wait_ready()
        steps.say(f"\n{what} is ready after {time.monotonic() - start:.0f} s: {url}\n")
        welcome(site, server)
        code = server.wait()
    finally:
        server.stop()
    raise Stop(f"Odoo ended by itself with code {code}: see {server.log}.")


def logins(addons: Path) -> list[dict[str, str]]:
    """Return one login per role, as the demo addon lists them."""
    try:
        found: list[dict[str, str]] = json.loads(
            (addons / "club_demo/logins.json").read_text()
        )
    except (OSError, ValueError):
        return [ADMIN]
    return found or [ADMIN]


def welcome(site: Site, server: OdooServer) -> None:
    """Say as whom to go in, and how to end."""
    rows = [ADMIN] if site.empty else logins(site.workspace.project.addons)
    wide = {key: max(len(row[key]) for row in rows) for key in ADMIN}
    for row in rows:
        steps.say(
            "  " + "   ".join(row[key].ljust(wide[key]) for key in ADMIN).rstrip()
        )
    steps.say(f"\nThe full log is {server.log}.")
    if not programs.WKHTMLTOPDF.find():
        steps.say(
            "PDF files need the program wkhtmltopdf, which cannot be fetched here:"
            " without it documents open as web pages (`apt install wkhtmltopdf`)."
        )
    steps.say("Ctrl-C stops everything.")
