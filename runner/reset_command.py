"""`./club reset`: back to no database, what was downloaded stays."""

from __future__ import annotations

import fcntl
import shutil

from runner import locks, steps
from runner.cluster import Cluster
from runner.errors import Stop
from runner.workspace import Workspace


def command(workspace: Workspace, _arguments: list[str]) -> int:
    """Drop all databases with their attachments, templates and logs."""
    project = workspace.project
    if workspace.settings.own_server:
        raise Stop("./club reset removes its own databases only: use dropdb for yours.")
    for name in ("run", "test"):
        users = locks.open_lock(project.stamps / f"postgres-{name}.users")
        if not locks.try_lock(users, fcntl.LOCK_EX):
            raise Stop("Another ./club uses the databases: stop it, then reset again.")
        with steps.step(f"Databases of {name} removed"):
            shutil.rmtree(Cluster(project, name).folder, ignore_errors=True)
            shutil.rmtree(project.runtime / "data" / name, ignore_errors=True)
    for folder in ("state", "templates", "conf", "logs", "artefacts", "reports"):
        shutil.rmtree(project.runtime / folder, ignore_errors=True)
    return 0
