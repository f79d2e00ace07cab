"""Runs one PostgreSQL server for as long as anybody uses it.

A process of its own, started by the first `./club` that needs the server. Each
`./club` holds a shared lock on the users file; the keeper waits for the exclusive
one, which it gets when the last user has gone, however it went: then it stops
the server. Started as a script, so it imports nothing of ours.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
from types import FrameType


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGINT)


def main(users_file: str, log: str, uid: str, gid: str, *server: str) -> int:
    """Start `server`, wait for its last user to go, stop it."""
    os.chdir("/")
    # Taken before anything is started, so that a lock always guards a server.
    users = os.open(users_file, os.O_RDWR | os.O_CREAT, 0o600)
    with open(log, "ab") as output:
        child = subprocess.Popen(
            server,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=int(uid) if uid else None,
            group=int(gid) if gid else None,
            extra_groups=[] if uid else None,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def stop(_signum: int, _frame: FrameType | None) -> None:
        child.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def stop_after_last_user() -> None:
        fcntl.flock(users, fcntl.LOCK_EX)
        child.send_signal(signal.SIGINT)

    threading.Thread(target=stop_after_last_user, daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
