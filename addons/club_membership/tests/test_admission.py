from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, ClubCommon, Form, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestAdmission(ClubCommon):
    """One form admits a newcomer: contact, membership, dues, and payment at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _form(self, role="secretary"):
        return Form(self._as(role)["club.admission"].with_company(self.company))

    def _admit(self, form):
        action = form.save().action_admit()
        return self.env["club.membership"].browse(action["res_id"])

    def test_secretary_admits_a_person_nobody_knew(self):
        form = self._form()
        form.name = "Nora Newcomer"
        form.email = "nora@example.net"
        form.city = "Rennes"
        form.type_id = self.type_person
        form.section_id = self.rennes
        membership = self._admit(form)
        self.assertEqual(membership.partner_id.name, "Nora Newcomer")
        self.assertEqual(membership.city, "Rennes")
        self.assertEqual(membership.section_id, self.rennes)
        self.assertEqual(membership.due_ids.mapped("amount"), [30.0])
        self.assertEqual(membership.state, "applied")

    def test_regional_officer_admits_in_the_own_section(self):
        form = self._form("officer")
        form.name = "Odile Locale"
        form.email = "odile@example.net"
        form.type_id = self.type_person
        self.assertEqual(form.section_id, self.brittany)
        membership = self._admit(form)
        self.assertEqual(membership.section_id, self.brittany)

    def test_existing_contact_is_admitted_and_corrected_not_copied(self):
        partner = self._person("Paul Known", phone="01")
        count = self.env["res.partner"].search_count([])
        form = self._form()
        form.partner_id = partner
        self.assertEqual(form.name, "Paul Known")
        form.phone = "02 99 00 00 00"
        form.type_id = self.type_person
        membership = self._admit(form)
        self.assertEqual(membership.partner_id, partner)
        self.assertEqual(partner.phone, "02 99 00 00 00")
        self.assertEqual(self.env["res.partner"].search_count([]), count)

    def test_same_email_and_similar_name_are_shown_and_do_not_block(self):
        twin = self._person("Marie Dupont", email="couple@example.net")
        near = self._person("Dupond Marie", email="other@example.net")
        self._person("Zoé Albert", email="zoe@example.net")
        form = self._form()
        form.name = "Marie Dupond"
        form.email = "Couple@Example.net"
        found = form.duplicate_ids
        self.assertEqual({record.id for record in found[:]}, {twin.id, near.id})
        form.type_id = self.type_person
        self.assertEqual(self._admit(form).partner_id.name, "Marie Dupond")

    def test_price_is_said_before_admitting(self):
        form = self._form()
        form.member_kind = "organisation"
        form.name = "Big Company"
        form.email = "big@example.net"
        form.type_id = self.type_organisation
        form.headcount = 60
        self.assertEqual(form.amount, 250.0)
        form.type_id = self.type_seats
        form.seats = 5
        self.assertEqual(form.amount, 280.0)
        membership = self._admit(form)
        self.assertEqual(sum(membership.due_ids.mapped("called_amount")), 280.0)

    def test_types_offered_fit_the_kind_of_newcomer(self):
        form = self._form()
        form.type_id = self.type_person
        form.member_kind = "organisation"
        self.assertEqual(form.type_id, self.type_organisation)

    def test_without_a_name_the_form_says_so(self):
        admission = self._as("secretary")["club.admission"].create(
            {"type_id": self.type_person.id, "member_kind": "person"}
        )
        with self.assertRaisesRegex(UserError, "name"):
            admission.action_admit()

    def test_paid_now_books_the_payment_and_opens_the_membership(self):
        form = self._form("admin")
        form.name = "Paula Pays"
        form.email = "paula@example.net"
        form.type_id = self.type_person
        form.paid_now = True
        form.pay_method = "cash"
        membership = self._admit(form)
        self.assertEqual(membership.due_ids.state, "paid")
        self.assertEqual(membership.state, "active")
        deposit = self.env["club.deposit"].search(
            [("line_ids.payer_id", "=", membership.partner_id.id)]
        )
        self.assertEqual((deposit.state, deposit.total), ("posted", 30.0))

    def test_secretary_who_may_not_book_is_not_offered_payment(self):
        self.assertFalse(self._form().can_pay)
