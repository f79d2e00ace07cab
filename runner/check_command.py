"""`./club check [--fix] [NAME…]`: the lint stack and the French translations."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from runner import checks, i18n_command, node_packages, processes, steps
from runner.addons import Suite
from runner.checks import Check
from runner.errors import Stop
from runner.workspace import Workspace

TRANSLATIONS = "translations"


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Run all checks or the named ones; print what the failing ones say."""
    fix = "--fix" in arguments
    names = [argument for argument in arguments if argument != "--fix"]
    workspace.prepare("dev")
    node_packages.ensure(workspace.project, workspace.venv)
    chosen = choose(checks.all_checks(workspace), names)
    if fix:
        for check in chosen:
            if check.fix:
                _run(workspace, Check(check.name, check.fix, env=check.env))
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda check: _run(workspace, check), chosen))
    if TRANSLATIONS in names or not names:
        results.append(_translations(workspace))
    for name, problem in results:
        steps.say(f"  {'✗' if problem is not None else '✓'} {name}")
        if problem:
            steps.say(problem.strip() + "\n")
    failed = sum(problem is not None for _name, problem in results)
    steps.say(f"{len(results) - failed} checks passed, {failed} failed")
    return 1 if failed else 0


def choose(available: list[Check], names: list[str]) -> list[Check]:
    """Return the checks with these names (or beginnings), all without names."""
    known = {check.name for check in available} | {TRANSLATIONS}
    for name in names:
        if name not in known and not any(each.split()[0] == name for each in known):
            raise Stop(
                f"There is no check {name}: choose from {', '.join(sorted(known))}."
            )
    return [
        check
        for check in available
        if not names or check.name in names or check.name.split()[0] in names
    ]


def _run(workspace: Workspace, check: Check) -> tuple[str, str | None]:
    """Run one tool; return its name and, if it failed, what it printed."""
    child = processes.spawn(
        check.argv,
        cwd=workspace.project.root,
        env={**os.environ, "NO_COLOR": "1", **check.env},
        output=processes.PIPE,
        main_thread=False,
    )
    output, _ = child.communicate()
    processes.forget(child)
    return check.name, output if child.returncode else None


def _translations(workspace: Workspace) -> tuple[str, str | None]:
    modules = sorted(Suite(workspace.project.addons).addons)
    if not modules:
        return TRANSLATIONS, None
    try:
        with workspace.database_server("test") as databases:
            i18n_command.work(workspace, databases, "compare", modules)
    except Stop as stop:
        return TRANSLATIONS, str(stop)
    return TRANSLATIONS, None
