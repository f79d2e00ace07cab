"""`./club i18n [MODULE…]`: refresh templates and French files of our addons."""

from __future__ import annotations

from pathlib import Path

from runner import odoo_command, processes, steps
from runner.addons import Suite
from runner.databases import Databases, copy_name
from runner.errors import Stop
from runner.templates import ALL, Templates
from runner.workspace import Workspace


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Refresh the named modules, or all; existing translations are kept."""
    workspace.prepare("dev")
    modules = arguments or sorted(Suite(workspace.project.addons).addons)
    with workspace.database_server("test") as databases:
        output = work(workspace, databases, "refresh", modules)
    steps.say(output.strip())
    return 0


def work(
    workspace: Workspace, databases: Databases, action: str, modules: list[str]
) -> str:
    """Run the worker on a copy of the template that has every addon.

    What others add to a module's models is among its terms: one module refreshed is to
    say what all of them compared say.

    Raises Stop with the worker's findings if it has any.
    """
    templates = Templates(workspace, databases)
    name = copy_name("i18n")
    template = templates.copy(ALL, name)
    env = odoo_command.worker_environment(workspace, databases, template)
    argv: list[str | Path] = [workspace.venv.python, "-m", "runner.i18n_worker"]
    try:
        child = processes.spawn(
            [*argv, action, name, *modules],
            env=env,
            output=processes.PIPE,
            main_thread=False,
        )
        output, _ = child.communicate()
        processes.forget(child)
    finally:
        databases.drop(name)
    if child.returncode:
        raise Stop(output.strip())
    return output
