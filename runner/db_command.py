"""`./club db` and `./club shell`: databases for people who develop."""

from __future__ import annotations

import os
from pathlib import Path

from runner import odoo_command, postgres_files, processes, steps
from runner.databases import Databases
from runner.errors import Stop
from runner.templates import Templates
from runner.workspace import Workspace

USAGE = (
    "./club db list | copy LAYER NAME | drop NAME | psql NAME | odoo NAME [odoo"
    " options], where LAYER is an addon or all; the databases of `./club run` are"
    " reached with --cluster run."
)


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Run one of the actions of USAGE on the test cluster (or `--cluster run`)."""
    cluster = "test"
    if "--cluster" in arguments:
        at = arguments.index("--cluster")
        cluster = "".join(arguments[at + 1 : at + 2]) or "run"
        arguments = arguments[:at] + arguments[at + 2 :]
    workspace.prepare()
    with workspace.database_server(cluster) as databases:
        match arguments:
            case ["list"]:
                for name in sorted(databases.names()):
                    steps.say(name)
            case ["copy", layer, name]:
                Templates(workspace, databases).copy(layer, name)
            case ["drop", name]:
                databases.drop(name)
            case ["psql", name, *rest]:
                return _psql(workspace, databases, name, rest)
            case ["odoo", name, *rest]:
                return _odoo(workspace, databases, cluster, name, rest)
            case _:
                raise Stop(USAGE)
    return 0


def shell(workspace: Workspace, arguments: list[str]) -> int:
    """Open Odoo's Python prompt on the database of `./club run`, or on a named one."""
    workspace.prepare()
    cluster, name = ("test", arguments[0]) if arguments else ("run", "club")
    with workspace.database_server(cluster) as databases:
        if name not in databases.names():
            raise Stop(f"There is no database {name}: `./club run` makes it first.")
        config = _config(workspace, databases, cluster, name)
        argv = odoo_command.command(
            workspace, "shell", "-c", config, "-d", name, "--no-http"
        )
        return processes.hand_over(argv, odoo_command.environment())


def _config(
    workspace: Workspace, databases: Databases, cluster: str, name: str
) -> Path:
    return odoo_command.write_config(
        workspace, databases.server, databases.data_dir, f"{cluster}-{name}"
    )


def _psql(
    workspace: Workspace, databases: Databases, name: str, rest: list[str]
) -> int:
    program = postgres_files.binary(workspace.project, "psql")
    env = {**os.environ, **databases.server.environment()}
    return processes.hand_over([program, "-d", name, *rest], env)


def _odoo(
    workspace: Workspace,
    databases: Databases,
    cluster: str,
    name: str,
    rest: list[str],
) -> int:
    config = _config(workspace, databases, cluster, name)
    argv = odoo_command.command(workspace, "-c", config, "-d", name, *rest)
    return processes.hand_over(argv, odoo_command.environment())
