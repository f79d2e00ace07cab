from lxml import etree
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import TODAY, ClubCommon, freeze_time

# Window actions, and the model whose records were chosen where they open.
DIALOGS = {
    "club_payment_action": "club.due",
    "club_payment_membership_action": "club.membership",
    "club_due_decision_action": "club.due",
    "club_membership_event_action": "club.membership",
    "club_admission_action": "",
    "club_members_on_action": "",
    "club_settings_action": "",
}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDialogs(ClubCommon):
    """Dialogs open as the browser opens them, filled with what was chosen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.membership = cls.env["club.membership"]._admit(
            {
                "partner_id": cls._person("Anne Petit").id,
                "type_id": cls.type_person.id,
                "section_id": cls.brittany.id,
            }
        )

    def _open(self, name, records, role="admin"):
        """The values that a browser gets for a new form of this dialog."""
        action = self.env.ref(f"club_membership.{name}").sudo()
        chosen = {
            "active_model": records._name,
            "active_id": records[:1].id,
            "active_ids": records.ids,
        }
        dialog = self._as(role)[action.res_model].with_context(
            **chosen, **safe_eval(action.context or "{}", chosen)
        )
        dialog = dialog.with_company(self.company)
        arch = etree.fromstring(dialog.get_view(view_type="form")["arch"])
        shown = {node.get("name") for node in arch.iterfind(".//field")}
        values = dialog.onchange(
            {},
            [],
            {
                fname: {"fields": {"display_name": {}}}
                if dialog._fields[fname].relational
                else {}
                for fname in shown
            },
        )
        return values["value"]

    def test_every_dialog_opens_on_what_was_chosen(self):
        records = {"club.due": self.membership.due_ids, "": self.env["club.due"]}
        for name, model in DIALOGS.items():
            with self.subTest(dialog=name):
                self.assertTrue(
                    self._open(name, records.get(model, self.membership)),
                )

    def test_payment_is_filled_with_what_the_member_owes(self):
        for role in ("admin", "treasurer", "section_treasurer"):
            values = self._open("club_payment_membership_action", self.membership, role)
            self.assertEqual((values["amount"], values["open_amount"]), (30.0, 30.0))
            self.assertEqual(
                values["payer_id"]["id"], self.membership.partner_id.id, role
            )
