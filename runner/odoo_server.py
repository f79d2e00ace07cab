"""A running Odoo: started, watched until it answers, stopped."""

from __future__ import annotations

import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from runner import odoo_log, processes
from runner.errors import Stop, from_output
from runner.ports import LOOPBACK

# Long buttons and jobs are not cut after two minutes, nor a server that grew started
# anew: on a machine of one's own there is nobody to protect from them.
LIMITS = (
    "--limit-time-real=3600",
    "--limit-time-real-cron=3600",
    "--limit-time-cpu=3600",
    "--limit-memory-soft=0",
    "--limit-memory-hard=0",
)


class OdooServer:
    """One Odoo process group on a loopback port.

    Its whole log goes to `log`; `show` receives each unexpected warning or worse.
    """

    def __init__(
        self, argv: Sequence[str | Path], env: dict[str, str], port: int, log: Path
    ) -> None:
        where = [f"--http-interface={LOOPBACK}", f"--http-port={port}"]
        self.argv = [*argv, *where, *LIMITS]
        self.env = env
        self.url = f"http://{LOOPBACK}:{port}"
        self.log = log
        self.child: subprocess.Popen[str] | None = None
        self._stopping = False

    def start(self, show: bool = False) -> None:
        """Start the process; returns at once."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.child = processes.spawn(self.argv, env=self.env, output=subprocess.PIPE)
        assert self.child.stdout
        self._reader = threading.Thread(
            target=self._keep_log, args=(self.child.stdout, show), daemon=True
        )
        self._reader.start()

    def _keep_log(self, output: IO[str], show: bool) -> None:
        with self.log.open("w") as log:

            def copied() -> Iterator[str]:
                for line in output:
                    log.write(line)
                    log.flush()
                    yield line

            showing = False
            for line in copied():
                match = odoo_log.LINE.match(line)
                if match:
                    showing = odoo_log.Entry(match["level"], "", line).serious
                # What the stop itself cuts off is no news.
                if show and showing and not self._stopping:
                    print(line, end="", flush=True)

    def wait_ready(self, path: str = "/web/login", seconds: float = 120) -> None:
        """Return once the page answers; raise Stop if Odoo ends before."""
        deadline = time.monotonic() + seconds
        # No proxy: whatever the machine's settings say, this is our own loopback.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < deadline:
            assert self.child
            if self.child.poll() is not None:
                raise from_output(
                    "Starting Odoo", self.log.read_text()[-4000:], self.log
                )
            try:
                with opener.open(self.url + path, timeout=seconds):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise Stop(
            f"Odoo does not answer on {self.url} after {seconds:.0f} s: see {self.log}."
        )

    def wait(self) -> int:
        """Wait until the process ends by itself and return its code."""
        assert self.child
        return self.child.wait()

    def stop(self, seconds: float = 15) -> None:
        """Stop the process and everything it started."""
        self._stopping = True
        if self.child:
            processes.stop(self.child, seconds)
            self._reader.join(5)

    def kill(self) -> None:
        """End the process group with SIGKILL, as a crash would."""
        if self.child:
            processes.stop(self.child, 0)
