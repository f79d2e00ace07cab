from lxml import etree
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import TODAY, ClubCommon, freeze_time

# Window actions, and the model whose records were chosen where they open.
DIALOGS = {
    "club_payment_action": "club.due",
    "club_payment_membership_action": "club.membership",
    "club_due_decision_action": "club.due",
    "club_hours_decision_action": "club.hours",
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
        asked = {}
        for node in arch.iterfind(".//field"):
            field = dialog._fields[node.get("name")]
            context = safe_eval(node.get("context") or "{}", {"company_partner_id": 0})
            asked[field.name] = (
                {"fields": {"display_name": {}}, "context": context}
                if field.relational
                else {}
            )
        return dialog.onchange({}, [], asked)["value"]

    def test_every_dialog_opens_on_what_was_chosen(self):
        records = {
            "club.due": self.membership.due_ids,
            "club.hours": self.env["club.hours"].create(
                {
                    "company_id": self.company.id,
                    "partner_id": self.membership.partner_id.id,
                    "hours": 2,
                    "activity_id": self.env.ref(
                        "club_membership.hours_activity_duty"
                    ).id,
                }
            ),
            "": self.env["club.due"],
        }
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

    def test_invoiced_dues_are_named_by_what_is_owed(self):
        works = self.env["club.membership"]._admit(
            {
                "partner_id": self._organisation("Works").id,
                "type_id": self.type_organisation.id,
                "section_id": self.brittany.id,
                "headcount": 60,
            }
        )
        values = self._open("club_payment_membership_action", works, "treasurer")
        names = [command[2]["display_name"] for command in values["due_ids"]]
        dues = works.due_ids.with_context(club_due_in_words=True)
        self.assertEqual(set(names), set(dues.mapped("display_name")))
        self.assertTrue(all("300.00" in name for name in names), names)

    def test_borrowed_choices_are_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        modules = self.env["ir.module.module"]
        modules.search([("name", "=", "club_membership")])._update_translations(
            ["fr_FR"]
        )
        lent = {
            ("club.payment", "method"): ("club.deposit", "method"),
            ("club.admission", "pay_method"): ("club.deposit", "method"),
            ("club.dues.report", "state"): ("club.due", "state"),
            ("club.dues.report", "call_kind"): ("club.dues.call", "kind"),
        }
        french = self.env(context={"lang": "fr_FR"})
        for (model, field), (lender, name) in lent.items():
            choices = french[model].fields_get([field])[field]["selection"]
            self.assertEqual(
                choices, french[lender].fields_get([name])[name]["selection"]
            )
            self.assertNotIn(("transfer", "Transfers"), choices)
