from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.tests import HttpCase, new_test_user, tagged


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSpaceOpening(ClubCommon, HttpCase):
    """A space opens with its section, to its person and to who acts for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.anna = cls._standing("Anna", cls.rennes)
        cls.user = cls._login(cls.anna.partner_id, "anna")
        cls.brittany.portal_opening = "closed"
        cls.env.flush_all()

    @classmethod
    def _standing(cls, name, section, kind=None, **vals):
        membership = cls._member(name, section, kind, **vals)
        cls._period(membership, "2024-01-01", "2099-12-31")
        return membership

    @classmethod
    def _login(cls, person, login):
        return new_test_user(
            cls.env,
            login,
            "base.group_portal",
            partner_id=person.id,
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def _enter(self, login):
        self.env.flush_all()
        self.authenticate(login, login)

    def _space(self, user=None, membership=None):
        self.env.invalidate_all()
        spaces = self.env["club.space"].with_user(user or self.user)
        return spaces._open(membership and membership.id)

    def test_before_the_section_opens_one_page_says_from_when(self):
        self._enter("anna")
        page = self.url_open("/my").text
        self.assertIn("Your space is not open yet", page)
        self.assertNotIn("/my/dues", page)
        self.brittany.write(
            {"portal_opening": "date", "portal_opening_date": "2098-03-01"}
        )
        self.env.flush_all()
        self.assertIn("Your space opens on 03/01/2098", self.url_open("/my").text)
        for path in ("/my/dues", "/my/directory", "/my/commissions", "/my/privacy"):
            answer = self.url_open(path, allow_redirects=False)
            self.assertEqual(answer.status_code, 303, path)
            self.assertTrue(answer.headers["Location"].endswith("/my"))

    def test_it_opens_on_the_day(self):
        self.brittany.write(
            {"portal_opening": "date", "portal_opening_date": "2026-03-01"}
        )
        with freeze_time("2026-02-28"):
            self.assertFalse(self._space().memberships)
            self.assertEqual(self._space().waiting, self.anna)
        with freeze_time("2026-03-01"):
            self.assertEqual(self._space().memberships, self.anna)
            self.assertFalse(self._space().waiting)

    def test_one_open_section_opens_what_is_there(self):
        acme = self._standing("Acme", self.provence, self.type_organisation)
        closed = self._standing("Closed", self.rennes, self.type_organisation)
        for organisation in (acme, closed):
            organisation._name_to_team(self.anna.partner_id, "manager")
        space = self._space()
        self.assertEqual(space.memberships, acme)
        self.assertEqual(space.payable, acme)
        self.assertFalse(space.waiting)

    def test_who_pays_for_a_member_of_an_open_section_enters(self):
        paid = self._standing(
            "Paid For", self.provence, payer_id=self.anna.partner_id.id
        )
        self.assertEqual(self._space().payable, paid)
        self.assertFalse(self._space().waiting)
        self._enter("anna")
        self.assertEqual(
            self.url_open("/my/dues", allow_redirects=False).status_code, 200
        )

    def test_staff_help_before_it_opens(self):
        space = self._space(self.users["secretary"], self.anna)
        self.assertEqual((space.mode, space.memberships), ("staff", self.anna))
        self.assertFalse(space.waiting)

    def test_a_minors_space_opens_with_the_section_of_the_minor(self):
        child = self._ward()
        self.assertFalse(self._space().waiting)
        self.assertEqual(self._space().wards, child)
        space = self._space(membership=child)
        self.assertEqual((space.mode, space.waiting), ("guardian", child))
        self.brittany.portal_opening = "inherit"
        self.assertEqual(self._space(membership=child).memberships, child)

    def _ward(self, company=None):
        child = self._standing("Child", self.rennes)
        child.partner_id.club_birth_date = "2020-01-01"
        self.env["club.guardian"].create(
            {
                "minor_id": child.partner_id.id,
                "guardian_id": self.anna.partner_id.id,
                "company_id": (company or self.company).id,
                "date_from": "2024-01-01",
            }
        )
        return child

    def test_a_guardian_elsewhere_opens_nothing_here(self):
        self.brittany.portal_opening = "inherit"
        elsewhere = self._association("Elsewhere")
        self.user.company_ids |= elsewhere
        child = self._ward(elsewhere)
        self.assertFalse(self._space().wards)
        self.assertEqual(self._space(membership=child).mode, "self")

    def test_that_staff_open_a_space_is_told_once_in_a_session(self):
        traces = self.env["club.trace"]
        before = traces.search([])
        other = self._standing("Other", self.provence)
        for _session in range(2):
            self._enter("club_secretary")
            for membership in (self.anna, other, self.anna):
                self.url_open(f"/my/for/{membership.id}")
        found = traces.search([]) - before
        self.assertEqual(len(found), 4)
        self.assertEqual(set(found.mapped("action")), {"The space was opened."})
        self.assertEqual(len(found.filtered(lambda t: t.membership_id == other)), 2)
        self._ward()
        self._enter("anna")
        self.url_open(f"/my/for/{self._ward().id}")
        self.assertEqual(len(traces.search([]) - before), 4)
