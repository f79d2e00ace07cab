from odoo.addons.club_portal.tests import test_remote_calls
from odoo.tests import tagged

from . import (  # noqa: F401 (recipes)
    access_records,
    access_records_repair,
    access_records_rota,
    access_records_ticket,
    access_records_tickets,
)


@tagged("post_install", "-at_install")
class TestSupportRemoteCalls(test_remote_calls.TestRemoteCalls):
    """The models and methods of support, through ``call_kw``."""

    def _our_models(self):
        return [
            name
            for name in super()._our_models()
            if self.registry[name]._original_module == "club_support"
        ]

    def _is_ours(self, function):
        return function.__module__.startswith("odoo.addons.club_support.")
