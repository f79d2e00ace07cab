"""The process of a planning: started by its path, it works in one folder.

It ends when the folder is taken away, and its solver with it.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

PACKAGE = "club_rota_job"


def main(folder: Path) -> int:
    """Plan what the folder asks for; return the exit status."""
    threading.Thread(target=_live_with, args=(folder,), daemon=True).start()
    package = _package()
    job: Any = importlib.import_module(f"{package}.job")
    planning: Any = importlib.import_module(f"{package}.planning")
    request = job.read(folder / job.REQUEST)
    levels: list[dict[str, Any]] = []

    def tell(level: dict[str, Any]) -> None:
        levels.append(level)
        job.write(folder / job.PROGRESS, {"levels": levels})

    job.write(folder / job.RESULT, planning.plan(request, tell))
    return 0


def _live_with(folder: Path) -> None:
    while True:
        try:
            os.utime(folder / "alive")
        except OSError:
            os._exit(1)
        time.sleep(0.5)


def _package() -> str:
    """Load the package of this file's folder, whatever lies beside it."""
    here = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if entry != str(here)]
    spec = importlib.util.spec_from_file_location(
        PACKAGE, here / "__init__.py", submodule_search_locations=[str(here)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"no package in {here}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)
    return PACKAGE


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
