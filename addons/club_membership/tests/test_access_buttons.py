from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .access_case import World
from .common import ROLES, TODAY, ClubCommon

# Who may use a button; everybody else is refused, whatever the state of the record.
# Buttons that only open a view or print what one may read are not listed.
REGIONAL_STAFF = {"officer", "secretary", "admin"}
CALLERS = {"secretary", "treasurer", "admin"}
CASHIERS = {"section_treasurer", "treasurer", "admin"}
BUTTONS = {
    ("club.membership", "action_approve"): REGIONAL_STAFF,
    # Who makes calls may call one member.
    ("club.membership", "action_call_now"): REGIONAL_STAFF | {"treasurer"},
    ("club.dues.call", "action_preview"): CALLERS,
    ("club.dues.call", "action_confirm"): CALLERS,
    ("club.dues.call", "action_run_again"): CALLERS,
    ("club.dues.call", "action_cancel"): CALLERS,
    ("club.dues.call", "action_send_reminders"): CALLERS,
    ("club.dues.call.line", "action_call_now"): CALLERS,
    ("club.due", "action_use_credit"): {"treasurer", "admin"},
    ("club.notice", "action_send_again"): CALLERS,
    ("club.deposit", "action_post"): CASHIERS,
    ("club.deposit", "action_cancel"): CASHIERS,
    ("club.deposit.line", "action_excess_is_gift"): CASHIERS,
    ("club.delegation", "action_end"): REGIONAL_STAFF,
    ("club.invitation", "action_resend"): REGIONAL_STAFF,
    ("club.invitation", "action_cancel"): REGIONAL_STAFF,
}


class _UndoneError(Exception):
    """The button did something; take it back."""


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAccessButtons(ClubCommon):
    """Methods act with the system's rights: each asks first who is calling."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.colleague = cls.users["employee"]

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def _is_refused(self, role, record, method):
        self.env.flush_all()
        self.env.invalidate_all()
        try:
            with self.env.cr.savepoint():
                getattr(record.with_user(self.users[role]), method)()
                raise _UndoneError
        except AccessError:
            return True
        except (_UndoneError, UserError):
            return False

    def test_button_obeys_only_who_may_change_what_it_changes(self):
        inside = World(self, self.company, self.rennes, self.type_person)
        outside = World(self, self.company, self.provence, self.type_person)
        wrong = []
        for (model, method), allowed in BUTTONS.items():
            for world, place in ((inside, "own section"), (outside, "other section")):
                record = self.env[model].browse(world[model].ids)
                for role in (*ROLES, "employee"):
                    regional = role in ("officer", "section_treasurer")
                    may = role in allowed and not (regional and world is outside)
                    if self._is_refused(role, record, method) == may:
                        wrong.append(
                            f"{model}.{method}, {place}: {role} "
                            f"{'is refused' if may else 'is obeyed'}"
                        )
        self.assertFalse(wrong, "\n" + "\n".join(wrong))
