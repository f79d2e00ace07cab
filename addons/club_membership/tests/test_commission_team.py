from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .team_common import TeamCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionTeam(TeamCommon):
    """Organisations sit in commissions through the people who act for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission = cls.env["club.commission"].create(
            {"name": "Finance", "company_id": cls.company.id, "state": "open"}
        )
        cls.seat = cls._join(cls.acme, cls.bob)

    def test_everybody_of_a_team_may_sit_for_it(self):
        for person in (self.ada, self.bob):
            member = self.commission._join(person, self.acme)
            self.assertEqual(
                (member.state, member.membership_id), ("active", self.acme)
            )
        self.assertEqual(self.acme.commission_count, 1)

    def test_nobody_sits_for_another_organisation(self):
        with self.assertRaisesRegex(UserError, "cannot act"):
            self.commission._join(self.bob, self.rival)

    def test_person_chooses_between_the_organisations_they_act_for(self):
        self._join(self.rival, self.bob)
        self.assertEqual(
            self.bob._club_commission_memberships(self.company), self.acme | self.rival
        )
        self.commission._join(self.bob, self.rival)
        with self.assertRaisesRegex(UserError, "already"):
            self.commission._join(self.bob, self.acme)

    def test_end_of_the_delegation_ends_the_seat(self):
        member = self.commission._join(self.bob, self.acme)
        self.seat._end()
        self.assertEqual(member.state, "left")

    def test_announced_end_of_the_delegation_ends_the_seat_on_that_day(self):
        member = self.commission._join(self.bob, self.acme)
        self.seat._end(day("2026-05-01"))
        self.assertEqual((member.state, str(member.date_to)), ("active", "2026-04-30"))

    def test_delegation_that_goes_on_after_all_keeps_the_seat(self):
        member = self.commission._join(self.bob, self.acme)
        own = self._member("Bob Seat", self.rennes, partner=self.bob)
        self._period(own, "2026-01-01", "2026-12-31")
        other = self.commission.copy({"name": "Other", "state": "open"})
        leaving = other._join(self.bob, own)
        leaving._leave("No time", day("2026-05-01"))
        self.seat._end(day("2026-05-01"))
        self.seat.date_to = False
        self.assertFalse(member.date_to)
        self.assertEqual(str(leaving.date_to), "2026-04-30")

    def test_another_role_in_the_team_keeps_the_seat(self):
        member = self.commission._join(self.bob, self.acme)
        self.seat._promote("manager")
        self.seat._end()
        self.assertEqual(member.state, "active")

    def test_seat_held_for_one_organisation_survives_leaving_another(self):
        self._join(self.rival, self.bob)
        member = self.commission._join(self.bob, self.rival)
        self.seat._end()
        self.assertEqual(member.state, "active")

    def test_former_delegate_leads_no_commission(self):
        chair = self.commission._join(self.bob, self.acme)._set_role("chair")
        self.assertTrue(self.commission._is_led_by(self.bob))
        self.seat._end()
        self.assertEqual(chair.state, "left")
        self.assertFalse(self.commission._is_led_by(self.bob))

    def test_people_of_an_absorbed_organisation_sit_for_the_one_that_absorbs_it(self):
        member = self.commission._join(self.bob, self.acme)
        self.env["club.absorption"].create(
            {
                "company_id": self.company.id,
                "absorbed_id": self.acme.id,
                "absorbing_id": self.rival.id,
                "date": TODAY,
            }
        ).action_apply()
        self.assertEqual((member.state, member.membership_id), ("active", self.rival))

    def test_who_finds_no_seat_in_an_absorption_leaves_the_commissions(self):
        member = self.commission._join(self.ada, self.acme)
        kept = self.commission._join(self.bob, self.acme)
        for team in (self.acme, self.rival):
            while team._seat_figures()["free"]:
                self._join(team, self._person("Colleague"))
        with self.assertRaisesRegex(UserError, "today or an earlier day"):
            self.acme._absorb_into(self.rival, day("2026-05-01"))
        self.acme._absorb_into(self.rival, day(TODAY))
        self.assertEqual((member.state, kept.state), ("left", "active"))
        self.assertFalse(self.rival._has_in_team(self.ada))
