"""The port the browser goes to."""

from __future__ import annotations

import random
import socket

from runner.errors import Stop

LOOPBACK = "127.0.0.1"
# Below the ports that systems hand out by themselves: no connection is given one.
OURS = range(20_000, 32_000)
_held: list[socket.socket] = []


def require_free(port: int, command: str = "run") -> None:
    """Raise Stop if something else already listens on the port."""
    with socket.socket() as probe:
        # As Odoo does: a port that only waits for old connections to die is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError:
            raise Stop(
                f"Port {port} is reserved to root on this machine: choose one above"
                f" 1023, for example `./club {command} --port 8070`."
            ) from None
        except OverflowError:
            raise Stop(f"{port} is no port: choose one from 1024 to 65535.") from None
        except OSError:
            raise Stop(
                f"Port {port} is taken by another program: stop that one, or choose"
                f" another port with `./club {command} --port {port + 1}`."
            ) from None


def free() -> int:
    """Return a port that is this process's own until it ends.

    It stays bound, so that nobody is given it before its server has started; who
    says that it may be shared, as Odoo does, can listen on it nevertheless.
    """
    for port in random.sample(OURS, len(OURS)):
        probe = socket.socket()
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            probe.close()
            continue
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _held.append(probe)
        return port
    raise Stop(f"All ports from {OURS.start} to {OURS.stop - 1} are taken.")
