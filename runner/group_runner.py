"""Runs one group of tests: its database, its pytest process, its log."""

from __future__ import annotations

import subprocess
from pathlib import Path

from runner import node_packages, odoo_command, odoo_log, processes, steps
from runner.databases import Databases, copy_name
from runner.errors import Stop
from runner.templates import Templates
from runner.test_groups import Group
from runner.test_report import Report
from runner.workspace import Workspace


class GroupRunner:
    """What all groups of one run share."""

    def __init__(
        self, workspace: Workspace, databases: Databases, report: Report, keep: bool
    ) -> None:
        self.workspace = workspace
        self.project = workspace.project
        self.databases = databases
        self.templates = Templates(workspace, databases)
        self.report = report
        self.keep = keep

    def run(self, group: Group, options: list[str], capture: bool = False) -> str:
        """Run one group and add what it found to the report.

        Returns pytest's output if `capture`, otherwise it goes to the terminal.
        """
        title = f"── {group.name}"
        if not capture:
            steps.say(f"\n{title}")
        try:
            output = self._run(group, options, capture)
        except Stop as stop:
            # The other groups still have something to say.
            self.report.complain(group.name, str(stop))
            output = str(stop)
        return f"\n{title}\n{output}"

    def _run(self, group: Group, options: list[str], capture: bool) -> str:
        argv: list[str | Path] = [self.workspace.venv.python, "-m", "pytest"]
        argv += ["-p", "runner.pytest_club"]
        if group.layer and group.copies:
            return self._on_a_copy(group, argv, options, capture)
        env: dict[str, str] = {}
        if group.layer:
            template = self.templates.ensure(group.layer)
            described = odoo_command.handover(self.workspace, self.databases, template)
            env = described.to_environment()
            self._check_install_log(group, template)
        return self._pytest(group, [*argv, "-p", "no:odoo"], options, env, capture)

    def _on_a_copy(
        self, group: Group, argv: list[str | Path], options: list[str], capture: bool
    ) -> str:
        assert group.layer
        suffix = self.workspace.settings.db_suffix
        kind = f"test_{group.name}"
        name = f"{kind}_{suffix}" if suffix else copy_name(kind)
        log = self.project.logs / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.unlink(missing_ok=True)
        config = odoo_command.write_config(
            self.workspace,
            self.databases.server,
            self.databases.data_dir,
            name,
            logfile=str(log),
        )
        odoo = [
            f"--odoo-config={config}",
            f"--odoo-database={name}",
            "--odoo-http",
            "--odoo-log-level=warn",
        ]
        try:
            template = self.templates.copy(group.layer, name)
            output = self._pytest(group, [*argv, *odoo], options, {}, capture)
            self._check_install_log(group, template)
            self._complain(group, log)
        finally:
            config.unlink(missing_ok=True)
            if not self.keep:
                self.databases.drop(name)
        return output

    def _pytest(
        self,
        group: Group,
        argv: list[str | Path],
        options: list[str],
        env: dict[str, str],
        capture: bool,
    ) -> str:
        result = self.report.file(group.name)
        colour = [] if capture else ["--color=auto"]
        child = processes.spawn(
            [*argv, *colour, *group.paths, *options],
            env=odoo_command.environment()
            | {
                "PYTHONPATH": str(self.project.root),
                "CLUB_RESULT": str(result),
                # Playwright's own needs a library that bare machines lack.
                "PLAYWRIGHT_NODEJS_PATH": str(node_packages.node(self.workspace.venv)),
            }
            | env,
            cwd=self.project.root,
            output=subprocess.PIPE if capture else None,
            main_thread=not capture,
        )
        output, _ = child.communicate()
        processes.forget(child)
        self.report.add(group.name, child.returncode, result)
        return output or ""

    def _check_install_log(self, group: Group, template: str) -> None:
        """Deprecated habits are reported while a module is installed, not later."""
        self._complain(group, self.templates.log(template))

    def _complain(self, group: Group, log: Path) -> None:
        for entry in odoo_log.serious(log):
            self.report.complain(group.name, f"unexpected in Odoo's log:\n{entry.text}")
