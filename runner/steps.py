"""What the user sees: each step with the time it took."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_printing = threading.Lock()


def say(text: str = "", *, error: bool = False) -> None:
    """Print one line; threads do not mix their lines."""
    with _printing:
        print(text, file=sys.stderr if error else sys.stdout, flush=True)


class Step:
    """A running step; `note` adds to its closing line."""

    def __init__(self) -> None:
        self.note = ""


@contextmanager
def step(title: str) -> Iterator[Step]:
    """Announce a step, then say how long it took or that it failed."""
    current = Step()
    start = time.monotonic()
    say(f"  … {title}")
    try:
        yield current
    except BaseException:
        say(f"  ✗ {title}  {time.monotonic() - start:.1f} s")
        raise
    note = f"  ({current.note})" if current.note else ""
    say(f"  ✓ {title}  {time.monotonic() - start:.1f} s{note}")


def together(*tasks: Callable[[], None]) -> None:
    """Run tasks at the same time; raise the first failure once all have ended."""
    failures: list[BaseException] = []

    def guarded(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as error:
            failures.append(error)

    # Daemon threads: when a signal ends the command nobody waits for them, and
    # the children they wait for are stopped with everything else.
    threads = [
        threading.Thread(target=guarded, args=(task,), daemon=True) for task in tasks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(0.2)
    if failures:
        raise failures[0]
