"""Odoo's command lines and configuration files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from runner import python_env
from runner.databases import Databases
from runner.handover import Handover
from runner.server import Server
from runner.workspace import Workspace


def addons_path(workspace: Workspace) -> str:
    """Return the folders Odoo looks for addons in, the suite's first."""
    folders = [workspace.project.addons, *workspace.odoo.addons_path]
    return ",".join(str(folder) for folder in folders if folder.is_dir())


def write_config(
    workspace: Workspace, server: Server, data_dir: Path, name: str, **more: str
) -> Path:
    """Write a configuration file for `server` and return its path.

    Secrets stay out of command lines, which every user of the machine can read.
    """
    values = {
        "addons_path": addons_path(workspace),
        "data_dir": str(data_dir),
        "db_host": server.host,
        "db_port": str(server.port),
        "db_user": server.user,
        "list_db": "False",
        "unaccent": "True",
        "http_interface": "127.0.0.1",
        "server_wide_modules": "base,rpc,web",
        **({"db_password": server.password} if server.password else {}),
        **more,
    }
    path = workspace.project.runtime / "conf" / f"{name}.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    data_dir.mkdir(parents=True, exist_ok=True)
    lines = ["[options]", *(f"{key} = {value}" for key, value in values.items())]
    # Never half written: another Odoo may be reading the one of the same name.
    handle, fresh = tempfile.mkstemp(prefix=f"{name}.", dir=path.parent, text=True)
    with open(handle, "w") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(fresh, path)
    return path


def handover(workspace: Workspace, databases: Databases, template: str) -> Handover:
    """Describe the server and a template to a child process."""
    return Handover(
        databases.server,
        template,
        databases.psql,
        databases.data_dir,
        addons_path(workspace),
        workspace.project.artefacts,
    )


def worker_environment(
    workspace: Workspace, databases: Databases, template: str
) -> dict[str, str]:
    """Return the variables of a child that works with Odoo inside its own process."""
    described = handover(workspace, databases, template).to_environment()
    return environment() | described | {"PYTHONPATH": str(workspace.project.root)}


def command(workspace: Workspace, *arguments: str | Path) -> list[str | Path]:
    """Return the command line of `odoo` with these arguments."""
    return [workspace.venv.python, "-m", "odoo", *arguments]


def environment() -> dict[str, str]:
    """Return the environment Odoo runs in, without the user's Odoo settings."""
    env = python_env.without_user_settings()
    for name in [name for name in env if name.startswith(("ODOO_", "OPENERP_", "PG"))]:
        del env[name]
    return env | {"PYTHONUNBUFFERED": "1", "HOME": os.environ.get("HOME", "/tmp")}
