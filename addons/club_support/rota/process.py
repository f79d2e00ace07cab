"""Run the worker: start it, send a request, read its lines, end it in time."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .worker import MISSING

WORKER = Path(__file__).resolve().parent / "worker.py"
# Seconds beyond the time limit for starting, for the last plan and for saying it.
GRACE = 5.0
# What a process needs to find Python and its libraries: no password, no token.
KEPT = (
    *("PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "HOME", "VIRTUAL_ENV"),
    *("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("TMPDIR", "TEMP", "TMP", "SYSTEMROOT"),
)

# Flags for Python itself; a test leaves out what is installed.
LIBRARIES: tuple[str, ...] = ()

Line = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What came back.

    :ivar done: the whole answer, when the worker ended in order
    :ivar last: the last thing it said before it was ended, if anything
    :ivar end: "done", "missing" (no highspy), "killed" (out of time) or "crashed"
    """

    done: Line | None
    last: Line | None
    end: str


def ask(
    request: Line,
    seconds: float,
    on_line: Callable[[Line], None] = lambda line: None,
) -> Answer:
    """Send a request to a new process; kill it when time and grace are over.

    :param seconds: what the worker is told to take at most
    :param on_line: called with each intermediate line
    """
    end = time.monotonic() + seconds + GRACE
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    try:
        process = _start()
    except OSError:
        return Answer(None, None, "crashed")
    try:
        text = json.dumps({**request, "seconds": seconds})
        for job, values in ((_write, (text,)), (_read, (lines,))):
            threading.Thread(target=job, args=(process, *values), daemon=True).start()
        return _listen(process, lines, end, on_line)
    finally:
        process.kill()
        process.wait()
        _close(process)


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *LIBRARIES, str(WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in KEPT if name in os.environ},
        encoding="utf-8",
    )


def _listen(
    process: subprocess.Popen[str],
    lines: queue.SimpleQueue[str | None],
    end: float,
    on_line: Callable[[Line], None],
) -> Answer:
    last: Line | None = None
    while True:
        try:
            text = lines.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            return Answer(None, last, "killed")
        if text is None:
            missing = process.wait() == MISSING
            return Answer(None, last, "missing" if missing else "crashed")
        line: Line = json.loads(text)
        if "done" in line:
            return Answer(line["done"], last, "done")
        last = line
        on_line(line)


def _write(process: subprocess.Popen[str], text: str) -> None:
    # Stays open: the worker ends when it closes.
    with contextlib.suppress(OSError, ValueError):
        if process.stdin is not None:
            process.stdin.write(text + "\n")
            process.stdin.flush()


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        for text in process.stdout or ():
            lines.put(text)
    lines.put(None)


def _close(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError, ValueError):
            if pipe is not None:
                pipe.close()
