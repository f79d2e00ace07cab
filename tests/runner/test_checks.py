"""Checks run side by side in a checkout where nothing has run yet."""

from pathlib import Path

from runner.checks import all_checks
from runner.project import Project
from runner.settings import Settings
from runner.workspace import Workspace

ROOT = Path(__file__).parents[2]


def test_no_two_checks_fill_one_cache():
    """Two mypy that start together on one empty cache end in an internal error."""
    caches = [
        check.argv[check.argv.index("--cache-dir") + 1]
        for check in all_checks(Workspace(Project(ROOT), Settings()))
        if "--cache-dir" in check.argv
    ]
    assert len(caches) > 1
    assert len(set(caches)) == len(caches)
