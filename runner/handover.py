"""What tests and benches are told about the databases, by environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runner.databases import Databases
from runner.server import Server


@dataclass(frozen=True)
class Handover:
    """A server, a sealed template to copy, and where Odoo's parts lie."""

    server: Server
    template: str
    psql: Path
    data_dir: Path
    addons_path: str
    artefacts: Path

    def to_environment(self) -> dict[str, str]:
        """Return the variables; their names are a contract with tests/bench."""
        return {
            "CLUB_DB_HOST": self.server.host,
            "CLUB_DB_PORT": str(self.server.port),
            "CLUB_DB_USER": self.server.user,
            "CLUB_DB_PASSWORD": self.server.password,
            "CLUB_TEMPLATE": self.template,
            "CLUB_PSQL": str(self.psql),
            "CLUB_DATA_DIR": str(self.data_dir),
            "CLUB_ADDONS_PATH": self.addons_path,
            "CLUB_ARTEFACTS": str(self.artefacts),
        }

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> Handover:
        """Read the variables back, in the process that ./club started."""
        server = Server(
            env["CLUB_DB_HOST"],
            int(env["CLUB_DB_PORT"]),
            env["CLUB_DB_USER"],
            env["CLUB_DB_PASSWORD"],
        )
        return cls(
            server,
            env["CLUB_TEMPLATE"],
            Path(env["CLUB_PSQL"]),
            Path(env["CLUB_DATA_DIR"]),
            env["CLUB_ADDONS_PATH"],
            Path(env["CLUB_ARTEFACTS"]),
        )

    @property
    def secrets(self) -> dict[str, str]:
        """Return what Odoo reads from the environment, as command lines are public."""
        return {"PGPASSWORD": self.server.password} if self.server.password else {}

    @property
    def databases(self) -> Databases:
        """The server's databases."""
        return Databases(self.server, self.psql, self.data_dir)

    def options(self, database: str) -> list[str]:
        """Return Odoo's options for one database; the password is not among them."""
        options = {
            "database": database,
            "db-filter": f"^{database}$",
            "db_host": self.server.host,
            "db_port": str(self.server.port),
            "db_user": self.server.user,
            "data-dir": str(self.data_dir),
            "addons-path": self.addons_path,
        }
        return [f"--{name}={value}" for name, value in options.items()] + [
            "--no-database-list"
        ]
