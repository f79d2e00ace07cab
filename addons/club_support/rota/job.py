"""Have a rota planned by a process that nobody has to wait for.

The two sides meet in a folder: the caller puts the request there and comes back to
look; the process says how far it is and, at the end, what it found. A caller that dies
loses nothing, whoever comes next finds the folder; without it the process ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .process import KEPT

MAIN = Path(__file__).resolve().parent / "job_main.py"
REQUEST, PROGRESS, RESULT, ALIVE = (
    "request.json",
    "progress.json",
    "result.json",
    "alive",
)
# A process says that it lives every half second: a busy machine may be late.
SILENCE = 15.0


class Job:
    """The caller's side of one planning."""

    def __init__(self, folder: str) -> None:
        """Take up the job in this folder, whoever started it."""
        self.folder = Path(folder)

    @classmethod
    def prepare(cls, request: dict[str, Any]) -> Job:
        """Put the request in a folder of its own; nothing runs yet.

        :param request: ``problem`` (of a record) and ``seconds``, and what the caller
            wants to find again (``note``)
        """
        job = cls(tempfile.mkdtemp(prefix="club-rota-"))
        write(job.folder / REQUEST, request)
        return job

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process, free of this one: it goes on when this one ends."""
        (self.folder / ALIVE).touch()
        return subprocess.Popen(
            [sys.executable, str(MAIN), str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            start_new_session=True,
        )

    def request(self) -> dict[str, Any]:
        """Return what was asked; nothing when the folder is gone."""
        return read(self.folder / REQUEST) or {}

    def progress(self) -> list[dict[str, Any]]:
        """Return the levels brought to their least so far."""
        told: list[dict[str, Any]] = (read(self.folder / PROGRESS) or {"levels": []})[
            "levels"
        ]
        return told

    def result(self) -> dict[str, Any] | None:
        """Return what was found, nothing while it is being looked for."""
        return read(self.folder / RESULT)

    def is_alive(self) -> bool:
        """Whether the process is at work."""
        try:
            seen = (self.folder / ALIVE).stat().st_mtime
        except OSError:
            return False
        return abs(time.time() - seen) < SILENCE

    def discard(self) -> None:
        """End the job: its process notices that the folder is gone."""
        shutil.rmtree(self.folder, ignore_errors=True)


def read(path: Path) -> dict[str, Any] | None:
    """Return what this file holds, nothing when there is none."""
    with contextlib.suppress(OSError, ValueError):
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return data
    return None


def write(path: Path, data: dict[str, Any]) -> None:
    """Put this into the file, all at once."""
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps(data), encoding="utf-8")
    aside.replace(path)
