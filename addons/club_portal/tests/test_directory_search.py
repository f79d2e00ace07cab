from unittest.mock import patch

from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import HttpCase, freeze_time, tagged

from .privacy_common import PrivacyCommon

SEARCH = "odoo.addons.club_portal.models.club_directory_search"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDirectorySearch(PrivacyCommon, HttpCase):
    """Searching finds what the viewer may see, and nothing by what is hidden."""

    def test_accents_and_capitals_do_not_matter(self):
        for text in ("noel", "NOËL", "Noè", "evreux"):
            self.assertEqual(self._names(self.carla, text), ["Anna Noël"], text)

    def test_two_letters_find_the_beginnings_of_words(self):
        self.assertEqual(self._names(self.carla, "ev"), ["Anna Noël"])
        self.assertEqual(self._names(self.carla, "vr"), [])
        self.assertEqual(self._names(self.carla, "vreu"), ["Anna Noël"])

    def test_all_words_must_be_found(self):
        self.assertEqual(self._names(self.carla, "anna ev"), ["Anna Noël"])
        self.assertEqual(self._names(self.carla, "anna rennes"), [])

    def test_one_letter_or_signs_alone_find_nobody(self):
        for text in ("a", "%", "_", "' OR 1=1 --"[:2], "é"):
            self.assertEqual(self._names(self.carla, text), [], text)

    def test_nobody_is_found_by_what_they_hide(self):
        self.assertEqual(self._names(self.carla, "0299000001"), [])
        self.assertEqual(self._names(self.carla, "example.org"), [])
        self.assertEqual(self._names(self.boris, "noel@example"), ["Anna Noël"])
        self._shows(self.anna, commissions="nobody", section="nobody")
        found = self._names(self.carla, commission=self.commission)
        self.assertEqual(found, ["Boris Blanc"])
        self.assertNotIn("Anna Noël", self._names(self.carla, section=self.brittany))

    def test_filters_take_the_sections_below(self):
        found = self._names(self.carla, section=self.north)
        self.assertEqual(found, ["Anna Noël", "Boris Blanc", "Carla Dupont"])
        self.assertEqual(self._names(self.carla, section=self.south), [])

    def test_functions_are_a_filter(self):
        function = self.env["club.function"].create(
            {"name": "Buyer", "company_id": self.company.id}
        )
        self.anna.partner_id.club_function_ids = function
        self.entries._rebuild()
        self.assertEqual(self._names(self.carla, function=function), ["Anna Noël"])
        self.assertEqual(self._names(self.carla, "buyer"), ["Anna Noël"])

    def test_pages_follow_one_another_without_counting(self):
        for number in range(25):
            self._current(f"Zed {number:02}")
        self.entries._rebuild()
        first, more = self.entries._find(self.company, self.anna.partner_id, "zed")
        self.assertEqual((len(first), more), (20, True))
        last, more = self.entries._find(self.company, self.anna.partner_id, "zed", 2)
        self.assertEqual((len(last), more), (5, False))
        self.assertEqual(last[-1]["name"], "Zed 24")

    def test_looking_at_the_first_names_first_changes_no_answer(self):
        self._shows(self.anna, name="members", city="commissions")
        for number in range(4):
            self._current(f"Anne {number}")
            self._current(f"Zed Anne {number}")
        self.entries._rebuild()
        asked = ("an", "ann", "anne", "zed", "anna ev", "du", "evreux", "no such", "")
        found = {}
        for among in (0, 3, 1000):
            with (
                patch(f"{SEARCH}.AMONG", among),
                patch(f"{SEARCH}.PAGE", 3),
            ):
                found[among] = [
                    (text, viewer.id, page, self._page_of(viewer, text, page))
                    for text in asked
                    for viewer in (self.boris, self.carla)
                    for page in (1, 2)
                ]
        self.assertEqual(found[3], found[1000])
        self.assertEqual(found[0], found[1000])

    def _page_of(self, viewer, text, page):
        cards, more = self.entries._find(self.company, viewer.partner_id, text, page)
        return [card["name"] for card in cards], more

    def test_a_search_costs_the_same_whatever_is_found(self):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            self.entries._find(self.company, self.anna.partner_id, "an")

    # Pages

    def test_the_page_shows_cards_and_finds_by_address(self):
        self._portal_user(self.carla.partner_id, "carla")
        self.authenticate("carla", "carla")
        page = self.url_open("/my/directory?search=noel&section=x&page=-1")
        self.assertIn("Anna Noël", page.text)
        self.assertNotIn("Boris Blanc", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_who_is_no_member_today_is_told_so_and_sees_nobody(self):
        gone = self._current("Gone Away", until="2024-12-31")
        self.assertEqual(gone.state, "lapsed")
        self._portal_user(gone.partner_id, "gone")
        self._portal_user(self._person("Never Member"), "never")
        for login in ("gone", "never"):
            self.authenticate(login, login)
            page = self.url_open("/my/directory")
            self.assertIn("The directory is for members", page.text)
            self.assertNotIn("Anna", page.text)

    def test_the_public_directory_is_closed_until_the_association_opens_it(self):
        public = self.env.ref("base.public_user")
        public.write({"company_ids": [(4, self.company.id)]})
        public.company_id = self.company
        self._shows(self.anna, name="public", city="public")
        self.env.flush_all()
        self.authenticate(None, None)
        self.assertEqual(self.url_open("/club/directory").status_code, 404)
        self.company.club_public_directory = True
        self.env.flush_all()
        page = self.url_open("/club/directory")
        self.assertIn("Anna Noël", page.text)
        self.assertNotIn("Boris Blanc", page.text)
        self.assertNotIn(
            "Brittany",
            self.url_open("/club/directory?search=noel").text.split("list-group")[-1],
        )
