"""The port the browser goes to."""

from __future__ import annotations

import socket

from runner.errors import Stop

LOOPBACK = "127.0.0.1"


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
    """Return a port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
