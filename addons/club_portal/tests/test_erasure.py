from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.exceptions import AccessDenied, AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged

from .privacy_common import PrivacyCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestErasure(PrivacyCommon, HttpCase):
    """Forgetting a person while the books and the register stand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.user = cls._portal_user(cls.anna.partner_id, "anna")
        cls.person = cls.anna.partner_id
        cls.person.write(
            {"street": "1 rue X", "club_birth_date": "1970-01-01", "comment": "Note"}
        )

    def _request(self):
        return self.env["club.erasure"].create(
            {"partner_id": self.person.id, "company_id": self.company.id}
        )

    def _leave(self):
        self.anna._close("resigned", day(TODAY), "Moved")

    def _ask(self):
        self.authenticate("anna", "anna")
        return self.url_open(
            "/my/privacy/erasure",
            data={"csrf_token": Request.csrf_token(self), "reason": "Please"},
        )

    def test_a_member_is_told_that_the_membership_must_end_first(self):
        self.company.email = "office@example.org"
        page = self._ask().text
        self.assertIn("the membership must end first", page)
        self.assertIn("ask again here", page)
        self.assertIn("mailto:office@example.org", page)
        self.assertFalse(self.env["club.erasure"].search([]))

    def test_a_former_member_asks_once_and_staff_see_it(self):
        self._leave()
        self.assertIn("Your request is received", self._ask().text)
        self.assertIn("You asked already", self._ask().text)
        request = self._as("secretary")["club.erasure"].search([])
        self.assertEqual((request.partner_id, request.reason), (self.person, "Please"))
        self.assertEqual(request.user_id, self.user)

    def test_open_money_stands_against_it(self):
        late = self.env["club.membership"]._admit(
            {
                "partner_id": self._person("Late Payer").id,
                "type_id": self.type_person.id,
                "section_id": self.brittany.id,
            }
        )
        late._close("resigned", day(TODAY), "Gone")
        self.assertIn("not settled", late.partner_id._club_erasure_obstacle())
        request = self.env["club.erasure"].create(
            {"partner_id": late.partner_id.id, "company_id": self.company.id}
        )
        with self.assertRaisesRegex(UserError, "not settled"):
            self._as("secretary", request).action_approve()

    def test_who_acts_for_an_organisation_or_holds_an_office_is_not_erased(self):
        self._leave()
        acme = self._current("Acme", kind=self.type_organisation)
        delegation = self._manages(self.person, acme)
        self.assertIn("acts for Acme", self.person._club_erasure_obstacle())
        delegation.date_to = "2026-03-01"
        self._office(self.person, self.rennes, "coordinator")
        self.assertIn("office must end", self.person._club_erasure_obstacle())

    def test_the_guardian_of_a_member_is_not_erased(self):
        self._leave()
        child = self._current("Tom Noël", club_birth_date="2015-01-01")
        self.env["club.guardian"].create(
            {
                "minor_id": child.partner_id.id,
                "guardian_id": self.person.id,
                "company_id": self.company.id,
            }
        )
        self.assertIn("acts for Tom", self.person._club_erasure_obstacle())
        child._close("resigned", day(TODAY), "Moved")
        self.assertFalse(self.person._club_erasure_obstacle())

    def test_approving_empties_the_person_and_keeps_the_register(self):
        self._shows(self.anna, phone="members")
        self._leave()
        self.person.message_post(body="Anna likes tea.")
        paper = self.env["ir.attachment"].create(
            {
                "name": "form.txt",
                "raw": b"Anna",
                "res_model": "res.partner",
                "res_id": self.person.id,
            }
        )
        register = self.anna.movement_ids
        self._as("secretary", self._request()).action_approve()
        self.assertEqual(self.person.name, f"Former member {self.anna.number}")
        for name in ("email", "phone", "street", "city", "club_birth_date", "comment"):
            self.assertFalse(self.person[name], name)
        self.assertFalse(self.person.active or self.user.active)
        self.assertEqual(self.user.login, f"erased-{self.user.id}")
        with self.assertRaises(AccessDenied):
            self.env["res.users"].authenticate(
                {"login": "anna", "password": "anna", "type": "password"}, {}
            )
        self.assertFalse(self.person.message_ids)
        self.assertFalse(paper.exists())
        self.assertEqual(self.anna.movement_ids, register)
        self.assertTrue(self.anna.number)
        for model in ("club.privacy.choice", "club.directory.entry"):
            found = self.env[model].search([("partner_id", "=", self.person.id)])
            self.assertFalse(found)

    def test_erasing_reaches_payments_invitations_and_what_others_records_say(self):
        acme = self._current("Acme", kind=self.type_organisation)
        self._manages(self.boris.partner_id, acme)
        mine = self._manages(self.person, acme)
        handed = mine._hand_over(self.boris.partner_id) and mine
        self.assertIn("Boris", handed.end_reason)
        theirs = self._manages(self.carla.partner_id, acme, end_reason="For Anna Noël")
        invitation = self.env["club.invitation"].create(
            {
                "membership_id": acme.id,
                "email": self.person.email,
                "name": "Anna Noël",
                "role": "manager",
            }
        )
        trace = self.env["club.trace"].create(
            {
                "user_id": self.users["secretary"].id,
                "person_id": self.boris.partner_id.id,
                "membership_id": acme.id,
                "company_id": self.company.id,
                "mode": "staff",
                "action": f"The invitation is sent to {self.person.email}.",
            }
        )
        note = acme.message_post(body="Staff, for Anna Noël: moved")
        other = acme.message_post(body="Staff, for Susanna Noël: moved")
        self.anna.message_post(body="Staff, for Anna Noël: address")
        payment, token = self._paid_online()
        self._leave()
        self.person._club_anonymise()
        self.env.invalidate_all()
        self.assertFalse(payment.partner_email or payment.partner_name)
        self.assertFalse(token.active)
        self.assertFalse(self.anna.message_ids)
        self.assertEqual(invitation.state, "cancelled")
        for text in (
            invitation.name,
            invitation.email,
            trace.action,
            note.body,
            theirs.end_reason,
        ):
            self.assertNotIn("anna", text.lower())
        self.assertIn("Susanna Noël", other.body)

    def _paid_online(self):
        provider = self.env["payment.provider"].create(
            {"name": "A provider", "code": "none", "company_id": self.company.id}
        )
        common = {
            "provider_id": provider.id,
            "payment_method_id": self.env.ref("payment.payment_method_unknown").id,
            "partner_id": self.person.id,
        }
        payment = self.env["payment.transaction"].create(
            {**common, "amount": 30, "currency_id": self.company.currency_id.id}
        )
        token = self.env["payment.token"].create({**common, "provider_ref": "card"})
        return payment, token

    def _refused(self, **vals):
        self.type_person.open_to_application = True
        return self.env["club.application"].create(
            {
                "kind": "person",
                "company_id": self.company.id,
                "type_id": self.type_person.id,
                "section_id": self.rennes.id,
                "state": "refused",
                "birth_date": "2015-01-01",
                "street": "1 rue X",
                "zip": "35000",
                "city": "Rennes",
                **vals,
            }
        )

    def test_of_a_childs_application_who_is_erased_is_forgotten_alone(self):
        child = self._person("Tom Noël")
        self.env["club.guardian"].create(
            {
                "minor_id": child.id,
                "guardian_id": self.person.id,
                "company_id": self.company.id,
            }
        )
        child.club_birth_date = "2015-01-01"
        both = {"name": "Tom Noël", "guardian_name": "Anna Noël"}
        first = self._refused(**both, email=self.person.email)
        child._club_anonymise()
        self.assertNotIn("Tom", first.name)
        self.assertEqual(first.guardian_name, "Anna Noël")
        self.assertFalse(first.birth_date or first.street or first.zip or first.city)
        second = self._refused(**both, email=self.person.email)
        self._leave()
        self.person._club_anonymise()
        self.assertEqual((second.name, second.street), ("Tom Noël", "1 rue X"))
        self.assertNotIn("Anna", second.guardian_name)

    def test_mails_about_a_namesake_stay(self):
        namesake = self._person("Anna Noël", email="other@example.net")
        mails = self.env["mail.mail"].create(
            [
                {"state": "exception", **values}
                for values in (
                    {"email_to": "x@example.org", "body_html": "Dear Anna Noël"},
                    {"body_html": "Anna Noël", "recipient_ids": [(4, namesake.id)]},
                    {"body_html": f"Write to {self.person.email}"},
                    {
                        "body_html": "Anna Noël",
                        "model": "club.membership",
                        "res_id": self.anna.id,
                    },
                )
            ]
        )
        self._leave()
        self.person._club_anonymise()
        self.assertEqual(mails.exists(), mails[:2])

    def test_a_contact_without_name_is_erased_too(self):
        nameless = self.env["res.partner"].create(
            {"type": "other", "email": "nameless@example.org"}
        )
        nameless._club_anonymise()
        self.assertFalse(nameless.email)
        empty = self.env["res.partner"].create({"type": "other"})
        empty._club_anonymise()
        self.assertFalse(empty.active)

    def test_the_answer_goes_to_the_address_they_had(self):
        self._leave()
        self._request().action_approve()
        mail = self.env["mail.mail"].search([("email_to", "ilike", "anna.no")])
        self.assertEqual(len(mail), 1)
        self.assertIn("Your data is erased", mail.body_html)

    def test_names_on_posted_invoices_stay_and_dues_too(self):
        membership = self._admitted_and_paid()
        invoice = membership.due_ids.invoice_id
        dues = membership.due_ids.read(["amount", "amount_paid", "state"])
        membership._close("resigned", day(TODAY), "Gone")
        membership.partner_id._club_anonymise()
        self.env.invalidate_all()
        self.assertEqual(invoice.invoice_partner_display_name, "Ivan Invoiced")
        self.assertIn("Former member", invoice.partner_id.name)
        after = membership.due_ids.read(["amount", "amount_paid", "state"])
        self.assertEqual(after, dues)
        self.assertNotIn("Ivan", membership.due_ids.call_id.name)

    def _admitted_and_paid(self):
        kind = self._type("Invoiced", [{"amount": 30}], booking_mode="invoice")
        membership = self.env["club.membership"]._admit(
            {
                "partner_id": self._person("Ivan Invoiced").id,
                "type_id": kind.id,
                "section_id": self.brittany.id,
            }
        )
        membership.due_ids._pay(30.0, self.bank_journal, TODAY)
        return membership

    def test_a_refusal_has_a_reason_that_the_person_reads(self):
        self._leave()
        request = self._as("secretary", self._request())
        with self.assertRaises(UserError):
            request.action_refuse()
        request.decision_reason = "A dispute is open."
        request.action_refuse()
        self.authenticate("anna", "anna")
        self.assertIn("A dispute is open.", self.url_open("/my/privacy/erasure").text)
        with self.assertRaises(UserError):
            request.action_approve()

    def test_only_the_secretary_decides(self):
        self._leave()
        request = self._request()
        for role in ("reader", "officer", "treasurer"):
            with self.assertRaises(AccessError):
                self._as(role, request).action_approve()
        with self.assertRaises(UserError):
            self._as("secretary", request).state = "done"
