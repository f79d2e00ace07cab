"""Databases on one server: list, create, copy with their files, drop."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from runner import processes, procfs
from runner.errors import Stop, disk_full
from runner.server import Server

# A copy's name ends in the number of the process that made it (and a count).
COPY = re.compile(r"^(?:test|bench|i18n)_.*?(?P<pid>\d+)(?:-\d+)?$")


def copy_name(kind: str, count: int | None = None) -> str:
    """Return a name that tells `drop_orphans` whose copy it is."""
    return f"{kind}_{os.getpid()}" + ("" if count is None else f"-{count}")


def quoted(name: str) -> str:
    """Return an identifier quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text quoted for SQL."""
    return "'" + text.replace("'", "''") + "'"


class Databases:
    """The databases of `server`, and their attachments below `data_dir`."""

    def __init__(self, server: Server, psql: Path, data_dir: Path) -> None:
        self.server = server
        self.psql = psql
        self.data_dir = data_dir

    def sql(self, statement: str, database: str = "postgres") -> list[list[str]]:
        """Run statements, each in its own transaction; return the rows as texts."""
        done = subprocess.run(
            [self.psql, "-X", "-q", "-A", "-t", "-F", "\x1f", "-v", "ON_ERROR_STOP=1",
             "-d", database],
            input=statement, env={**os.environ, **self.server.environment()},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            if "No space left" in done.stderr:
                raise disk_full("the database")
            raise self._refusal(done.stderr)
        return [line.split("\x1f") for line in done.stdout.splitlines()]

    def _refusal(self, message: str) -> Stop:
        reason = message.replace("psql: error: ", "").strip().splitlines()[0]
        if "connection to server" not in reason:
            return Stop(f"PostgreSQL refuses: {reason}.")
        return Stop(
            f"{reason}: check --db-host, --db-port, --db-user and --db-password."
        )

    def names(self) -> set[str]:
        """Return the names of all databases."""
        return {row[0] for row in self.sql("SELECT datname FROM pg_database;")}

    def filestore(self, name: str) -> Path:
        """Return the folder of a database's attachments."""
        return self.data_dir / "filestore" / name

    def create(self, name: str) -> None:
        """Create an empty database as Odoo would, accents ignored in searches."""
        self.drop(name)
        self.sql(
            f"CREATE DATABASE {quoted(name)} ENCODING 'UTF8' LC_COLLATE 'C'"
            " TEMPLATE template0;"
        )
        self.sql(
            "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;"
            "ALTER FUNCTION unaccent(text) IMMUTABLE;"
            "GRANT CREATE ON SCHEMA public TO public;",
            name,
        )

    def copy(self, source: str, name: str) -> None:
        """Copy a database that nobody is connected to, attachments included."""
        self.drop(name)
        self.sql(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(source)};")
        self._link_files(source, name)

    def duplicate(self, source: str, name: str, log: Path) -> None:
        """Copy a database as it is at this instant, whoever is connected to it."""
        self.create(name)
        dump = self.data_dir / f"{name}.dump"
        env = {**os.environ, **self.server.environment()}
        try:
            processes.run(
                "Reading the database",
                [self.psql.with_name("pg_dump"), "--format=custom", "--compress=0",
                 "--no-owner", f"--file={dump}", source],
                log=log, env=env,
            )  # fmt: skip
            processes.run(
                "Writing its copy",
                [self.psql.with_name("pg_restore"), "--no-owner", "--exit-on-error",
                 "--jobs=2", "-d", name, dump],
                log=log, env=env,
            )  # fmt: skip
        finally:
            dump.unlink(missing_ok=True)
        self._link_files(source, name)

    def _link_files(self, source: str, name: str) -> None:
        if self.filestore(source).is_dir():
            # Attachments are named by their content and never rewritten: links do.
            shutil.copytree(
                self.filestore(source), self.filestore(name), copy_function=os.link
            )

    def drop(self, name: str) -> None:
        """Drop a database and its attachments if they exist."""
        if name in self.names():
            self.sql(f"ALTER DATABASE {quoted(name)} IS_TEMPLATE false;")
        self._drop(name)
        shutil.rmtree(self.filestore(name), ignore_errors=True)

    def _drop(self, name: str, attempts: int = 3) -> None:
        """Drop it by force. PostgreSQL waits five seconds for whom it threw out: on a
        busy machine some are slower."""
        try:
            self.sql(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE);")
        except Stop as stop:
            if attempts == 1 or "being accessed" not in str(stop):
                raise
            self._drop(name, attempts - 1)

    def drop_orphans(self) -> None:
        """Drop copies whose makers were killed before they could."""
        for name in self.names():
            match = COPY.match(name)
            if match and not procfs.runs(int(match["pid"])):
                self.drop(name)

    def rename(self, old: str, new: str) -> None:
        """Give a finished database its final name."""
        shutil.rmtree(self.filestore(new), ignore_errors=True)
        if self.filestore(old).is_dir():
            self.filestore(old).rename(self.filestore(new))
        self.sql(f"ALTER DATABASE {quoted(old)} RENAME TO {quoted(new)};")

    def seal(self, name: str) -> None:
        """Make a database a template: nobody can connect, so it can be copied."""
        self.sql(
            f"ALTER DATABASE {quoted(name)} IS_TEMPLATE true ALLOW_CONNECTIONS false;"
        )
