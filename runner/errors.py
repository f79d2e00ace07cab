"""What goes wrong, said in one sentence with the way out."""

from __future__ import annotations

import errno
import re
from pathlib import Path

NO_SPACE = "No space left on device"
NO_NETWORK = (
    "Could not resolve",
    "Temporary failure",
    "Unable to connect",
    "Connection timed out",
    "Connection refused",
    "Cannot connect to proxy",
    "Max retries exceeded",
    "NewConnectionError",
    "No matching distribution found",
    "Failed to fetch",
    "Connection broken",
    "Read timed out",
)


EXCEPTION = re.compile(
    r"^[\w.]*(?:Error|Exception|Warning|Violation)\b.*", re.MULTILINE
)


class Stop(Exception):
    """Ends the command; its text is the one sentence the user reads."""


class Cut(Stop):
    """The network is not there, or went away: the next try may succeed."""


class Interrupted(BaseException):
    """A signal asked us to stop; not an Exception, so nothing swallows it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


def disk_full(where: Path | str) -> Stop:
    """The sentence for a full disk at `where`."""
    return Stop(
        f"The disk that holds {where} is full: free about 4 GB and run the same"
        " command again, it continues where it stopped."
    )


def from_os_error(error: OSError, where: Path | str) -> Stop | None:
    """Return the sentence for an operating system error, None if there is none."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(error.filename or where)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Stop(
            f"{error.filename or where} cannot be written: give your user the right"
            " to write there, or clone the project somewhere of your own."
        )
    return None


def from_output(what: str, output: str, log: Path | None = None) -> Stop:
    """Return the sentence for a tool that failed, judged by what it printed."""
    if NO_SPACE in output:
        return disk_full(log.parent.parent if log else "the project")
    if any(sign in output for sign in NO_NETWORK):
        return Cut(
            f"{what}: the download was cut or the network is not there. Check the"
            " connection and run the same command again, it continues where it"
            " stopped."
        )
    see = f" (all of it in {log})" if log else ""
    return Stop(f"{what} failed: {gist(output)}{see}.")


def gist(output: str) -> str:
    """Return the line that says why: the last exception, else the last line."""
    exceptions = EXCEPTION.findall(output)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return (exceptions or lines or ["no message"])[-1].strip().rstrip(".")
