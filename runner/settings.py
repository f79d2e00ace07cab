"""What the command line chose, for all commands."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from runner.server import Server


@dataclass(frozen=True)
class Settings:
    """Options shared by the commands; port 0 is the command's own."""

    port: int = 0
    empty: bool = False
    odoo: Path | None = None
    db_host: str = ""
    db_port: int = 5432
    db_user: str = ""
    db_password: str = ""
    db_suffix: str = ""

    @property
    def own_server(self) -> Server | None:
        """The user's own PostgreSQL, if one was named."""
        if not self.db_host:
            return None
        user = self.db_user or os.environ.get("USER", "odoo")
        return Server(self.db_host, self.db_port, user, self.db_password)
