"""How to reach a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass

PORT = 5432
USER = "club"


@dataclass(frozen=True)
class Server:
    """One server, ours or the user's."""

    host: str
    port: int = PORT
    user: str = USER
    password: str = ""

    def environment(self) -> dict[str, str]:
        """Return the variables that PostgreSQL's own programs read."""
        settings = {"PGHOST": self.host, "PGPORT": str(self.port), "PGUSER": self.user}
        return settings | ({"PGPASSWORD": self.password} if self.password else {})
