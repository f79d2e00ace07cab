from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVendorContact(VendorCommon):
    def _name(self, person, **vals):
        return self.env["club.vendor.contact"].create(
            {
                "partner_id": person.id,
                "vendor_id": self.vendor.id,
                "company_id": self.company.id,
                "date_from": TODAY,
                **vals,
            }
        )

    def _door(self, contact=None):
        user = (contact or self.vera).partner_id.user_ids
        return self.env["club.vendor.contact"].with_user(user)._door()

    def test_who_acts_for_a_member_answers_for_no_vendor(self):
        with self.assertRaisesRegex(ValidationError, "acts for the member Acme"):
            self._name(self.acme_team["seat"])

    def test_a_member_answers_for_no_vendor(self):
        anna = self._member("Anna", self.brittany)
        self._period(anna, "2024-01-01", "2099-12-31")
        with self.assertRaisesRegex(ValidationError, "acts for the member Anna"):
            self._name(anna.partner_id)

    def test_staff_answer_for_no_vendor(self):
        with self.assertRaisesRegex(ValidationError, "association's office"):
            self._name(self.users["reader"].partner_id)

    def test_who_answers_for_a_vendor_acts_for_no_member(self):
        with self.assertRaisesRegex(ValidationError, "answers for the vendor Vendor"):
            self.env["club.delegation"].create(
                {
                    "membership_id": self.acme.id,
                    "partner_id": self.vera.partner_id.id,
                    "role": "seat",
                    "date_from": TODAY,
                }
            )

    def test_the_same_mailbox_on_both_sides_is_said(self):
        twin = self._person("Twin", company_type="person")
        twin.email = self.acme_team["voter"].email
        contact = self._name(twin)
        self.assertIn("Acme voter, who acts for Acme", contact.warning)
        self.assertFalse(self.vera.warning)

    def test_an_organisation_is_no_contact(self):
        with self.assertRaisesRegex(ValidationError, "is an organisation"):
            self._name(self.vendor)

    def test_a_person_answers_once_at_a_time_for_a_vendor(self):
        person = self._person("Vic")
        self._name(person, date_to="2026-06-30")
        self._name(person, date_from="2026-07-01")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._name(person, date_from="2026-06-30")

    def test_access_ends_with_the_day_and_at_once_when_taken_away(self):
        self.assertTrue(self._door())
        self.vera.date_to = TODAY
        self.assertTrue(self._door())
        self.vera.date_to = "2026-03-14"
        self.assertFalse(self._door())
        self.vera.date_to = False
        self.vera.action_revoke()
        self.assertFalse(self._door())
        self.assertFalse(self.vera.is_current)

    def test_a_contact_to_come_has_no_access_yet(self):
        self.vera.date_from = "2026-03-16"
        self.assertFalse(self._door())

    def test_who_came_to_act_for_a_member_is_shut_out(self):
        merged = self.acme.delegation_ids.filtered(lambda d: d.role == "seat")
        # As a merge of contacts writes it: behind the ORM.
        self.env.cr.execute(
            "UPDATE club_delegation SET partner_id = %s WHERE id = %s",
            (self.vera.partner_id.id, merged.id),
        )
        self.env.invalidate_all()
        self.assertFalse(self._door())

    def test_an_invitation_makes_a_login_and_opens_the_vendors_pages(self):
        contact = self._name(self._person("Vic"), lang="en_US")
        contact.action_invite()
        user = contact.user_id
        self.assertEqual(user.login, "vic@example.org")
        self.assertTrue(user.share)
        self.assertEqual(contact.invited_at, fields.Datetime.now())
        link = self.env["club.signin.link"].search([("user_id", "=", user.id)])
        self.assertEqual(link.redirect, "/vendor")
        mail = self._mails_to("vic@example.org")
        self.assertIn(f"/club/signin/{link.id}/", mail.body_html)

    def test_a_second_invitation_makes_no_second_login(self):
        contact = self._name(self._person("Vic"))
        contact.action_invite()
        user = contact.user_id
        contact.action_invite()
        self.assertEqual(contact.partner_id.user_ids, user)

    def test_a_shared_mailbox_gets_a_login_of_its_own(self):
        contact = self._name(self._person("Vic", email="vera@vendor.example"))
        self.env["res.users"].search(
            [("login", "=", "vera")]
        ).login = "vera@vendor.example"
        contact.action_invite()
        self.assertRegex(contact.user_id.login, r"^vendor-\d+-vera@vendor.example$")

    def test_who_has_no_address_is_not_invited(self):
        contact = self._name(self._person("Vic", email=False))
        with self.assertRaisesRegex(UserError, "Vic has no e-mail address"):
            contact.action_invite()

    def test_only_the_secretary_names_and_invites(self):
        for role in ("reader", "treasurer"):
            with self.subTest(role=role), self.assertRaises(UserError):
                self._as(role, self.vera).action_invite()
        self._as("secretary", self.vera).action_invite()
        self.assertTrue(self.vera.user_id)

    def test_a_contact_is_not_erased_while_in_charge(self):
        obstacle = self.vera.partner_id._club_erasure_obstacle()
        self.assertIn("acts for Vendor", obstacle)

    def test_who_is_erased_leaves_answers_without_their_name(self):
        line = self._dossier().line_ids[0]
        answer = self._answer(line, "study")
        self.vera.action_revoke()
        self.vera.partner_id._club_anonymise()
        self.assertEqual(answer.contact_name, "Somebody who has left")
        self.assertEqual(answer.reason, "For a good reason")
