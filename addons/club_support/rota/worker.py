"""The process in which HiGHS works: one request on stdin, lines of JSON on stdout.

Started by its path: this package is loaded from where it lies, whatever the addon's
folder is called and without its neighbours on the path. The process ends when stdin
closes: it never outlives whoever asked.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What the caller reads when highspy is not installed.
MISSING = 3


def main() -> int:
    """Answer one request; return the exit status."""
    # HiGHS prints a banner: keep the pipe for the answers alone.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as pipe:
        os.dup2(2, 1)
        request = json.loads(sys.stdin.readline())
        threading.Thread(target=_end_with_caller, daemon=True).start()
        _lift_limits()

        def emit(line: dict[str, Any]) -> None:
            pipe.write(json.dumps(line) + "\n")
            pipe.flush()

        try:
            run = _tasks()
        except ModuleNotFoundError as error:
            if error.name not in ("highspy", "numpy"):
                raise
            return MISSING
        emit({"done": run(request, emit)})
    return 0


def _tasks() -> Callable[..., dict[str, Any]]:
    """Load the package from this file's folder, under a name of its own."""
    folder = Path(__file__).resolve().parent
    # A script's folder comes first on the path: there, our modules are nobody's.
    sys.path[:] = [entry for entry in sys.path if entry != str(folder)]
    name = "club_rota"
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"no package in {folder}")
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)
    tasks = importlib.import_module(f"{name}.tasks")
    run: Callable[..., dict[str, Any]] = tasks.run
    return run


def _end_with_caller() -> None:
    sys.stdin.read()
    os._exit(1)


def _lift_limits() -> None:
    """Drop the seconds of CPU that Odoo allows one request; the caller has a clock."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


if __name__ == "__main__":
    # At once: a thread still waits for stdin.
    os._exit(main())
