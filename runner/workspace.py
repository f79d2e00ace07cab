"""Everything a command works with, brought onto the machine once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runner import locks, odoo_package, postgres_files, programs, stamps, steps
from runner.cluster import Cluster
from runner.databases import Databases
from runner.errors import Stop
from runner.odoo_package import OdooSource
from runner.project import Project
from runner.python_env import Venv
from runner.server import Server
from runner.settings import Settings

OLDEST_POSTGRESQL = 130000


class Workspace:
    """One checkout with its Odoo, its Python environment and its settings."""

    def __init__(self, project: Project, settings: Settings) -> None:
        self.project = project
        self.settings = settings
        own = stamps.digest(settings.odoo.resolve())[:8] if settings.odoo else ""
        folder = project.runtime / (f"venv-{own}" if own else "venv")
        self.venv = Venv(project, folder)

    def requirements(self, *extra: str) -> list[Path]:
        """Return the requirements files, Odoo's own first."""
        names = ("requirements.txt", *(f"requirements-{name}.txt" for name in extra))
        return [self.project.root / name for name in names]

    @property
    def odoo(self) -> OdooSource:
        """The Odoo in use: Debian's, or the user's own."""
        if self.settings.odoo:
            return odoo_package.own_source(self.settings.odoo)
        return odoo_package.debian_source(self.project)

    def prepare(self, *extra: str, printing: bool = False) -> None:
        """Fetch and install what is missing; nothing is fetched twice.

        `extra` names more requirements files: "dev" is requirements-dev.txt.
        With `printing` Odoo will print PDF files, where that is possible.
        """
        if self.settings.odoo:
            odoo_package.own_source(self.settings.odoo)
        with locks.exclusive(self.project.stamps / "setup.lock"):
            tasks = [self._prepare_odoo, lambda: self._prepare_python(extra)]
            if printing:
                tasks.append(lambda: programs.try_wkhtmltopdf(self.project))
            steps.together(*tasks)
            self.venv.see_odoo(self.odoo.python_path)

    def _prepare_odoo(self) -> None:
        if not self.settings.odoo and not odoo_package.is_ready(self.project):
            odoo_package.fetch(self.project)

    def _prepare_python(self, extra: tuple[str, ...]) -> None:
        if not postgres_files.is_ready(self.project):
            postgres_files.fetch(self.project, self.venv)
        for requirements in self.requirements(*extra):
            self.venv.install(requirements)

    @contextmanager
    def database_server(self, name: str) -> Iterator[Databases]:
        """Give the databases of the cluster `name`, or those of the user's server."""
        psql = postgres_files.binary(self.project, "psql")
        data_dir = self.project.runtime / "data" / name
        own = self.settings.own_server
        if own:
            databases = Databases(own, psql, data_dir)
            check_version(databases, own)
            yield databases
            return
        cluster = Cluster(self.project, name)
        try:
            cluster.join()
            yield Databases(cluster.server, psql, data_dir)
        finally:
            cluster.leave()


def check_version(databases: Databases, server: Server) -> None:
    """Refuse a PostgreSQL that Odoo 19 does not run on."""
    [[version]] = databases.sql("SHOW server_version_num;")
    if int(version) < OLDEST_POSTGRESQL:
        raise Stop(
            f"PostgreSQL at {server.host} is version {int(version) // 10000}: Odoo 19"
            " needs 13 or later; leave --db-host out and ./club brings its own."
        )
