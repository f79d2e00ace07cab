from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.tests import freeze_time, tagged

from ..models.club_space import Space
from .privacy_common import PrivacyCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestHoursPrivacy(PrivacyCommon):
    """Hours of who is forgotten, who leaves and who dies; who sees them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.person = cls.anna.partner_id
        cls.log = cls.env["club.hours"]

    def _line(self, origin="club.duty,1", person=None, **vals):
        return self.log._log(
            [
                {
                    "company_id": self.company.id,
                    "partner_id": (person or self.person).id,
                    "date": "2026-03-02",
                    "hours": 2,
                    "activity": "duty",
                    "origin": origin,
                    **vals,
                }
            ]
        )

    def test_confirmed_hours_stay_without_words_after_an_erasure(self):
        given = self._line(description=f"With {self.person.name}")
        given._confirm()
        given._amend({"hours": 3}, f"{self.person.name} said so")
        given._confirm()
        waiting = self._line("club.duty,2")
        refused = self._line("club.duty,3")
        refused._decline("I was ill")
        self.anna._close("resigned", day(TODAY), "Moved")
        self.person.sudo()._club_anonymise()
        self.assertEqual((given.hours, given.state), (3, "confirmed"))
        self.assertFalse(given.description or refused.reason)
        change = given.change_ids
        self.assertEqual(change.hours_before, 2)
        self.assertEqual((change.before, change.reason), ("2 h", False))
        self.assertFalse(waiting.exists())

    def test_name_leaves_what_others_wrote_of_their_hours(self):
        other = self._line(
            person=self.boris.partner_id, description=f"Helped {self.person.name}"
        )
        self.anna._close("resigned", day(TODAY), "Moved")
        self.person.sudo()._club_anonymise()
        self.assertIn("Helped Former member", other.description)

    def test_hours_of_who_left_or_died_stay(self):
        line = self._line()
        line._confirm()
        self.anna._close("resigned", day(TODAY), "Moved")
        self.person.club_deceased_on = TODAY
        self.assertEqual((line.hours, line.state), (2, "confirmed"))

    def test_file_of_a_person_has_their_hours_and_nobody_elses(self):
        mine = self._line(description="Evening")
        mine._correct(1)
        self._line(person=self.boris.partner_id)
        parts = self.env["club.data.export"]._parts(self.person.sudo())
        lines, names = parts["volunteer_hours"]
        self.assertEqual(lines, mine)
        self.assertIn("description", names)
        changes, _names = parts["volunteer_hours_changes"]
        self.assertEqual(changes, mine.change_ids)

    def test_officers_of_the_section_of_the_hours_are_named_as_readers(self):
        self._office(self._person("Paul President"), self.provence, "president")
        paul = self.env["res.partner"].search([("name", "=", "Paul President")])
        self.env["res.users"].create(
            {
                "login": "paul",
                "partner_id": paul.id,
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
                "group_ids": [
                    (4, self.env.ref("club_membership.group_club_officer").id)
                ],
            }
        )

        user = self._portal_user(self.person, "anna")

        def said(who):
            readers = self.env["club.data.readers"].sudo()._of(Space(user, self.person))
            return [reader for reader in readers if reader["who"] == who]

        self.assertFalse(said("Officers of Provence"))
        self._line(section_id=self.provence.id)
        [reader] = said("Officers of Provence")
        self.assertEqual(reader["areas"], {"club.hours"})
        self.assertIn("the hours you give", reader["sees"])
