import re

from odoo.addons.club_membership.tests.common import TODAY, freeze_time
from odoo.http import root
from odoo.tests import tagged

from .route_case import RouteTableCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSpaceForms(RouteTableCase):
    """Forms and pages of a space that another one was opened over."""

    table = None
    addon = "club_portal"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_visitors()
        cls._create_users()
        cls.bea = cls.visitors["member"].partner_id.club_membership_ids

    def _sign_in_as(self, role):
        self.env.flush_all()
        self.authenticate(self.users[role].login, self.users[role].login)

    def test_a_form_of_one_member_does_nothing_in_the_space_of_another(self):
        self._sign_in_as("secretary")
        self.url_open(f"/my/for/{self.anna.id}")
        page = self.url_open("/my/privacy").text
        token = re.search(r'name="csrf_token"\s+value="([^"]+)"', page)[1]
        meant = re.search(r'name="space"\s+value="([^"]+)"', page)[1]
        self.assertEqual(meant, str(self.anna.id))
        self.url_open(f"/my/for/{self.bea.id}")
        before = self._fingerprint()
        self.url_open(
            "/my/privacy",
            data={"csrf_token": token, "space": meant, "phone": "public"},
            allow_redirects=False,
        )
        flash = root.session_store.get(self.session.sid)["club_flash"]
        self.assertEqual(flash["tone"], "danger")
        self.assertEqual(self._fingerprint(), before)

    def test_an_officer_acting_for_a_company_reaches_no_private_page_of_its_manager(
        self,
    ):
        """Anna manages Acme, in the officer's region, and is a member elsewhere."""
        self.anna.sudo().section_id = self.provence
        self._sign_in_as("officer")
        self.assertEqual(
            self.url_open(f"/my/for/{self.acme.id}", allow_redirects=False).status_code,
            303,
        )
        self.assertEqual(self.url_open("/my/dues").status_code, 200)
        for path in ("/my/privacy", "/my/privacy/data"):
            with self.subTest(path=path):
                self.assertEqual(self.url_open(path).status_code, 404)

    def test_an_officer_acting_for_a_company_sees_no_money_of_its_manager(self):
        self.anna.sudo().section_id = self.provence
        officer = self.users["officer"]
        space = self.env["club.space"].with_user(officer)._open(self.acme.id)
        self.assertEqual(space.mode, "staff")
        self.assertEqual(space.payers, self.acme.partner_id)
        self.anna.sudo().section_id = self.brittany
        space = self.env["club.space"].with_user(officer)._open(self.acme.id)
        self.assertEqual(space.payers, self.acme.partner_id | self.anna.partner_id)
