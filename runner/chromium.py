"""The browser for the tests: Debian's Chromium."""

from __future__ import annotations

from pathlib import Path

from runner.errors import Stop
from runner.programs import Program, Unpacked
from runner.project import Project

CHROMIUM = Program(
    "chromium",
    ("chromium", "chromium-browser", "google-chrome"),
    "usr/lib/chromium/chromium",
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The browser tests need Chromium: install it with `sudo apt install chromium` and"
    " run ./club test again."
)


def find() -> Path:
    """Return the browser's path; raise Stop if there is none."""
    if found := CHROMIUM.find():
        return found
    raise Stop(MISSING)


def ensure(project: Project) -> None:
    """Bring Chromium if it is missing; raise Stop if it is not to be had."""
    try:
        Unpacked(project, CHROMIUM).ensure()
    except Stop as stop:
        raise Stop(f"{stop} {MISSING}") from stop
