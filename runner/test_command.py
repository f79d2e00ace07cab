"""`./club test`: every kind of test, each group on a database of its own."""

from __future__ import annotations

import os
from pathlib import Path

from runner import odoo_command, odoo_log, processes, steps, test_groups
from runner.addons import Suite
from runner.databases import Databases
from runner.templates import Templates
from runner.test_groups import Group
from runner.test_report import Report
from runner.workspace import Workspace


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Prepare everything, run the groups, print one total; 0 if all passed."""
    keep = "--keep-db" in arguments
    arguments = [each for each in arguments if each != "--keep-db"]
    workspace.prepare("dev")
    suite = Suite(workspace.project.addons)
    groups, options = test_groups.select(workspace.project.root, suite, arguments)
    report = Report(workspace.project.runtime / "reports" / str(os.getpid()))
    with workspace.database_server("test") as databases:
        runner = GroupRunner(workspace, databases, report, keep)
        for group in groups:
            runner.run(group, options)
    return report.conclude()


class GroupRunner:
    """Runs groups of tests, one after the other."""

    def __init__(
        self, workspace: Workspace, databases: Databases, report: Report, keep: bool
    ) -> None:
        self.workspace = workspace
        self.databases = databases
        self.templates = Templates(workspace, databases)
        self.report = report
        self.keep = keep

    def run(self, group: Group, options: list[str]) -> None:
        """Run one group and add what it found to the report."""
        suffix = self.workspace.settings.db_suffix or str(os.getpid())
        name = f"test_{group.name}_{suffix}"
        log = self.workspace.project.logs / f"{name}.log"
        log.unlink(missing_ok=True)
        if group.layer and group.copies:
            self.templates.copy(group.layer, name)
        elif group.layer:
            # Tests of this group make their own copies.
            name = self.templates.ensure(group.layer)
        steps.say(f"\n── {group.name}")
        result = self.report.file(group.name)
        argv = [self.workspace.venv.python, "-m", "pytest", "-p", "runner.pytest_club"]
        argv += [*self._odoo_options(group, name, log), *group.paths, *options]
        child = processes.spawn(
            argv, env=self._environment(group, name, result), cwd=self.workspace.project.root
        )
        code = child.wait()
        processes.forget(child)
        self.report.add(group.name, code, result)
        if group.layer:
            self._check_logs(group, log)
        if group.layer and group.copies and not self.keep:
            self.databases.drop(name)

    def _odoo_options(self, group: Group, name: str, log: Path) -> list[str | Path]:
        if not (group.layer and group.copies):
            return ["-p", "no:odoo"]
        config = odoo_command.write_config(
            self.workspace,
            self.databases.server,
            self.databases.data_dir,
            name,
            logfile=str(log),
        )
        return [
            f"--odoo-config={config}",
            f"--odoo-database={name}",
            "--odoo-http",
            "--odoo-log-level=warn",
        ]

    def _environment(self, group: Group, name: str, result: Path) -> dict[str, str]:
        env = odoo_command.environment()
        env["PYTHONPATH"] = str(self.workspace.project.root)
        env["CLUB_RESULT"] = str(result)
        if group.layer and not group.copies:
            env |= {
                "CLUB_TEMPLATE": name,
                "CLUB_DATA_DIR": str(self.databases.data_dir),
                "CLUB_DB_HOST": self.databases.server.host,
                "CLUB_DB_PORT": str(self.databases.server.port),
                "CLUB_DB_USER": self.databases.server.user,
                "CLUB_DB_PASSWORD": self.databases.server.password,
            }
        return env

    def _check_logs(self, group: Group, log: Path) -> None:
        """Fail the group for what Odoo complained about, installing or testing."""
        assert group.layer
        suite = self.templates.suite
        installed = self.templates.log(self.templates.name(suite, group.layer))
        for path in (installed, log):
            for entry in odoo_log.serious(path):
                self.report.complain(group.name, entry.text)
