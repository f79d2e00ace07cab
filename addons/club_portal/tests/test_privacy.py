from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged

from .privacy_common import PrivacyCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPrivacy(PrivacyCommon, HttpCase):
    """Each person decides who sees what, unless the association does."""

    def _send(self, path, **values):
        values["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=values)

    def test_a_new_association_has_its_list(self):
        other = self.env["res.company"].create({"name": "Newborn"})
        keys = self.env["club.privacy.field"].search([("company_id", "=", other.id)])
        self.assertEqual(len(keys), 9)

    def test_a_field_is_hidden_not_deleted(self):
        with self.assertRaises(UserError):
            self.env["club.privacy.field"].search(
                [("company_id", "=", self.company.id)], limit=1
            ).unlink()

    def test_only_the_administrator_changes_the_list(self):
        field = self.env["club.privacy.field"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        self._as("admin", field).level = "nobody"
        with self.assertRaises(AccessError):
            self._as("secretary", field).level = "nobody"

    def test_choices_apply_at_once_on_the_page_and_in_the_directory(self):
        self._portal_user(self.anna.partner_id, "anna")
        self.authenticate("anna", "anna")
        page = self._send("/my/privacy", level_phone="members", level_name="public")
        self.assertIn("Your choices are kept", page.text)
        self.assertEqual(self._card(self.carla, self.anna)["phone"], "0299000001")
        self.assertIn("0299000001", page.text.partition("My card as others")[2])

    def test_a_forced_field_is_locked_and_a_tampered_form_changes_nothing(self):
        self._force("city", "nobody")
        self._portal_user(self.anna.partner_id, "anna")
        self.authenticate("anna", "anna")
        self.assertIn("The statutes say so.", self.url_open("/my/privacy").text)
        self._send(
            "/my/privacy",
            level_city="public",
            level_phone="everyone",
            level_secret="public",
            partner_id=str(self.boris.partner_id.id),
        )
        self.assertFalse(self.env["club.privacy.choice"].search([]))

    def test_a_manager_decides_for_their_organisation_only(self):
        acme = self._current("Acme", kind=self.type_organisation)
        other = self._current("Other Ltd", kind=self.type_organisation)
        self._manages(self.anna.partner_id, acme)
        self._portal_user(self.anna.partner_id, "anna")
        self.authenticate("anna", "anna")
        page = self.url_open(f"/my/privacy/of/{acme.id}")
        self.assertNotIn('id="level_function"', page.text)
        self._send(f"/my/privacy/of/{acme.id}", level_email="members")
        card = self.entries._cards_shown_to(self.company, acme.partner_id)["members"]
        self.assertEqual(card["email"], "acme@example.org")
        for path in (f"/my/privacy/of/{other.id}", "/my/privacy/of/0"):
            self.assertEqual(self._send(path).status_code, 404)

    def test_staff_choose_for_a_member_on_the_telephone_and_leave_a_trace(self):
        self._create_users()
        self.authenticate("club_secretary", "club_secretary")
        self.url_open(f"/my/for/{self.anna.id}")
        self._send("/my/privacy", space=self.anna.id, level_phone="members")
        choice = self.env["club.privacy.choice"].search([])
        self.assertEqual(choice.partner_id, self.anna.partner_id)
        trace, _opened = self.env["club.trace"].search([])
        self.assertEqual(trace.person_id, self.anna.partner_id)
        self.assertEqual(trace.user_id, self.users["secretary"])

    def test_merging_contacts_keeps_the_more_private_choice_and_one_entry(self):
        self._shows(self.anna, phone="nobody", city="public")
        self._shows(self.boris, phone="public", email="members")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(
            (self.anna.partner_id | self.boris.partner_id).ids, self.anna.partner_id
        )
        levels = {
            choice.field_id.key: choice.level
            for choice in self.env["club.privacy.choice"].search(
                [("partner_id", "=", self.anna.partner_id.id)]
            )
        }
        self.assertEqual(
            levels, {"phone": "nobody", "city": "public", "email": "members"}
        )
        self.assertEqual(self._names(self.carla), ["Anna Noël", "Carla Dupont"])
