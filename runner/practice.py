"""A copy of a database to practise on: no e-mail ever leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runner import processes
from runner.databases import Databases
from runner.errors import Stop

# Links and sessions of the original open nothing in the copy.
FRESH_SECRETS = (
    "UPDATE ir_config_parameter SET value = gen_random_uuid()::text"
    " WHERE key IN ('database.uuid', 'database.secret');"
)
FLAG = "SELECT value FROM ir_config_parameter WHERE key = 'database.is_neutralized';"


@dataclass(frozen=True)
class Neutraliser:
    """Odoo's own neutralisation: `argv` is its command without the database."""

    databases: Databases
    argv: Sequence[str | Path]
    env: dict[str, str]
    log: Path

    def apply(self, name: str) -> None:
        """Neutralise a database; raise Stop unless it then says that it is."""
        processes.run(
            "Switching e-mails off",
            [*self.argv, "-d", name],
            log=self.log,
            env=self.env,
        )
        if self.databases.sql(FLAG, name) != [["true"]]:
            raise Stop(
                f"The copy {name} could still send e-mails, so it is not started: see"
                f" {self.log}."
            )


def copy(neutraliser: Neutraliser, source: str, name: str) -> None:
    """Copy `source`, which may be in use, and neutralise the copy.

    It gets its name last: what an interrupted copy leaves is never served.
    """
    databases = neutraliser.databases
    building = f"{name}_new"
    databases.duplicate(source, building, neutraliser.log)
    databases.sql(FRESH_SECRETS, building)
    neutraliser.apply(building)
    databases.drop(name)
    databases.rename(building, name)
