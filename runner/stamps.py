"""Finished steps, remembered by the hash of what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

SKIPPED_DIRS = {"__pycache__", ".git", "node_modules"}


def digest(*parts: object) -> str:
    """Return a short hash of the parts' texts."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digest_files(files: Iterable[Path], root: Path) -> str:
    """Return a short hash of names and contents, names relative to `root`."""
    total = hashlib.sha256()
    for path in sorted(files):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue  # deleted between listing and reading by an editor
        total.update(f"{path.relative_to(root)}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:16]


def tree(folder: Path) -> list[Path]:
    """Return the files below `folder` that can change what Odoo does."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix not in (".pyc", ".swp")
        and not SKIPPED_DIRS & set(path.relative_to(folder).parts)
    ]


class Stamp:
    """One step's memory: done if the file holds the key of today's inputs."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name

    def matches(self, key: str) -> bool:
        """Tell whether the step was finished with exactly these inputs."""
        try:
            return self.path.read_text() == key
        except OSError:
            return False

    def write(self, key: str) -> None:
        """Remember the step as finished; call it last."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(self.path.name + ".new")
        fresh.write_text(key)
        fresh.replace(self.path)

    def clear(self) -> None:
        """Forget the step."""
        self.path.unlink(missing_ok=True)
