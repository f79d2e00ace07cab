from odoo.addons.club_membership.tests.access_world import RECIPES
from odoo.addons.club_membership.tests.common import TODAY, freeze_time
from odoo.tests import tagged

from .remote_case import NO_RIGHT, REFUSED, RemoteCase

CALLERS = ("owner", "delegate")
# What anybody may call of core on any model: each of them refuses at once, or reads
# or writes through one that does.
OPERATIONS = {
    "search": lambda record: ([],),
    "search_count": lambda record: ([],),
    "search_read": lambda record: ([], ["display_name"]),
    "web_search_read": lambda record: ([], {"display_name": {}}),
    "name_search": lambda record: ("",),
    "formatted_read_group": lambda record: ([], [], ["__count"]),
    "read": lambda record: (record.ids, ["display_name"]),
    "web_read": lambda record: (record.ids, {"display_name": {}}),
    "export_data": lambda record: (record.ids, ["display_name"]),
    "create": lambda record: ([{}],),
    "web_save": lambda record: ([], {}, {}),
    "copy": lambda record: (record.ids,),
    "write": lambda record: (record.ids, RECIPES[record._name].change(record)),
    "unlink": lambda record: (record.ids,),
}
# What answers anybody, and why that is no harm.
ANSWERING = {("ir.ui.menu", "load_web_menus"): "core filters the menus by their rights"}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRemoteCalls(RemoteCase):
    """The same as the table of routes, through ``call_kw``."""

    def test_portal_users_do_nothing_with_a_model_of_ours(self):
        for model in self._our_models():
            record = self._record(model)
            calls = {name: args(record) for name, args in OPERATIONS.items()}
            for caller in CALLERS:
                with self.subTest(model=model, caller=caller):
                    answers, changes = self._changes(
                        lambda caller=caller, model=model, calls=calls: {
                            name: self._call(caller, model, name, *args)
                            for name, args in calls.items()
                        }
                    )
                    self.assertLessEqual(set(answers.values()), {NO_RIGHT, REFUSED})
                    self.assertFalse(changes)

    def test_portal_users_call_no_method_of_ours(self):
        for model, method in self._our_methods():
            if (model, method) in ANSWERING:
                continue
            record = self._record(model)
            for caller in CALLERS:
                with self.subTest(model=model, call=method, caller=caller):
                    answer, changes = self._changes(
                        lambda caller=caller, model=model, method=method, r=record: (
                            self._call(caller, model, method, r.ids)
                        )
                    )
                    self.assertTrue(self._opens_nothing(answer), answer)
                    self.assertFalse(changes)

    def _opens_nothing(self, answer):
        """Whether that was not a right of theirs, or an action: what it opens asks for
        the rights again."""
        kind = answer.get("type", "") if isinstance(answer, dict) else ""
        return answer == NO_RIGHT or kind.startswith("ir.actions.")
