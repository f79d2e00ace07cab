from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, day
from .team_common import TeamCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDelegationVotes(TeamCommon):
    """Whose hand carries a member's votes; minors have a guardian and no vote."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = day(TODAY)
        cls.cy = cls._person("Cy")
        cls.child = cls._person("Kim Child", club_birth_date="2010-06-01")
        cls.kid = cls._member("Kim Child", partner=cls.child)
        cls._period(cls.kid, "2026-01-01", "2026-12-31")

    def _guard(self, **vals):
        return self.env["club.guardian"].create(
            {"minor_id": self.child.id, "guardian_id": self.ada.id, **vals}
        )

    def test_person_votes_for_themselves_while_a_member(self):
        member = self._member("Zoe", self.rennes)
        self._period(member, "2026-01-01", "2026-12-31")
        self.assertEqual(member._votes_on(self.today), [(member.partner_id, 1)])
        self.assertEqual(member._votes_on(day("2025-12-31")), [])

    def test_organisation_votes_through_its_delegates_only(self):
        self.assertEqual(self.acme._votes_on(self.today), [])
        self._join(self.acme, self.bob, "voter")
        self.assertEqual(self.acme._votes_on(self.today), [(self.bob, 1)])

    def test_two_delegates_share_the_votes_of_the_type(self):
        self._join(self.acme, self.bob, "voter")
        self._join(self.acme, self.cy, "voter")
        self.assertEqual(self.acme._votes_on(self.today), [(self.bob, 1), (self.cy, 0)])
        self.type_seats.vote_count = 2
        self.assertEqual(self.acme._votes_on(self.today), [(self.bob, 1), (self.cy, 1)])

    def test_deputy_votes_when_there_is_no_delegate(self):
        self._join(self.acme, self.cy, "deputy")
        self.assertEqual(self.acme._votes_on(self.today), [(self.cy, 1)])
        self._join(self.acme, self.bob, "voter", "2026-03-15")
        self.assertEqual(self.acme._votes_on(self.today), [(self.bob, 1)])
        self.assertEqual(self.acme._votes_on(day("2026-03-14")), [(self.cy, 1)])

    def test_minor_is_a_member_without_a_vote_until_coming_of_age(self):
        self.assertTrue(self.child._club_is_minor())
        self.assertEqual(self.kid._votes_on(self.today), [(self.child, 0)])
        self._period(self.kid, "2028-01-01", "2028-12-31")
        self.assertEqual(self.kid._votes_on(day("2028-05-31")), [(self.child, 0)])
        self.assertEqual(self.kid._votes_on(day("2028-06-01")), [(self.child, 1)])

    def test_association_says_at_what_age_one_votes(self):
        self.company.club_majority_age = 15
        self.assertEqual(self.kid._votes_on(self.today), [(self.child, 1)])

    def test_guardian_acts_until_the_minor_is_of_age(self):
        self._guard()
        self.assertEqual(self.ada._club_wards(), self.kid)
        self.assertEqual(self.child._club_guardians(), self.ada)
        self.assertFalse(self.ada._club_wards(day("2028-06-01")))

    def test_guardianship_ends_on_its_last_day(self):
        self._guard(date_from="2026-01-01", date_to=TODAY)
        self.assertTrue(self.ada._club_wards())
        self.assertFalse(self.ada._club_wards(day("2026-03-16")))

    def test_who_has_a_guardian_and_no_birth_date_is_a_minor(self):
        self.child.club_birth_date = False
        self.assertFalse(self.child._club_is_minor())
        self._guard()
        self.assertTrue(self.child._club_is_minor())

    def test_guardian_in_another_association_takes_no_vote_here(self):
        self.child.club_birth_date = False
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self._guard(company_id=elsewhere.id)
        self.assertEqual(self.kid._votes_on(self.today), [(self.child, 1)])
        self._guard()
        self.assertEqual(self.kid._votes_on(self.today), [(self.child, 0)])

    def test_guardian_acts_in_the_association_that_named_them(self):
        other = self._association("Elsewhere")
        there = self._member(
            "Kim Child",
            other._club_root_section(),
            self.type_person.copy({"company_id": other.id}),
            self.child,
        )
        self._guard(company_id=other.id)
        self.assertEqual(self.ada._club_wards(), there)
        self.assertFalse(self.child._club_guardians())
        self.assertEqual(self.child._club_guardians(company=other), self.ada)
        self._guard()
        self.assertEqual(self.ada._club_wards(), there | self.kid)

    def test_who_is_a_minor_is_the_same_in_the_database(self):
        leap = self._person("Leap Day", club_birth_date="2008-02-29")
        ward = self._person("Ward")
        self._guard(minor_id=ward.id, date_from="2026-02-28", date_to="2026-03-01")
        people = leap | ward | self.child | self.bob | self.acme.partner_id
        minor = self.env["club.guardian"]._minor_sql("p", "c", SQL("d.day::date"))
        for on in ("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"):
            found = self.env.execute_query(
                SQL(
                    "SELECT p.id FROM res_partner p, res_company c, "
                    "(VALUES (%s)) AS d(day) "
                    "WHERE p.id = ANY(%s) AND c.id = %s AND %s",
                    on,
                    people.ids,
                    self.company.id,
                    minor,
                )
            )
            then = day(on)
            expected = people.filtered(lambda p, d=then: p._club_is_minor(d))
            self.assertEqual({row[0] for row in found}, set(expected.ids), on)
        self.assertTrue(leap._club_is_minor(day("2026-02-27")))
        self.assertFalse(leap._club_is_minor(day("2026-02-28")))

    def test_officer_makes_nobody_a_minor_without_a_birth_date(self):
        self.kid.section_id = self.rennes
        self.child.club_birth_date = False
        values = {"minor_id": self.child.id, "guardian_id": self.ada.id}
        officer = self._as("officer")["club.guardian"]
        with self._refused("Note the birth date", ValidationError):
            officer.create(values)
        self.assertTrue(self._as("secretary")["club.guardian"].create(values))

    def test_officer_opens_nobodys_space_to_themselves(self):
        self.kid.section_id = self.rennes
        officer = self.users["officer"]
        spouse = self._person("Spouse", email=f"Spouse <{officer.email.upper()}>")
        named = self._guard(date_from="2026-01-01", date_to="2026-01-31")
        guardians = self._as("officer")["club.guardian"]
        for guardian in (officer.partner_id, spouse):
            values = {"minor_id": self.child.id, "guardian_id": guardian.id}
            with self._refused("make yourself a guardian", ValidationError):
                guardians.create(values)
            with self._refused("make yourself a guardian", ValidationError):
                named.with_user(officer).guardian_id = guardian
        past = self._guard(
            guardian_id=officer.partner_id.id,
            date_from="2026-01-01",
            date_to="2026-01-31",
        )
        with self._refused("make yourself a guardian", ValidationError):
            past.with_user(officer).date_to = False
        self.assertTrue(
            guardians.create({"minor_id": self.child.id, "guardian_id": self.ada.id})
        )

    def test_guardian_is_an_adult_and_somebody_else(self):
        with self._refused("is of age", ValidationError):
            self.bob.club_birth_date = "1980-01-01"
            self._guard(minor_id=self.bob.id)
        with self._refused("is an organisation", ValidationError):
            self._guard(guardian_id=self.acme.partner_id.id)
        sibling = self._person("Sam", club_birth_date="2012-01-01")
        with self._refused("is a minor", ValidationError):
            self._guard(guardian_id=sibling.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._guard(guardian_id=self.child.id)
