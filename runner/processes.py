"""Child processes: every one is known, so that none is left behind."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO

from runner.errors import Interrupted, from_output

PIPE = subprocess.PIPE
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)
_children: set[subprocess.Popen[str]] = set()
_known = threading.Lock()


def _die_with_parent() -> None:
    """Have the kernel stop this child if `./club` itself is killed."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def spawn(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    output: int | IO[str] | None = None,
    main_thread: bool = True,
) -> subprocess.Popen[str]:
    """Start a child in a session of its own, known to `stop_all`.

    A Ctrl-C in the terminal then reaches only us, and we stop the children in
    our own order. The death signal follows the *thread* that forked, so
    short-lived threads leave it out.
    """
    child = subprocess.Popen(
        [str(part) for part in argv],
        env=None if env is None else dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=_die_with_parent if main_thread else None,
    )
    with _known:
        _children.add(child)
    return child


def forget(child: subprocess.Popen[str]) -> None:
    """Stop tracking a child that has ended."""
    with _known:
        _children.discard(child)


def run(
    what: str,
    argv: Sequence[str | Path],
    *,
    log: Path | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> str:
    """Run a tool to its end and return what it printed.

    Raises Stop with one sentence, beginning with `what`, if it fails.
    """
    child = spawn(argv, env=env, cwd=cwd, output=subprocess.PIPE, main_thread=False)
    try:
        output, _ = child.communicate()
    finally:
        if child.poll() is not None:
            forget(child)
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a") as file:
            file.write(output)
    if child.returncode:
        raise from_output(what, output, log)
    return output


def hand_over(argv: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Give the terminal to an interactive program until it ends; return its code."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # Not exec: the database server must be left in order afterwards.
        return subprocess.run(
            [str(part) for part in argv],
            env=dict(env),
            check=False,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def stop(child: subprocess.Popen[str], seconds: float = 20) -> None:
    """End a child and its whole session: politely, then for good.

    Again it does nothing: the number of the session may be another one's by then.
    """
    with _known:
        if child not in _children:
            return
    if child.poll() is None:
        _signal_group(child, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
    # Grandchildren may outlive the child's own exit.
    _signal_group(child, signal.SIGKILL)
    child.wait()
    forget(child)


def stop_all(seconds: float = 20) -> None:
    """End every known child; all get the signal first, then each is awaited."""
    with _known:
        children = list(_children)
    for child in children:
        if child.poll() is None:
            _signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + seconds
    for child in children:
        stop(child, max(0.1, deadline - time.monotonic()))


def _signal_group(child: subprocess.Popen[str], signum: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signum)


@contextmanager
def until_signalled() -> Iterator[None]:
    """Turn SIGINT, SIGTERM and SIGHUP into Interrupted, then stop all children.

    Installed even where SIGINT was ignored (a background job of a shell), since
    the kernel would otherwise never tell us.
    """

    def interrupt(signum: int, _frame: FrameType | None) -> None:
        for each in handled:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(signum)

    handled = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.signal(each, interrupt) for each in handled}
    try:
        yield
    finally:
        for each in handled:
            signal.signal(each, signal.SIG_IGN)
        stop_all()
        for each, handler in before.items():
            signal.signal(each, handler)
