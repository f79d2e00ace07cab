"""`./club run`: from nothing to a page in the browser, and back to nothing."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from pathlib import Path

from runner import locks, odoo_command, ports, steps
from runner.databases import Databases
from runner.errors import Stop
from runner.odoo_server import OdooServer
from runner.site import Site
from runner.workspace import Workspace

ADMIN = {"role": "administrator", "login": "admin", "password": "admin"}

# Threads rather than workers: the browser's live updates need no second port and
# no proxy, and long buttons and crons are not cut after two minutes.
SERVER_OPTIONS = (
    "--workers=0",
    "--max-cron-threads=1",
    "--limit-time-real=3600",
    "--limit-time-real-cron=3600",
    "--limit-time-cpu=3600",
    "--limit-memory-soft=0",
    "--limit-memory-hard=0",
)


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Start everything, wait for Ctrl-C, stop everything."""
    if arguments:
        raise Stop(
            f"./club run does not know {' '.join(arguments)}: see ./club --help."
        )
    start = time.monotonic()
    port = workspace.settings.port
    ports.require_free(port)
    lock = locks.open_lock(workspace.project.stamps / "run.lock")
    if not locks.try_lock(lock, fcntl.LOCK_EX):
        raise Stop("./club run is already running on this checkout: stop it first.")
    try:
        workspace.prepare()
        with workspace.database_server("run") as databases:
            site = Site(workspace, databases)
            site.make_ready()
            server = odoo(workspace, databases, site)
            site.set_address(server.url)
            try:
                with steps.step("Odoo started"):
                    server.start(show=True)
                    server.wait_ready()
                welcome(workspace, server, time.monotonic() - start)
                code = server.wait()
            finally:
                server.stop()
            raise Stop(f"Odoo ended by itself with code {code}: see {server.log}.")
    finally:
        os.close(lock)


def odoo(workspace: Workspace, databases: Databases, site: Site) -> OdooServer:
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
    log = workspace.project.logs / "odoo.log"
    return OdooServer(argv, odoo_command.environment(), workspace.settings.port, log)


def logins(addons: Path) -> list[dict[str, str]]:
    """Return one login per role, as the demo addon lists them."""
    try:
        found: list[dict[str, str]] = json.loads(
            (addons / "club_demo/logins.json").read_text()
        )
    except (OSError, ValueError):
        return [ADMIN]
    return found or [ADMIN]


def welcome(workspace: Workspace, server: OdooServer, seconds: float) -> None:
    """Say where to go, as whom, and how to end."""
    rows = [ADMIN] if workspace.settings.empty else logins(workspace.project.addons)
    wide = {key: max(len(row[key]) for row in rows) for key in ADMIN}
    steps.say(f"\nClub is ready after {seconds:.0f} s: {server.url}\n")
    for row in rows:
        steps.say(
            "  " + "   ".join(row[key].ljust(wide[key]) for key in ADMIN).rstrip()
        )
    steps.say(f"\nThe full log is {server.log}.")
    if not shutil.which("wkhtmltopdf"):
        steps.say(
            "PDF files need the program wkhtmltopdf (`apt install wkhtmltopdf`):"
            " without it documents open as web pages."
        )
    steps.say("Ctrl-C stops everything.")
