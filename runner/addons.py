"""The suite's addons as files: manifests, dependencies, content hashes."""

from __future__ import annotations

import ast
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from runner import stamps
from runner.errors import Stop


@dataclass(frozen=True)
class Addon:
    """One folder with a manifest."""

    name: str
    folder: Path
    depends: tuple[str, ...]
    auto_install: bool


def read(folder: Path) -> Addon:
    """Read one addon's manifest."""
    manifest = folder / "__manifest__.py"
    try:
        values = ast.literal_eval(manifest.read_text())
    except (SyntaxError, ValueError) as error:
        raise Stop(f"{manifest} is not a valid manifest: {error}.") from error
    depends = tuple(values.get("depends") or ["base"])
    return Addon(folder.name, folder, depends, bool(values.get("auto_install")))


class Suite:
    """All addons of a folder, with their order and their contents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = (read(path.parent) for path in sorted(folder.glob("*/__manifest__.py")))
        self.addons = {addon.name: addon for addon in found}

    def closure(self, name: str) -> set[str]:
        """Return the suite's addons that `name` needs, itself included."""
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in self.addons and current not in reached:
                reached.add(current)
                waiting.extend(self.addons[current].depends)
        return reached

    def parent(self, name: str) -> str | None:
        """Return the addon below `name` that brings the most: its layer's base."""
        below = self.closure(name) - {name}
        return max(
            below, key=lambda each: (len(self.closure(each)), each), default=None
        )

    def outside(self, names: Set[str]) -> list[str]:
        """Return the modules outside the suite that `names` need."""
        needed = {each for name in names for each in self.addons[name].depends}
        return sorted(needed - set(self.addons))

    def digest(self, names: Set[str]) -> str:
        """Return a hash of everything in these addons that Odoo reads."""
        return stamps.digest(
            *(
                f"{name} {stamps.digest_files(self.files(name), self.folder)}"
                for name in sorted(names)
            )
        )

    def files(self, name: str) -> list[Path]:
        """Return an addon's files; tests and README do not change a database."""
        folder = self.addons[name].folder
        ignored = {"tests", "README.md"}
        return [
            path
            for path in stamps.tree(folder)
            if path.relative_to(folder).parts[0] not in ignored
        ]
