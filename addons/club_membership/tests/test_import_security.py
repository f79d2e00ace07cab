from base64 import b64encode

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .import_common import ImportCommon

ROW = "1;Lee;Ann;ann@example.org;;;Person;;;"


@tagged("post_install", "-at_install")
class TestImportSecurity(ImportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def test_secretary_imports_and_the_register_shows_their_name(self):
        batch = self._rows(ROW).with_user(self._as("secretary").user)
        batch.action_reset()
        batch.action_check()
        batch.action_apply()
        batch.sudo()._run_now()
        member = self._members()
        self.assertEqual(batch.state, "done")
        self.assertEqual(member.movement_ids.create_uid, self.users["secretary"])
        self.assertEqual(member.partner_id.create_uid, self.users["secretary"])

    def test_secretary_uploads_checks_and_decides_on_the_form(self):
        self._person("Ann Lee", email="")
        secretary = self._as("secretary")
        with Form(secretary["club.import"]) as form:
            form.name = "From the form"
            form.file = b64encode(b"Nom complet;Type\nAnn Lee;Person\n")
        batch = form.record
        batch.action_check()
        self.assertEqual((batch.state, batch.decide_count), ("ready", 1))
        action = batch.action_decide()
        secretary["club.import.line"].get_views(action["views"])
        line = secretary["club.import.line"].search(action["domain"])
        self.assertEqual(line.candidate_id.name, "Ann Lee")
        line.action_other()
        batch.action_apply()
        self.assertEqual(batch.state, "running")

    def test_opening_balance_needs_no_accounting_right_of_the_secretary(self):
        batch = self._rows(
            "1;Lee;31/12/2026;50",
            headings="N° adhérent;Nom;Au;Solde",
            type_id=self.type_person.id,
        ).with_user(self._as("secretary").user)
        batch.action_apply()
        batch.sudo()._run_now()
        self.assertEqual(self._members().due_ids.residual, 50)

    def test_others_neither_see_nor_start_imports(self):
        batch = self._rows(ROW)
        for role in (
            "reader",
            "officer",
            "section_treasurer",
            "treasurer",
            "employee",
            "portal",
        ):
            with self.subTest(role=role):
                mine = self._as(role, batch)
                for attempt in (
                    lambda mine=mine: mine.read(["name"]),
                    lambda mine=mine: mine.action_apply(),
                    lambda mine=mine: mine.line_ids.read(["name"]),
                    lambda mine=mine: mine.create({"name": "x", "file": b"eA=="}),
                    lambda mine=mine: mine._report_workbook(),
                ):
                    with self.assertRaises(AccessError):
                        attempt()

    def test_what_was_checked_is_what_is_applied(self):
        other = self._association("Other Association")
        batch = self._as("secretary", self._rows(ROW))
        with self.assertRaisesRegex(UserError, "go back to the upload"):
            batch.file = b64encode(b"Nom;Type\nOther;Person\n")
        with self.assertRaisesRegex(UserError, "go back to the upload"):
            batch.company_id = other
        batch.mode = "valid"
        line = batch.line_ids
        batch.action_apply()
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            line.data = {"name": "Somebody Else"}
        line.sudo().company_id = other
        batch.sudo()._run_now()
        self.assertEqual(self._members().company_id, self.company)
        self.assertEqual(self._members().partner_id.name, "Ann Lee")

    def test_rows_are_not_written_by_hand(self):
        line = self._as("secretary", self._rows(ROW).line_ids)
        with self.assertRaises(AccessError):
            line.create({"import_id": line.import_id.id, "row": 9})
        with self.assertRaises(AccessError):
            line.unlink()

    def test_secretary_of_another_company_sees_nothing(self):
        batch = self._rows(ROW)
        other = self._association("Other Association")
        stranger = self._as("secretary").user
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        mine = batch.with_user(stranger).with_context(allowed_company_ids=other.ids)
        self.assertFalse(mine.search([]))
        with self.assertRaises(AccessError):
            mine.read(["name"])
