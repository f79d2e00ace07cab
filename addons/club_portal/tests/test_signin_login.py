from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .signin_common import SigninCommon


@tagged("post_install", "-at_install")
class TestSigninLogin(SigninCommon):
    """Logins: the address for the first, the number for the second, in any case."""

    def test_two_members_of_one_mailbox_have_each_their_login(self):
        number = self.jean.partner_id.club_membership_ids.number
        self.assertEqual(self.jeanne.login, "couple@example.org")
        self.assertEqual(self.jean.login, number)

    def test_a_login_taken_in_another_case_is_taken(self):
        new_test_user(self.env, "Nora@Example.org", groups="base.group_portal")
        user = self._entered("Nora", "nora@example.org")
        self.assertEqual(user.login, user.partner_id.club_membership_ids.number)

    def test_a_number_taken_gets_a_suffix(self):
        member = self._member("Nora", self.brittany)
        new_test_user(self.env, "nora@example.org", groups="base.group_portal")
        new_test_user(self.env, member.number, groups="base.group_portal")
        access = self.env["club.portal.access"]._give({member.partner_id: member})
        self.assertEqual(access.login, f"{member.number}-2")

    def test_an_employee_who_is_a_member_keeps_their_login(self):
        user = new_test_user(self.env, "colleague")
        member = self._member("Colleague", self.brittany, partner=user.partner_id)
        access = self.env["club.portal.access"]._give({member.partner_id: member})
        self.assertEqual(access.user_id, user)
        self.assertTrue(user._is_internal())

    def test_staff_of_an_association_stay_staff_of_that_one_alone(self):
        elsewhere = self._association("Elsewhere")
        for role, groups in (
            ("secretary", "base.group_user,club_membership.group_club_secretary"),
            ("member", "base.group_portal"),
        ):
            with self.subTest(role=role):
                user = new_test_user(
                    self.env,
                    f"{role}@example.org",
                    groups=groups,
                    company_id=elsewhere.id,
                    company_ids=[(6, 0, elsewhere.ids)],
                )
                member = self._member(role, self.brittany, partner=user.partner_id)
                accesses = self.env["club.portal.access"]
                accesses._give({member.partner_id: member})
                access = accesses.search([("partner_id", "=", member.partner_id.id)])
                self.assertEqual(access.user_id, user)
                linked = role == "member"
                self.assertEqual(self.company in user.company_ids, linked)
                seen = self.env["club.membership"].with_user(user)
                self.assertFalse(seen.has_access("read") and seen.search([]))

    def test_who_is_named_in_a_second_association_sees_it(self):
        elsewhere = self._association("Elsewhere")
        kind = self.type_organisation
        acme = self._member("Acme", self.brittany, kind)
        child = self._member("Child", self.brittany)
        child.partner_id.club_birth_date = "2020-01-01"
        names = {
            "delegate": lambda person: acme._name_to_team(person, "manager"),
            "guardian": lambda person: self.env["club.guardian"].create(
                {
                    "minor_id": child.partner_id.id,
                    "guardian_id": person.id,
                    "company_id": self.company.id,
                }
            ),
            "member": lambda person: self._member(
                person.name, self.brittany, partner=person
            ),
        }
        access = self.env["club.portal.access"]
        for role, name in names.items():
            for groups in ("base.group_portal", "base.group_user"):
                with self.subTest(role=role, groups=groups):
                    user = new_test_user(
                        self.env,
                        f"{role}.{groups}",
                        groups=groups,
                        company_id=elsewhere.id,
                        company_ids=[Command.set(elsewhere.ids)],
                    )
                    name(user.partner_id)
                    given = access.search([("user_id", "=", user.id)])
                    self.assertEqual(bool(given), user.share)
                    self.assertEqual(self.company in user.company_ids, user.share)
                    if user.share:
                        space = self.env["club.space"].with_user(user)._open()
                        self.assertTrue(space.memberships | space.wards)

    def test_a_person_is_given_access_once(self):
        member = self.paul.partner_id.club_membership_ids
        again = self.env["club.portal.access"]._give({member.partner_id: member})
        self.assertFalse(again)

    def test_the_login_may_be_typed_in_any_case(self):
        self.paul.password = "correct horse battery"
        self.env.flush_all()
        self.authenticate("  PAUL@Example.org ".strip(), "correct horse battery")
        self.assertEqual(self._session().uid, self.paul.id)

    def test_the_signin_page_offers_a_link(self):
        self._anonymous()
        page = self.url_open("/web/login?redirect=/my/account").text
        self.assertIn("/club/signin?redirect=%2Fmy%2Faccount", page)
        page = self.url_open("/club/signin?redirect=/my/account").text
        self.assertIn("/web/login?redirect=%2Fmy%2Faccount", page)
        page = self.url_open("/club/signin?redirect=https://evil.example").text
        self.assertNotIn("evil", page)
