from odoo.addons.club_ballot.tests import access_records as ballot_records  # noqa: F401
from odoo.addons.club_portal.tests import test_remote_calls
from odoo.tests import tagged

from . import (
    access_records,  # noqa: F401 (recipes)
    access_records_rounds,  # noqa: F401 (recipes)
    access_vendor_records,  # noqa: F401 (recipes)
)

OURS = ("club_ballot", "club_roadmap")


@tagged("post_install", "-at_install")
class TestRoadmapRemoteCalls(test_remote_calls.TestRemoteCalls):
    """The models and methods of votes and requests, through ``call_kw``."""

    def _our_models(self):
        return [
            name
            for name in super()._our_models()
            if self.registry[name]._original_module in OURS
        ]

    def _is_ours(self, function):
        return function.__module__.startswith(
            tuple(f"odoo.addons.{addon}." for addon in OURS)
        )
