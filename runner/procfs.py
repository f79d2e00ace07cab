"""What the kernel says about processes that are not our children."""

from __future__ import annotations

from pathlib import Path


def status(pid: int, name: str) -> str:
    """Return one value of a process's status, "" if the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return ""
    return next((line.split()[1] for line in lines if line.startswith(f"{name}:")), "")


def runs_script(pid: int, script: str) -> bool:
    """Tell whether a process was started with this script's path."""
    try:
        return script in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False


def runs(pid: int) -> bool:
    """Tell whether a process still does anything; a zombie does not."""
    return status(pid, "State") not in ("", "Z")
