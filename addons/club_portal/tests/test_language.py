import re

from odoo.tests import tagged

from .signin_common import SigninCommon


@tagged("post_install", "-at_install")
class TestLanguage(SigninCommon):
    """After signing in, the pages speak the person's language, not the browser's."""

    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("fr_FR")
        self.paul.write({"lang": "fr_FR", "password": "a long sentence"})
        self._anonymous()
        self.opener.headers["Accept-Language"] = "en-US,en"

    def _spoken(self, path="/my"):
        page = self.url_open(path).text
        return re.search(r'<html[^>]* lang="([^"]+)"', page)[1]

    def _use_password(self, **data):
        self.assertEqual(self._spoken("/web/login"), "en-US")
        return self._post(
            "/web/login",
            login=self.paul.login,
            password="a long sentence",
            **data,
        )

    def test_password_opens_the_space_in_the_language_of_the_person(self):
        answer = self._use_password()
        self.assertEqual(answer.headers["Location"].partition("?")[0], "/my")
        self.assertEqual(self._spoken(), "fr-FR")

    def test_page_asked_for_in_another_language_opens_in_the_own_one(self):
        answer = self._use_password(redirect="/en/my/dues?page=2")
        self.assertEqual(answer.headers["Location"], "/my/dues?page=2")
        self.assertEqual(self._spoken("/my/dues"), "fr-FR")

    def test_link_opens_the_space_in_the_language_of_the_person(self):
        path = self._link(self.paul)
        self.assertEqual(self._spoken(path), "en-US")
        self._post(path)
        self.assertEqual(self._spoken(), "fr-FR")

    def test_language_chosen_on_a_page_afterwards_stays(self):
        self._use_password()
        self.assertEqual(self._spoken(), "fr-FR")
        self.url_open("/en/my")
        self.assertEqual(self._spoken(), "en-US")
        self.assertEqual(self._spoken("/my/dues"), "en-US")

    def test_prefix_is_dropped_only_where_it_is_a_language(self):
        for page in ("/my", "/web/login_successful", "/my/company/7?x=en"):
            self._anonymous()
            answer = self._use_password(redirect=page)
            self.assertEqual(answer.headers["Location"], page)
