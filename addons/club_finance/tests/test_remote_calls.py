from odoo.addons.club_portal.tests import test_remote_calls
from odoo.tests import tagged

from . import recipes  # noqa: F401 (registers them)


@tagged("post_install", "-at_install")
class TestFinanceRemoteCalls(test_remote_calls.TestRemoteCalls):
    """The models and methods of the treasury, through ``call_kw``."""

    def _our_models(self):
        return [
            name
            for name in super()._our_models()
            if self.registry[name]._original_module == "club_finance"
        ]

    def _is_ours(self, function):
        return function.__module__.startswith("odoo.addons.club_finance.")
