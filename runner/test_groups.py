"""Which tests there are, and on which prepared database each group runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from runner.addons import Suite
from runner.errors import Stop
from runner.templates import ALL

PURE = ("tests/runner", "tests/pure")
SERVER = "tests/server"
# How many files one part of an addon's tests has, or one of the server tests.
FILES, SERVER_FILES = 20, 5
BROWSER = re.compile(r"\b(start_tour|browser_js|new_page|browser)\(")


@dataclass(frozen=True)
class Group:
    """Tests that share one pytest process.

    `layer` names the template they need; with `copies` pytest-odoo runs on one
    copy of it, otherwise the tests make copies of their own.
    """

    name: str
    paths: tuple[str, ...]
    layer: str | None = None
    copies: bool = True

    def needs_browser(self, root: Path) -> bool:
        """Tell whether these tests drive a browser: server tests and Odoo tours."""
        files = (
            file for path in self.paths for file in _files(root / path.split("::")[0])
        )
        return any(BROWSER.search(file.read_text()) for file in files)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else list(path.rglob("test_*.py"))


def group_of(path: str) -> tuple[str, str | None, bool]:
    """Return name, layer and copies of the group that a test path belongs to."""
    parts = Path(path).parts
    if parts[:1] == ("addons",) and len(parts) > 1:
        return parts[1], parts[1], True
    if parts[:2] == ("tests", "server"):
        return "server", ALL, False
    if parts[:1] == ("tests",) and "/".join(parts[:2]) in PURE:
        return "pure", None, False
    raise Stop(
        f"{path} belongs to no group of tests: give a path below addons/NAME/tests,"
        f" {', '.join(PURE)} or {SERVER}."
    )


def everything(root: Path, suite: Suite) -> list[str]:
    """Return the paths of all tests: those of real servers first, addons from above.

    What takes longest begins first, and nothing long is waited for at the end.
    """
    by_size = sorted(suite.addons, key=lambda name: (-len(suite.closure(name)), name))
    candidates = [*PURE, SERVER, *(f"addons/{name}/tests" for name in by_size)]
    return [path for path in candidates if any((root / path).glob("**/test_*.py"))]


def parts(root: Path, group: Group) -> list[Group]:
    """Part a whole folder with many test files, so that no part is waited for alone."""
    if not group.layer or len(group.paths) > 1 or not (root / group.paths[0]).is_dir():
        return [group]
    files = [
        str(file.relative_to(root)) for file in sorted(_files(root / group.paths[0]))
    ]
    count = -(-len(files) // (FILES if group.copies else SERVER_FILES)) or 1
    if count == 1:
        return [group]
    # Every nth file: slow neighbours do not meet in one part.
    return [
        replace(group, name=f"{group.name}-{n + 1}", paths=tuple(files[n::count]))
        for n in range(count)
    ]


def select(
    root: Path, suite: Suite, arguments: list[str]
) -> tuple[list[Group], list[str]]:
    """Split pytest's arguments into groups (by their paths) and other options."""
    paths: list[str] = []
    options: list[str] = []
    for argument in arguments:
        file = argument.partition("::")[0]
        if not argument.startswith("-") and (root / file).exists():
            paths.append(str(Path(argument)))
        else:
            options.append(argument)
    groups: dict[str, Group] = {}
    for path in paths or everything(root, suite):
        inside = path.removeprefix(f"{root}/")
        name, layer, copies = group_of(inside)
        before = groups[name].paths if name in groups else ()
        groups[name] = Group(name, (*before, inside), layer, copies)
    found = [part for group in groups.values() for part in parts(root, group)]
    return found, options
