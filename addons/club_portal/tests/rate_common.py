"""What the tests of limits share."""

from types import SimpleNamespace
from unittest.mock import patch

from ..models import club_rate


def one_stretch(case):
    """Count all tries of a test in one stretch of time, whenever it runs."""
    clock = patch.object(club_rate, "time", SimpleNamespace(time=lambda: 1_800_000_000))
    clock.start()
    case.addCleanup(clock.stop)
