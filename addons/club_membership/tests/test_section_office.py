from odoo.exceptions import ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger
from psycopg2 import errors

from .common import TODAY, ClubCommon, day


@freeze_time(TODAY)
class TestSection(ClubCommon):
    """The tree keeps its order, its closure and its opening dates by itself."""

    def test_new_company_has_its_national_section(self):
        company = self._association("Second")
        root = self.env["club.section"].search([("company_id", "=", company.id)])
        self.assertEqual((root.name, root.level), ("Second", "national"))
        self.assertEqual(company._club_root_section(), root)

    def test_section_below_itself_is_refused(self):
        with self.assertRaises(ValidationError):
            self.north.parent_id = self.rennes

    def test_region_below_a_local_section_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "lower level"):
            self._section("Wrong", self.rennes, "region")

    def test_closure_follows_a_subtree_that_moves(self):
        self.assertEqual(
            self.rennes.ancestor_ids,
            self.rennes | self.brittany | self.north | self.root,
        )
        self.brittany.parent_id = self.south
        self.assertEqual(
            self.rennes.ancestor_ids,
            self.rennes | self.brittany | self.south | self.root,
        )

    def test_opening_is_inherited_until_a_section_says_otherwise(self):
        self.root.write({"dues_opening": "closed"})
        self.assertFalse(self.rennes.dues_open_on)
        self.brittany.write({"dues_opening": "date", "dues_opening_date": "2026-04-01"})
        self.assertEqual(self.rennes.dues_open_on, day("2026-04-01"))
        self.assertFalse(self.provence.dues_open_on)

    def test_opening_on_a_date_needs_the_date(self):
        with self.assertRaisesRegex(ValidationError, "date on which"):
            self.brittany.write({"staff_opening": "date"})

    @mute_logger("odoo.sql_db")
    def test_two_sections_cannot_share_a_code(self):
        self.brittany.code = "BRE"
        with self.assertRaises(errors.UniqueViolation), self.env.cr.savepoint():
            self.provence.code = "BRE"
            self.env.flush_all()


@freeze_time(TODAY)
class TestOffice(ClubCommon):
    """An office begins and ends by its dates, and some are held by one person."""

    @mute_logger("odoo.sql_db")
    def test_two_presidents_at_once_are_refused_by_the_database(self):
        self._office(self._person("Ann"), self.brittany, "president")
        with self.assertRaises(errors.ExclusionViolation), self.env.cr.savepoint():
            self._office(self._person("Bob"), self.brittany, "president", "2026-01-01")

    def test_next_president_takes_over_the_day_after(self):
        first = self._office(self._person("Ann"), self.brittany, "president")
        first.date_to = "2026-03-14"
        second = self._office(
            self._person("Bob"), self.brittany, "president", "2026-03-15"
        )
        self.assertEqual((first.is_current, second.is_current), (False, True))
        offices = self.env["club.office"]
        mine = [("id", "in", (first | second).ids)]
        self.assertEqual(offices.search([*mine, ("is_current", "=", True)]), second)
        self.assertEqual(offices.search([*mine, ("is_current", "=", False)]), first)

    def test_two_coordinators_may_serve_together(self):
        for name in ("Ann", "Bob"):
            self._office(self._person(name), self.brittany, "coordinator")
        kind = self.env.ref("club_membership.office_kind_coordinator")
        self.assertEqual(
            len(self.brittany.office_ids.filtered(lambda o: o.kind_id == kind)), 2
        )

    def test_office_is_held_by_a_person(self):
        with self.assertRaisesRegex(ValidationError, "held by a person"):
            self._office(self._organisation("Acme"), self.brittany, "coordinator")

    def test_dead_and_excluded_members_leave_their_office(self):
        for closing in ("deceased", "excluded"):
            with self.subTest(closing):
                member = self._member(f"Member {closing}")
                held = self._office(member.partner_id, self.brittany, "coordinator")
                coming = self._office(
                    member.partner_id, self.north, "coordinator", "2026-09-01"
                )
                past = self._office(
                    member.partner_id,
                    self.south,
                    "coordinator",
                    date_to="2024-12-31",
                )
                member._close(closing, day("2026-03-12"), "decided")
                self.assertEqual(held.date_to, day("2026-03-11"))
                self.assertFalse(held.is_current)
                self.assertFalse(coming.exists())
                self.assertEqual(past.date_to, day("2024-12-31"))

    def test_who_resigns_may_end_the_office(self):
        member = self._member("Resigned Member")
        held = self._office(member.partner_id, self.brittany, "coordinator")
        member._close("resigned", day("2026-03-12"), None)
        self.assertFalse(held.date_to)

    def test_excluded_member_keeps_the_office_of_another_association(self):
        member = self._member("Member Twice")
        other = self._association("Second")
        held = self._office(member.partner_id, other._club_root_section(), "president")
        member._close("excluded", day("2026-03-12"), "fault")
        self.assertFalse(held.date_to)
        member.partner_id.club_deceased_on = "2026-03-13"
        self.assertEqual(held.date_to, day("2026-03-12"))
