"""`./club test`: every kind of test, each group on a database of its own."""

from __future__ import annotations

import os
import queue
import sys
from collections.abc import Callable

from runner import chromium, node_packages, steps, test_groups
from runner.addons import Suite
from runner.group_runner import GroupRunner
from runner.test_groups import Group
from runner.test_report import Report
from runner.workspace import Workspace

PARALLEL = 2


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Prepare everything, run the groups, print one total; 0 if all passed."""
    keep = "--keep-db" in arguments
    arguments = [each for each in arguments if each != "--keep-db"]
    workspace.prepare("dev", printing=True)
    suite = Suite(workspace.project.addons)
    groups, options = test_groups.select(workspace.project.root, suite, arguments)
    if any(group.needs_browser(workspace.project.root) for group in groups):
        chromium.ensure(workspace.project)
        node_packages.ensure(workspace.project, workspace.venv)
    report = Report(workspace.project.runtime / "reports" / str(os.getpid()))
    with workspace.database_server("test") as databases:
        databases.drop_orphans()
        runner = GroupRunner(workspace, databases, report, keep)
        beside, alone = split(groups)
        steps.together(*[worker(runner, beside, options)] * min(PARALLEL, len(beside)))
        for group in alone:
            runner.run(group, options)
    return report.conclude()


def split(groups: list[Group]) -> tuple[list[Group], list[Group]]:
    """Part groups that have a database, two of which run at a time, from the others.

    A single one runs alone and prints as it goes.
    """
    beside = [group for group in groups if group.layer]
    if len(beside) < 2:
        return [], groups
    return beside, [group for group in groups if not group.layer]


def worker(
    runner: GroupRunner, groups: list[Group], options: list[str]
) -> Callable[[], None]:
    """Return a task that runs groups off a common queue until it is empty."""
    waiting: queue.SimpleQueue[Group] = queue.SimpleQueue()
    for group in groups:
        waiting.put(group)

    def work() -> None:
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            output = runner.run(group, options, capture=True)
            steps.say(output)
            sys.stdout.flush()

    return work
