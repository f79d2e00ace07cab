"""Every recipe and route record of the addon, whichever file it stands in."""

from importlib import import_module
from pathlib import Path

for _pattern in ("access_records*.py", "route_records*.py"):
    for _path in sorted(Path(__file__).parent.glob(_pattern)):
        import_module(f".{_path.stem}", __package__)
