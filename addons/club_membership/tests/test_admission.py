from ast import literal_eval

from lxml import etree
from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import TODAY, ClubCommon, Form, day, freeze_time


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

    def _application(self, name, role="secretary"):
        form = self._form(role)
        form.name = name
        form.email = f"{name.split()[0].lower()}@example.net"
        form.type_id = self.type_person
        return form

    def _record(self, form):
        action = form.save().action_record_application()
        return self.env["club.membership"].browse(action["res_id"])

    def test_application_waits_for_approval_and_calls_nothing(self):
        membership = self._record(self._application("Alma Applies", "officer"))
        self.assertEqual((membership.state, membership.approved_on), ("applied", False))
        self.assertEqual(membership.section_id, self.brittany)
        self.assertFalse(membership.due_ids)
        arch = self.env.ref("club_membership.club_membership_view_search").arch
        domain = etree.fromstring(arch).find(".//filter[@name='to_approve']")
        waiting = Domain(literal_eval(domain.get("domain")))
        self.assertTrue(membership.filtered_domain(waiting))
        self._as("secretary", membership).action_approve()
        self.assertEqual(membership.due_ids.mapped("amount"), [30.0])
        self.assertFalse(membership.filtered_domain(waiting))

    def test_application_may_wish_a_later_day_and_dues_follow_it(self):
        form = self._application("Leo Later")
        form.joined_on = "2026-05-01"
        membership = self._record(form)
        membership.action_approve()
        self.assertEqual(membership.period_ids.date_from, day("2026-05-01"))

    def test_second_application_is_refused_by_name(self):
        first = self._record(self._application("Dora Double"))
        again = self._form()
        again.partner_id = first.partner_id
        again.type_id = self.type_person
        with self.assertRaisesRegex(UserError, "Dora Double has already applied"):
            again.save().action_record_application()
        first.action_approve()
        self.env["club.due"].search(
            [("membership_id", "=", first.id)]
        ).membership_id.period_ids.sudo().write({"confirmed_on": TODAY})
        first._refresh()
        with self.assertRaisesRegex(UserError, "already a member"):
            again.save().action_record_application()

    def test_application_withdrawn_before_is_taken_up_under_the_same_number(self):
        first = self._record(self._application("Rita Returns"))
        first._close("resigned", day("2026-03-10"), "changed her mind")
        self.assertEqual(first.state, "resigned")
        again = self._form()
        again.partner_id = first.partner_id
        again.type_id = self.type_person
        self.assertEqual(self._record(again), first)
        self.assertEqual((first.state, first.applied_on), ("applied", day(TODAY)))

    def test_former_member_is_sent_to_rejoining_not_to_an_application(self):
        former = self._member("Fred Former", kind=self.type_person)
        self._period(former, "2024-01-01", "2024-12-31")
        self.assertEqual(former.state, "lapsed")
        form = self._form()
        form.partner_id = former.partner_id
        with self.assertRaises(RedirectWarning) as caught:
            form.save().action_record_application()
        sentence, action_id, button, context = caught.exception.args
        self.assertIn("Fred Former was a member before", sentence)
        self.assertEqual(button, "Rejoin")
        action = self.env["ir.actions.act_window"].browse(action_id)
        event = Form(self._as("secretary")[action.res_model].with_context(**context))
        event.save().action_apply()
        self.assertEqual(former.due_ids.mapped("amount"), [30.0])
        self.assertEqual(former.movement_ids[:1].kind, "rejoined")

    def test_applying_again_without_the_form_is_told_to_rejoin(self):
        former = self._member("Fred Former", kind=self.type_person)
        self._period(former, "2024-01-01", "2024-12-31")
        with self.assertRaisesRegex(UserError, "choose Rejoin"):
            former._record_application(
                {"partner_id": former.partner_id.id, "type_id": self.type_person.id}
            )

    def test_the_form_proposes_rejoining_to_a_former_member(self):
        former = self._member("Fred Former", self.rennes, self.type_choice)
        self._period(former, "2024-01-01", "2024-12-31")
        form = self._form()
        self.assertFalse(form.former_id)
        form.partner_id = former.partner_id
        self.assertEqual(form.former_id, former)
        self.assertIn(f"number {former.number}, until 12/31/2024", form.former_note)
        self.assertEqual(
            (form.type_id, form.section_id), (self.type_choice, self.rennes)
        )
        form.chosen_amount = 12
        self.assertEqual(self._admit(form), former)
        self.assertEqual(former.due_ids.mapped("amount"), [12.0])
        self.assertEqual(former.movement_ids[:1].kind, "rejoined")
        newcomer = self._form()
        newcomer.partner_id = self._person("Nobody Yet")
        self.assertFalse(newcomer.former_id)

    def test_a_former_member_of_another_section_is_not_shown_to_an_officer(self):
        former = self._member("Fred Former", self.provence)
        self._period(former, "2024-01-01", "2024-12-31")
        admission = self._as("officer")["club.admission"].create(
            {"name": "Fred", "type_id": self.type_person.id}
        )
        admission.sudo().partner_id = former.partner_id
        self.assertFalse(admission.former_id)

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
