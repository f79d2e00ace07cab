from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, day
from .hours_common import HoursCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestHoursLog(HoursCommon):
    """Other addons propose hours: once per origin, however often they say it."""

    def _of_anna(self):
        return self.log.search([("partner_id", "=", self.anna.id)])

    def test_what_is_logged_waits_for_the_person_in_their_own_section(self):
        line = self._line(description="Evening duty")
        self.assertEqual(line.state, "proposed")
        self.assertEqual(line.section_id, self.rennes)
        self.assertEqual(line.activity_id.code, "duty")
        self.assertEqual((line.hours, line.date), (2, day("2026-03-02")))
        self.assertEqual(line.description, "Evening duty")
        self.assertFalse(line.confirmed_on or line.is_declared)

    def test_who_is_no_member_gives_hours_to_the_national_section(self):
        guest = self._person("Guest")
        self.assertEqual(self._line(person=guest).section_id, self.root)

    def test_same_origin_said_again_writes_nothing(self):
        first = self._line()
        self.assertFalse(self._line())
        self.assertEqual(self._of_anna(), first)

    def test_same_origin_twice_in_one_call_counts_once_as_last_said(self):
        line = self.log._log([self._said(), self._said(hours=3)])
        self.assertEqual((len(line), line.hours), (1, 3))

    def test_two_people_of_one_duty_have_a_line_each(self):
        lines = self.log._log([self._said(), self._said(person=self.paul)])
        self.assertEqual(lines.partner_id, self.anna | self.paul)

    def test_proposal_follows_what_is_said_later(self):
        line = self._line()
        again = self._line(hours=3, date="2026-03-03", activity="request")
        self.assertEqual(again, line)
        self.assertEqual((line.hours, line.date), (3, day("2026-03-03")))
        self.assertEqual(line.activity_id.code, "request")

    def test_confirmed_hours_do_not_follow_what_is_said_later(self):
        line = self._confirmed()
        self.assertFalse(self._line(hours=8))
        self.assertEqual((line.hours, line.state), (2, "confirmed"))

    def test_what_the_person_corrected_is_not_written_over(self):
        line = self._line()
        line._correct(1)
        self.assertFalse(self._line(hours=8))
        self.assertEqual(line.hours, 1)

    def test_declined_hours_are_not_proposed_again(self):
        line = self._line()
        line._decline("Somebody else came")
        self.assertFalse(self._line(hours=8))
        self.assertEqual((line.hours, line.state), (2, "declined"))

    def test_hours_are_kept_in_whole_minutes(self):
        self.assertEqual(self._line(hours=0.3333).hours, 20 / 60)

    def test_impossible_durations_are_refused_with_their_origin(self):
        for hours in (0, -1, 24.5):
            with self._refused("club.duty,1"):
                self._line(hours=hours)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._line().write({"hours": 30})
            self.env.flush_all()

    def test_organisation_gives_no_hours(self):
        firm = self._organisation("Firm")
        with self._refused("Firm is an organisation"):
            self._line(person=firm)
        with self._refused("Firm is an organisation"):
            self._line().partner_id = firm

    def test_section_of_another_association_is_refused(self):
        other = self._association("Other")
        elsewhere = other._club_root_section()
        with self._refused("belongs to another association"):
            self._line(section_id=elsewhere.id)

    def test_unknown_activity_is_a_mistake_of_the_program(self):
        with self.assertRaises(ValueError):
            self._line(activity="gardening")

    def test_same_origin_counts_apart_in_two_associations(self):
        other = self._association("Other")
        here = self._line()
        there = self._line(company_id=other.id)
        self.assertEqual(there.section_id, other._club_root_section())
        self.assertNotEqual(here, there)

    def test_database_knows_an_origin_once(self):
        line = self._line()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            line.copy({"origin": line.origin})
            self.env.flush_all()

    def test_thousand_lines_take_as_many_queries_as_one(self):
        self._forget_nothing()
        self._line("warm,1")
        people = self.env["res.partner"].create(
            [{"name": f"Volunteer {n}"} for n in range(50)]
        )
        said = [
            self._said(f"club.duty,{n}", person, section_id=False)
            for n in range(20)
            for person in people
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            lines = self.log._log(said)
        self.assertEqual(len(lines), 1000)

    def test_retracting_takes_proposals_back_and_leaves_answers(self):
        proposed = self._line("club.duty,1")
        kept = self._confirmed("club.duty,2")
        other = self._line("club.duty,3")
        stays = self.log._retract(["club.duty,1", "club.duty,2"], self.company)
        self.assertFalse(proposed.exists())
        self.assertEqual(stays, kept)
        self.assertTrue(other.exists())

    def test_retracting_touches_no_other_association(self):
        other = self._association("Other")
        there = self._line(company_id=other.id)
        self.log._retract(["club.duty,1"], self.company)
        self.assertTrue(there.exists())

    def test_activity_that_programs_write_is_archived_and_not_deleted(self):
        duty = self.env.ref("club_membership.hours_activity_duty")
        with self._refused("archive it instead", UserError):
            duty.unlink()
        duty.active = False
        self.assertEqual(self._line().activity_id, duty)
