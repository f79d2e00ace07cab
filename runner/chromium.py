"""The browser for the tests: Debian's Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from runner import processes, steps
from runner.errors import Stop

NAMES = ("chromium", "chromium-browser", "google-chrome")
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
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    raise Stop(MISSING)


def ensure(log: Path) -> None:
    """Install Chromium if it is missing and we may; raise Stop otherwise."""
    if any(shutil.which(name) for name in NAMES):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(MISSING)
    try:
        with steps.step("Chromium installed"):
            _install(log)
    except Stop as stop:
        raise Stop(f"{stop} {MISSING}") from stop


def _install(log: Path) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    processes.run(
        "Reading the package index", ["apt-get", "update", "-qq"], log=log, env=env
    )
    processes.run(
        "Installing Chromium",
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        log=log,
        env=env,
    )
