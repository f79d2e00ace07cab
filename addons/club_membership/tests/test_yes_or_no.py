from odoo.tests import tagged

from .common import ClubCommon


@tagged("post_install", "-at_install")
class TestYesOrNo(ClubCommon):
    """Computed yes-or-no fields are searched for yes, for no, for both, for neither."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        person = cls._person("Ada Officer")
        kind = cls.env["club.office.kind"].create({"name": "Tester"})
        cls.past, cls.current, cls.limited = cls.env["club.office"].create(
            [
                {
                    "partner_id": person.id,
                    "kind_id": kind.id,
                    "section_id": cls.root.id,
                    "date_from": date_from,
                    "date_to": date_to,
                }
                for date_from, date_to in (
                    ("2020-01-01", "2020-12-31"),
                    ("2022-01-01", False),
                    ("2021-01-01", "2021-12-31"),
                )
            ]
        )
        cls.all = cls.past | cls.current | cls.limited

    def _found(self, *condition):
        return self.env["club.office"].search([("id", "in", self.all.ids), condition])

    def test_each_question_finds_what_the_field_shows(self):
        yes = self.all.filtered("is_current")
        self.assertEqual(yes, self.current)
        for operator, value, expected in (
            ("=", True, yes),
            ("=", False, self.all - yes),
            ("!=", True, self.all - yes),
            ("!=", False, yes),
            ("in", [True, False], self.all),
            ("in", [], self.env["club.office"]),
        ):
            with self.subTest(operator=operator, value=value):
                self.assertEqual(self._found("is_current", operator, value), expected)
