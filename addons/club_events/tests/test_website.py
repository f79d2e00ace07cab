from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from ..hooks import post_init_hook


@tagged("post_install", "-at_install")
class TestWebsite(HttpCase):
    """The website that comes along is the association's, not a sample."""

    def _front_page(self):
        page = self.url_open("/event")
        self.assertEqual(page.status_code, 200)
        return page.text

    def test_nothing_on_it_is_a_sample(self):
        text = self._front_page()
        for sample in (
            "555-5556",
            "yourcompany.example.com",
            "Your Logo",
            "My Website",
        ):
            self.assertFalse(sample in text, sample)
        self.assertIn(self.env.ref("website.default_website").company_id.name, text)

    def test_the_address_of_the_site_leads_members_into_their_space(self):
        page = self.url_open("/", allow_redirects=False)
        self.assertTrue(page.headers.get("Location", "").endswith("/event"))
        new_test_user(self.env, "somebody", groups="base.group_portal")
        self.authenticate("somebody", "somebody")
        page = self.url_open("/")
        self.assertIn("o_club_portal", page.text)

    def test_a_website_that_somebody_made_stays_as_it_is(self):
        website = self.env.ref("website.default_website")
        website.homepage_url = "/event"
        self.env.ref("website.footer_custom").active = True
        post_init_hook(self.env)
        self.assertEqual(website.homepage_url, "/event")
        self.assertTrue(self.env.ref("website.footer_custom").active)

    def test_every_public_page_says_whether_search_engines_list_it(self):
        with patch("odoo.addons.website.models.website.logger.warning") as warned:
            pages = self.url_open("/sitemap.xml").text
        said = [str(call.args[0]) for call in warned.call_args_list]
        self.assertFalse([line for line in said if "club_" in line])
        self.assertIn("/club/join<", pages)
        self.assertNotIn("/club/place", pages)
