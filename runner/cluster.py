"""A PostgreSQL server of our own, shared by every `./club` on this checkout."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from runner import keeper, locks, postgres_files, procfs, steps
from runner.errors import Stop, from_output
from runner.project import Project
from runner.server import PORT, USER, Server

SOCKET_LIMIT = 100  # the kernel allows 107 bytes, PostgreSQL adds its file's name
COMMON = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    # Two groups of tests, each with a hundred people who click at once.
    "max_connections": "400",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "max_locks_per_transaction": "128",
    "log_min_messages": "warning",
}
# Test databases are copies: they may be lost with the machine, never with a
# killed Odoo, which is all that the crash tests do.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "checkpoint_timeout": "30min",
}


class Cluster:
    """One data folder: "run" keeps the user's data, "test" only copies."""

    def __init__(self, project: Project, name: str) -> None:
        self.project = project
        self.name = name
        self.folder = project.postgres / name
        self.data = self.folder / "data"
        self.log = project.logs / f"postgres-{name}.log"
        self._users = -1

    @property
    def socket(self) -> Path:
        """Folder of the Unix socket, private to PostgreSQL's user (and root)."""
        inside = self.folder / "socket"
        if len(str(inside)) < SOCKET_LIMIT - len(".s.PGSQL.5432"):
            return inside
        return (
            Path(tempfile.gettempdir())
            / f"club-{os.geteuid()}-{self.project.key}-{self.name}"
        )

    @property
    def server(self) -> Server:
        """How to reach this cluster."""
        return Server(str(self.socket))

    def join(self) -> None:
        """Become a user of the server; the first one starts it."""
        self._users = locks.open_lock(
            self.project.stamps / f"postgres-{self.name}.users"
        )
        fcntl.flock(self._users, fcntl.LOCK_SH)
        with locks.exclusive(self.project.stamps / f"postgres-{self.name}.start"):
            if self._answers():
                return
            if not (self.data / "PG_VERSION").exists():
                with steps.step("Database cluster created"):
                    self._create()
            self._start()

    def leave(self) -> None:
        """Stop using the server; the last one waits until it has stopped."""
        if self._users < 0:
            return
        if not locks.try_lock(self._users, fcntl.LOCK_EX):
            # Somebody else uses it, or the keeper has just begun to stop it:
            # then a shared lock is refused until it is down.
            fcntl.flock(self._users, fcntl.LOCK_UN)
            self._wait(lambda: locks.try_lock(self._users, fcntl.LOCK_SH))
        elif pid := self._pid():
            self._stop(pid)
        os.close(self._users)
        self._users = -1

    def _create(self) -> None:
        account = postgres_files.account()
        for folder in (self.folder, self.socket, self.data):
            if folder == self.data:
                shutil.rmtree(folder, ignore_errors=True)  # an interrupted initdb
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if account.uid is not None and account.gid is not None:
                os.chown(folder, account.uid, account.gid)
        # Odoo itself creates databases with collation C: `like` can use indexes.
        done = subprocess.run(
            [postgres_files.binary(self.project, "initdb"), "-D", self.data,
             "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
             "--lc-collate=C", "--no-sync", "--no-instructions"],
            cwd="/", user=account.uid, group=account.gid,
            extra_groups=[] if account.uid is not None else None,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise from_output(
                "Creating the database cluster", done.stdout + done.stderr
            )

    def _start(self) -> None:
        account = postgres_files.account()
        self.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
        if account.uid is not None and account.gid is not None:
            os.chown(self.socket, account.uid, account.gid)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        settings = COMMON | (THROWAWAY if self.name == "test" else {})
        settings["unix_socket_directories"] = str(self.socket)
        options = [
            part
            for name, value in settings.items()
            for part in ("-c", f"{name}={value}")
        ]
        arguments: list[str | Path] = [
            self.project.stamps / f"postgres-{self.name}.users",
            self.log,
            str(account.uid or ""),
            str(account.gid or ""),
            postgres_files.binary(self.project, "postgres"),
            "-D",
            self.data,
            *options,
        ]
        started = subprocess.Popen(
            [sys.executable, keeper.__file__, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
        self._wait(lambda: self._answers() or started.poll() is not None, 60)
        if started.poll() is not None:
            raise from_output(
                "Starting PostgreSQL", self.log.read_text()[-2000:], self.log
            )

    def _answers(self) -> bool:
        program = postgres_files.binary(self.project, "pg_isready")
        done = subprocess.run(
            [program, "-q", "-h", self.socket, "-p", str(PORT)], check=False
        )
        return done.returncode == 0

    def _pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return None

    def _stop(self, pid: int) -> None:
        # The keeper ends right after its server; an orphan's parent is a stranger.
        parent = int(procfs.status(pid, "PPid") or 0)
        watched = {
            pid,
            *([parent] if procfs.runs_script(parent, keeper.__file__) else []),
        }
        try:
            os.kill(pid, signal.SIGINT)  # PostgreSQL's "fast" shutdown
        except ProcessLookupError:
            return
        self._wait(lambda: not any(map(procfs.runs, watched)), 60)

    def _wait(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise Stop(f"PostgreSQL does not answer: see {self.log}.")
            time.sleep(0.05)
