from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .join_common import FORM, JoinCommon


@tagged("post_install", "-at_install")
class TestApplicationDecision(JoinCommon):
    """Approving makes the member, the dues, the login and the mail, all or nothing."""

    def test_an_approved_person_owes_dues_and_has_a_login(self):
        application = self._applied()
        application.action_approve()
        membership = application.membership_id
        self.assertEqual(membership.partner_id.name, "Nora New")
        self.assertEqual(membership.section_id, self.rennes)
        self.assertEqual(membership.amount_due, 30.0)
        self.assertEqual(membership.partner_id.user_ids.login, "nora@example.org")
        self.assertEqual(application.state, "approved")

    def test_the_longest_postal_code_decides_on_the_section(self):
        sections = self.env["club.section"]
        self.assertEqual(sections._serving(self.company, "35 000"), self.rennes)
        self.assertEqual(sections._serving(self.company, "35400"), self.brittany)
        self.assertEqual(sections._serving(self.company, "13000"), self.root)
        self.assertEqual(sections._serving(self.company, ""), self.root)

    def test_a_section_chosen_wins_over_the_postal_code(self):
        application = self._applied(section_id=str(self.normandy.id))
        self.assertEqual(application.section_id, self.normandy)
        elsewhere = self._association("Elsewhere")._club_root_section()
        application = self._applied(
            section_id=str(elsewhere.id), email="other@example.org"
        )
        self.assertEqual(application.section_id, self.rennes)

    def test_the_contact_of_an_organisation_manages_its_team(self):
        self.type_seats.open_to_application = True
        application = self._applied(
            self.type_seats, kind="organisation", organisation="New Ltd", seats="5"
        )
        application.action_approve()
        membership = application.membership_id
        self.assertEqual(membership.partner_id.name, "New Ltd")
        self.assertTrue(membership.partner_id.is_company)
        self.assertEqual(membership.seats, 5)
        manager = membership.delegation_ids
        self.assertEqual(manager.mapped("role"), ["manager"])
        self.assertEqual(manager.partner_id.name, "Nora New")
        self.assertTrue(manager.partner_id.user_ids)
        self.assertFalse(membership.partner_id.user_ids)

    def test_a_minor_joins_through_the_guardian(self):
        form = {**FORM, "birth_date": "2020-05-01"}
        _values, problems = self.applications._read_form(
            "person", self.type_person, form
        )
        self.assertIn("guardian_name", problems)
        application = self._applied(birth_date="2020-05-01", guardian_name="Gaby")
        application.action_approve()
        child = application.membership_id.partner_id
        self.assertEqual(child.name, "Nora New")
        self.assertFalse(child.user_ids)
        guardian = child._club_guardians()
        self.assertEqual(guardian.name, "Gaby")
        self.assertEqual(guardian.user_ids.login, "nora@example.org")

    def _closed(self, group="base.group_portal"):
        """An application of Nora, a former member whose login was closed."""
        former = self._member("Nora New", self.provence)
        former.sudo().approved_on = "2020-01-01"
        self._period(former, "2020-01-01", "2020-12-31")
        user = new_test_user(
            self.env,
            login="nora.old",
            groups=group,
            partner_id=former.partner_id.id,
            name="Nora New",
            email="nora@example.org",
        )
        user.active = False
        return self._applied(), user

    def test_a_closed_login_is_not_opened_by_the_way(self):
        self._create_users()
        application, user = self._closed()
        self.assertTrue(application.closed_login)
        with self.assertRaisesRegex(UserError, "open the login again"):
            self._as("secretary", application).action_approve()
        self.assertFalse(user.active)
        self.assertEqual(application.state, "waiting")

    def test_staff_open_a_closed_login_again_knowingly_as_a_members(self):
        self._create_users()
        for group in ("base.group_portal", "base.group_user"):
            with self.subTest(group):
                application, user = self._closed(group)
                staff = self._as("secretary", application)
                staff.action_approve_and_reopen()
                self.assertEqual(application.state, "approved")
                self.assertTrue(user.active and user.share)
                access = self.env["club.portal.access"].search(
                    [("partner_id", "=", user.partner_id.id)]
                )
                self.assertEqual(access.user_id, user)
                self.assertIn("open again", application.message_ids[0].body)
                self.assertTrue(self._mails("nora@example.org"))
                user.unlink()
                application.membership_id.partner_id.write(
                    {"name": "Somebody", "email": "somebody@example.org"}
                )

    def test_who_joins_before_the_section_opens_enters_and_pays_all_the_same(self):
        self._create_users()
        self.root.portal_opening = "closed"
        application = self._applied()
        application.action_approve()
        membership = application.membership_id
        user = membership.partner_id.user_ids
        space = self.env["club.space"].with_user(user)._open()
        self.assertEqual((space.payable, bool(space.waiting)), (membership, False))
        # Who did not join by the page waits for the section, applicants as well.
        other = self._member("Other", self.rennes)
        other.action_approve()
        self.assertEqual(other.state, "applied")
        user.partner_id = other.partner_id
        space = self.env["club.space"].with_user(user)._open()
        self.assertEqual((bool(space.payable), space.waiting), (False, other))

    def test_a_name_of_any_spelling_is_left_in_the_mail(self):
        for name, said in (
            ("J.Dupont", "Hello J. Dupont,"),
            ("Jean St.Martin", "Hello Jean St. Martin,"),
            ("Amazon.fr", "Hello nora@example.org,"),
            ("www.evil.example Nora", "Hello Nora,"),
        ):
            with self.subTest(name):
                values, _problems = self.applications._read_form(
                    "person", self.type_person, {**FORM, "name": name}
                )
                self.applications._submit(values, "en_US", "I agree.")
                mail = self._mails("nora@example.org").sorted("id")[-1]
                self.assertIn(said, mail.body_html)

    def test_no_login_is_said_to_open_again_where_none_was_closed(self):
        application = self._applied()
        application.action_approve_and_reopen()
        self.assertEqual(application.state, "approved")
        self.assertFalse(
            application.message_ids.filtered(lambda m: "open again" in m.body)
        )

    def test_a_former_member_is_shown_and_taken_back_under_the_same_number(self):
        former = self._member("Nora New", self.provence)
        former.partner_id.email = "nora@example.org"
        former.sudo().approved_on = "2020-01-01"
        self._period(former, "2020-01-01", "2020-12-31")
        self.assertEqual(former.state, "lapsed")
        application = self._applied()
        self.assertEqual(application.former_id, former)
        self.assertEqual(application.partner_id, former.partner_id)
        application.action_approve()
        self.assertEqual(application.membership_id, former)
        self.assertEqual(former.section_id, self.rennes)
        self.assertTrue(former.amount_due)
        self.assertTrue(former.partner_id.user_ids)

    def test_what_was_agreed_to_freely_is_kept_with_its_wording(self):
        consents = [
            self.env["club.consent"].create(
                {
                    "name": name,
                    "company_id": self.company.id,
                    "wording_ids": [
                        (
                            0,
                            0,
                            {"text": f"I agree to {name}.", "date_from": "2020-01-01"},
                        )
                    ],
                }
            )
            for name in ("photos", "letters")
        ]
        wording = consents[0].wording_id
        application = self._applied(
            **{f"consent_{wording.id}": "yes", "consent_999999": "yes"}
        )
        application.action_approve()
        answer = self.env["club.consent.answer"].search(
            [("partner_id", "=", application.membership_id.partner_id.id)]
        )
        self.assertEqual(answer.wording_id, wording)
        self.assertTrue(answer.given)

    def test_who_is_a_member_is_not_admitted_twice(self):
        member = self._member("Nora New")
        member.partner_id.email = "nora@example.org"
        self._period(member, "2024-01-01", "2099-12-31")
        application = self._applied()
        with self.assertRaises(UserError):
            application.action_approve()
        self.assertEqual(application.state, "waiting")

    def test_details_of_a_known_contact_are_completed_never_replaced(self):
        known = self._person("Nora New", city="Brest", email="nora@example.org")
        application = self._applied(phone="0102030405")
        self.assertEqual(application.partner_id, known)
        application.action_approve()
        self.assertEqual((known.city, known.phone), ("Brest", "0102030405"))

    def test_who_applies_twice_is_seen_once(self):
        self._applied()
        second = self._applied(name="NORA new")
        self.assertEqual(second.state, "expired")

    def test_a_refusal_gives_its_reason(self):
        application = self._applied()
        with self.assertRaises(UserError):
            application.action_refuse()
        application.refusal = "Only librarians may join."
        application.action_refuse()
        self.assertIn(
            "Only librarians may join.",
            self._mails("nora@example.org").sorted("id")[-1].body_html,
        )
        with self.assertRaises(UserError):
            application.action_approve()

    def test_an_amount_below_the_least_is_asked_again(self):
        self.type_choice.open_to_application = True
        for typed, wrong in (("3", True), ("", True), ("12,50", False), ("x", True)):
            _values, problems = self.applications._read_form(
                "person", self.type_choice, {**FORM, "chosen_amount": typed}
            )
            self.assertEqual("chosen_amount" in problems, wrong, typed)

    def test_a_regional_officer_decides_in_the_own_section_only(self):
        self._create_users()
        near = self._applied()
        far = self._applied(email="far@example.org", section_id=str(self.provence.id))
        seen = self._as("officer")["club.application"].search([])
        self.assertEqual(seen, near)
        seen.action_approve()
        self.assertEqual(near.state, "approved")
        with self.assertRaises(AccessError):
            self._as("officer", far).action_approve()
        for role in ("reader", "treasurer", "section_treasurer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, far).action_approve()

    def test_nobody_writes_the_outcome_by_hand(self):
        self._create_users()
        application = self._as("secretary", self._applied())
        for vals in ({"state": "approved"}, {"email": "x@example.org"}):
            with self.assertRaises(UserError):
                application.write(vals)
        application.city = "Brest"

    def test_unproven_applications_are_forgotten_and_old_ones_closed(self):
        values, _problems = self.applications._read_form(
            "person", self.type_person, FORM
        )
        unproven = self.applications._submit(values, "en_US", "I agree.")
        waiting = self._applied(email="other@example.org")
        self.env.flush_all()
        self.env.cr.execute("UPDATE club_application SET create_date = '2020-01-01'")
        waiting.confirmed_at = "2020-01-01"
        self.env.invalidate_all()
        self.applications._gc_old()
        self.assertFalse(unproven.exists())
        self.assertEqual(waiting.state, "expired")
