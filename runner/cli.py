"""The command line: one function per command, one sentence per failure."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from runner import (
    bench_command,
    check_command,
    db_command,
    errors,
    i18n_command,
    practice_command,
    processes,
    reset_command,
    run_command,
    steps,
    test_command,
)
from runner.errors import Interrupted, Stop
from runner.project import Project
from runner.settings import Settings
from runner.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent


def command_setup(workspace: Workspace, _rest: list[str]) -> int:
    """Fetch and install everything, start nothing."""
    workspace.prepare("dev", printing=True)
    steps.say(f"Odoo's source: {workspace.odoo.python_path}")
    steps.say(f"Python:        {workspace.venv.python}")
    return 0


COMMANDS = {
    "bench": bench_command.command,
    "check": check_command.command,
    "db": db_command.command,
    "i18n": i18n_command.command,
    "practice": practice_command.command,
    "reset": reset_command.command,
    "run": run_command.command,
    "setup": command_setup,
    "shell": db_command.shell,
    "test": test_command.command,
}


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(prog="./club", allow_abbrev=False)
    top.add_argument("command", choices=sorted(COMMANDS))
    top.add_argument("--port", type=int, default=0)
    top.add_argument("--empty", action="store_true")
    top.add_argument("--odoo", type=Path)
    top.add_argument("--db-host", default="")
    top.add_argument("--db-port", type=int, default=5432)
    top.add_argument("--db-user", default="")
    top.add_argument("--db-password", default="")
    top.add_argument("--db-suffix", default=os.environ.get("CLUB_DB_SUFFIX", ""))
    return top


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the process's exit code."""
    options, rest = parser().parse_known_args(arguments)
    values = dict(vars(options))
    command = COMMANDS[values.pop("command")]
    workspace = Workspace(Project(ROOT), Settings(**values))
    try:
        with processes.until_signalled():
            return command(workspace, rest)
    except Interrupted as interrupted:
        steps.say("Stopped.")
        return 128 + interrupted.signum
    except Stop as stop:
        steps.say(str(stop), error=True)
        return 1
    except OSError as error:
        sentence = errors.from_os_error(error, ROOT)
        if sentence is None:
            raise
        steps.say(str(sentence), error=True)
        return 1
