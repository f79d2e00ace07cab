"""`./club practice [--keep]`: a copy of the association for training officers."""

from __future__ import annotations

import time

from runner import odoo_command, ports, practice, run_command, steps
from runner.databases import Databases
from runner.errors import Stop
from runner.practice import Neutraliser
from runner.site import Site
from runner.workspace import Workspace

PORT = 8070
# Browsers keep one login per host name, whatever the port: under another name than
# the association's own, nobody is logged out there.
HOST = "localhost"
KEEP = "--keep"


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Copy the database of `./club run`, switch its e-mails off, serve it.

    With --keep the last copy goes on, with all that was done in it.
    """
    keep = KEEP in arguments
    run_command.refuse([each for each in arguments if each != KEEP], "practice")
    start = time.monotonic()
    port = workspace.settings.port or PORT
    ports.require_free(port, "practice")
    with run_command.only_one(workspace, "practice"):
        workspace.prepare(printing=True)
        with workspace.database_server("run") as databases:
            site = make_ready(workspace, databases, keep)
            server = run_command.odoo(workspace, databases, site, port)
            what = "The practice copy, which sends no e-mail,"
            run_command.serve(site, server, f"http://{HOST}:{port}", what, start)


def make_ready(workspace: Workspace, databases: Databases, keep: bool) -> Site:
    """Return the copy: the last one if `keep`, otherwise a new one."""
    origin = Site(workspace, databases)
    site = Site(workspace, databases, f"{origin.name}_practice")
    neutraliser = describe(workspace, databases, site)
    names = databases.names()
    if not keep or site.name not in names:
        if origin.name not in names:
            raise Stop(
                "There is nothing to practise on yet: `./club run` makes the"
                " association's database first."
            )
        with steps.step(f"Practice copy {site.name} made, its e-mails switched off"):
            practice.copy(neutraliser, origin.name, site.name)
        site.remember(origin.installed())
    if site.make_ready():
        # New addons may bring their own ways out.
        neutraliser.apply(site.name)
    return site


def describe(workspace: Workspace, databases: Databases, site: Site) -> Neutraliser:
    """Describe Odoo's neutralisation on the databases of `./club run`."""
    config = odoo_command.write_config(
        workspace, databases.server, databases.data_dir, "run"
    )
    return Neutraliser(
        databases,
        odoo_command.command(workspace, "neutralize", "-c", config),
        odoo_command.environment(),
        workspace.project.logs / f"{site.name}-copy.log",
    )
