from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSimilar(RoadmapCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.closing = cls._request(
            "Accélérer la clôture mensuelle",
            wish="Lancer les écritures de fin de mois en une fois.",
        )
        cls.slip = cls._request(
            "Pay slips in two languages",
            wish="Let an employee choose the language.",
            motivation="Branches abroad.",
        )

    def _found(self, text):
        return self.env["club.request"]._similar(
            text, [("company_id", "=", self.company.id)]
        )

    def test_other_endings_and_accents_of_french_words_are_found(self):
        self.assertEqual(self._found("clotures du mois")[:1], self.closing)

    def test_other_endings_of_english_words_are_found(self):
        self.assertEqual(self._found("choosing languages"), self.slip)

    def test_a_slip_of_the_pen_in_the_title_is_forgiven(self):
        self.assertEqual(self._found("acelerer la cloture mensuele")[:1], self.closing)

    def test_the_most_alike_comes_first(self):
        near = self._request("Clôture mensuelle", wish="Plus vite.", motivation="Oui.")
        self.assertEqual(self._found("clôture mensuelle")[:2], near | self.closing)

    def test_what_says_nothing_yet_finds_nothing(self):
        for text in ("", "clo", "!!! ?", "' | & (", None):
            with self.subTest(text=text):
                self.assertFalse(self._found(text))

    def test_signs_of_the_search_language_are_only_signs(self):
        self.assertEqual(self._found("languages') | !(choose:*"), self.slip)

    def test_only_what_one_may_see_is_found(self):
        found = self.env["club.request"]._similar("languages", [("id", "=", 0)])
        self.assertFalse(found)

    def test_two_indexes_serve_it(self):
        self.env.cr.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = 'club_request'"
            " AND indexname LIKE %s",
            ["club_request_similar%"],
        )
        names = {name for (name,) in self.env.cr.fetchall()}
        self.assertEqual(
            names, {"club_request_similar_words", "club_request_similar_letters"}
        )
