from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.club_signin_link import local_path, token_hash
from .signin_common import SigninCommon


@tagged("post_install", "-at_install")
class TestSigninLink(SigninCommon):
    """A link signs its own user in, once, for a quarter of an hour."""

    def setUp(self):
        super().setUp()
        self._anonymous()

    def test_opening_the_link_signs_nobody_in(self):
        path = self._link(self.paul)
        for _scanner in range(3):
            self.assertIn("Paul", self.url_open(path).text)
        self.assertFalse(self._session().uid)
        self._post(path)
        self.assertEqual(self._session().uid, self.paul.id)

    def test_the_click_signs_its_user_in_and_opens_their_space(self):
        answer = self._post(self._link(self.jean))
        self.assertEqual(answer.headers["Location"].partition("/my")[1:], ("/my", ""))
        self.assertEqual(self._session().uid, self.jean.id)

    def test_a_link_works_once(self):
        path = self._link(self.paul)
        self._post(path)
        self._anonymous()
        for answer in (self.url_open(path), self._post(path)):
            self.assertEqual(answer.status_code, 410)
        self.assertFalse(self._session().uid)

    def test_a_link_does_not_work_after_a_quarter_of_an_hour(self):
        path = self._link(self.paul, minutes=15)
        link = self.env["club.signin.link"].search([], order="id desc", limit=1)
        link.expires_at = "2020-01-01"
        self.env.flush_all()
        for answer in (self.url_open(path), self._post(path)):
            self.assertEqual(answer.status_code, 410)
        self.assertFalse(self._session().uid)

    def test_tampered_links_all_find_the_same_answer(self):
        path, other = self._link(self.paul), self._link(self.jean)
        own_id, token = path.split("/")[3:]
        other_id = other.split("/")[3]
        for tried in (
            f"/club/signin/{own_id}/{token[:-1]}",
            f"/club/signin/{other_id}/{token}",
            f"/club/signin/999999999/{token}",
            f"/club/signin/{own_id}/False",
            f"/club/signin/{own_id}/{token_hash(token)}",
        ):
            self.assertEqual(self._post(tried).status_code, 410, tried)
        self.assertFalse(self._session().uid)

    def test_only_a_hash_of_the_secret_is_stored(self):
        token = self._link(self.paul).split("/")[4]
        self.env.cr.execute("SELECT l::text FROM club_signin_link l")
        self.assertNotIn(token, str(self.env.cr.fetchall()))

    def test_a_closed_login_and_the_dead_are_not_signed_in(self):
        closed, dead = self._link(self.paul), self._link(self.jean)
        self.paul.active = False
        self.jean.partner_id.club_deceased_on = "2024-01-01"
        self.env.flush_all()
        for path in (closed, dead):
            self.assertEqual(self._post(path).status_code, 410)

    def test_no_link_signs_staff_in(self):
        path = self._link(self.paul)
        self.paul.group_ids = [
            Command.set(self.env.ref("base.group_user").ids),
        ]
        self.env.flush_all()
        for answer in (self.url_open(path), self._post(path)):
            self.assertEqual(answer.status_code, 410)
        self.assertFalse(self._session().uid)

    def test_without_its_form_token_the_click_is_refused(self):
        path = self._link(self.paul)
        with mute_logger("odoo.http"):
            answer = self.url_open(path, data={"x": "1"}, allow_redirects=False)
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self._session().uid)

    def test_a_second_factor_is_still_asked_for(self):
        self.env.cr.execute(
            "UPDATE res_users SET totp_secret = 'JBSWY3DPEHPK3PXP' WHERE id = %s",
            [self.paul.id],
        )
        self.env.invalidate_all()
        answer = self._post(self._link(self.paul, redirect="/my/account"))
        self.assertIn("/web/login/totp", answer.headers["Location"])
        self.assertIn("redirect=%2Fmy%2Faccount", answer.headers["Location"])
        self.assertFalse(self._session().uid)
        self.assertEqual(self._session()["pre_uid"], self.paul.id)

    def test_the_password_form_does_not_accept_a_link(self):
        self._link(self.paul)
        answer = self._post(
            "/web/login", login=self.paul.login, password="x", type="club_link"
        )
        self.assertEqual(answer.status_code, 200)
        self.assertFalse(self._session().uid)

    def test_a_link_leads_to_pages_of_this_site_only(self):
        for evil in (
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "evil",
        ):
            self.assertEqual(local_path(evil), "", evil)
            answer = self._post(self._link(self.paul, redirect=evil))
            self.assertNotIn("evil", answer.headers["Location"])
            self._anonymous()
        answer = self._post(self._link(self.paul, redirect="/my/account?a=1"))
        self.assertTrue(answer.headers["Location"].endswith("/my/account?a=1"))

    def test_the_link_of_the_other_one_takes_over_the_session(self):
        self._post(self._link(self.jeanne))
        first = self.session.sid
        self._post(self._link(self.jean))
        self.assertEqual(self._session().uid, self.jean.id)
        self.assertTrue(first)

    def test_secrets_are_not_cached_nor_told_to_other_sites(self):
        headers = self.url_open(self._link(self.paul)).headers
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_the_first_signin_is_noted_once(self):
        access = self.env["club.portal.access"].search([("user_id", "=", self.paul.id)])
        self.assertFalse(access.signed_in_at)
        self._post(self._link(self.paul))
        access.invalidate_recordset()
        first = access.signed_in_at
        self.assertTrue(first)
        self._post(self._link(self.paul))
        access.invalidate_recordset()
        self.assertEqual(access.signed_in_at, first)

    def test_old_links_and_tries_are_cleaned(self):
        self._link(self.paul)
        self.env["club.rate"]._allow("x", "y", 1, 1)
        self.env["club.signin.link"].search([]).expires_at = "2020-01-01"
        self.env["club.rate"].search([]).expires_at = "2020-01-01"
        self.env["club.signin.link"]._gc_past()
        self.env.flush_all()
        self.env["club.rate"]._gc_past()
        self.env.invalidate_all()
        self.assertFalse(self.env["club.signin.link"].search([]))
        self.assertFalse(self.env["club.rate"].search([]))
