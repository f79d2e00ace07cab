"""The database of `./club run`: made once, updated when the addons change."""

from __future__ import annotations

import json

from runner import odoo_command, odoo_log, processes, stamps, steps
from runner.addons import Suite
from runner.databases import Databases, literal
from runner.workspace import Workspace

DEMO = "club_demo"


class Site:
    """One database and the state of the addons installed in it."""

    def __init__(
        self, workspace: Workspace, databases: Databases, name: str = ""
    ) -> None:
        self.workspace = workspace
        self.databases = databases
        self.empty = workspace.settings.empty
        self.name = name or ("club_empty" if self.empty else "club")
        server = databases.server
        key = stamps.digest(server.host, server.port, self.name)
        self.state_file = (
            workspace.project.runtime / "state" / f"{self.name}-{key}.json"
        )
        self.log = workspace.project.logs / f"{self.name}-modules.log"

    def state(self) -> dict[str, str]:
        """Return the content hash of each addon, as the files are now."""
        suite = Suite(self.workspace.project.addons)
        names = set(suite.addons) - ({DEMO} if self.empty else set())
        return {name: suite.digest({name}) for name in sorted(names)}

    def installed(self) -> dict[str, str]:
        """Return the hashes at the last successful start."""
        try:
            content: dict[str, str] = json.loads(self.state_file.read_text())
        except (OSError, ValueError):
            return {}
        return content

    def remember(self, state: dict[str, str]) -> None:
        """Note the addons' state that the database is in."""
        self.state_file.parent.mkdir(parents=True, exist_ok=True)
        self.state_file.write_text(json.dumps(state))

    def make_ready(self) -> bool:
        """Create the database or bring it up to the addons' present state.

        Returns whether that changed anything.
        """
        now = self.state()
        before = self.installed()
        changed = [name for name in now if name in before and now[name] != before[name]]
        new = [name for name in now if name not in before]
        if self.name not in self.databases.names():
            self._create(list(now))
        elif changed or new:
            self._update(changed, new)
        else:
            return False
        self.remember(now)
        return True

    def set_address(self, url: str) -> None:
        """Tell Odoo the address to write in mails and to fetch documents from."""
        for key, value in (("web.base.url", url), ("web.base.url.freeze", "True")):
            self.databases.sql(
                "INSERT INTO ir_config_parameter (key, value) "
                f"VALUES ({literal(key)}, {literal(value)}) "
                "ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value;",
                self.name,
            )

    def _create(self, modules: list[str]) -> None:
        kind = "empty database" if self.empty else "database with demo data"
        with steps.step(f"{kind.capitalize()} {self.name} made"):
            # Under another name until it is complete: an interrupted start
            # leaves nothing that looks finished.
            building = f"{self.name}_new"
            self.databases.create(building)
            self._odoo(
                building, "-i", ",".join(modules) or "base", "--load-language=fr_FR"
            )
            self.databases.rename(building, self.name)

    def _update(self, changed: list[str], new: list[str]) -> None:
        with steps.step(f"Addons updated: {', '.join(changed + new)}"):
            # Without a memory of the last start every addon counts as new, and
            # installing an installed module does nothing: so update it as well.
            arguments = ["-u", ",".join(changed + new)]
            arguments += ["-i", ",".join(new)] if new else []
            self._odoo(self.name, *arguments)

    def _odoo(self, database: str, *arguments: str) -> None:
        config = odoo_command.write_config(
            self.workspace, self.databases.server, self.databases.data_dir, "run"
        )
        self.log.unlink(missing_ok=True)
        processes.run(
            "Installing the addons",
            odoo_command.command(
                self.workspace, "-c", config, "-d", database, *arguments,
                "--stop-after-init", "--no-http", "--max-cron-threads=0",
            ),
            log=self.log,
            # The database is only renamed once complete, so no commit of the
            # making needs to wait for the disk.
            env=odoo_command.environment() | {"PGOPTIONS": "-c synchronous_commit=off"},
        )  # fmt: skip
        odoo_log.refuse_errors(self.log, "Installing the addons")
