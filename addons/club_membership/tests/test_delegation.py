from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import ROLES, TODAY, day
from .team_common import TeamCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDelegation(TeamCommon):
    """Who acts for an organisation, and how that begins and ends."""

    def test_only_a_person_acts_and_only_for_an_organisation(self):
        with self._refused("Rival is an organisation", ValidationError):
            self._join(self.acme, self.rival.partner_id)
        alone = self._member("Alone")
        with self._refused("only an organisation has a team", ValidationError):
            self._join(alone, self.bob)

    def test_one_person_holds_a_role_once_at_a_time_and_several_roles(self):
        self._join(self.acme, self.bob)
        self._join(self.acme, self.bob, "deputy")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._join(self.acme, self.bob)

    def test_person_acts_for_two_organisations_and_leaving_one_keeps_the_other(self):
        here = self._join(self.acme, self.bob)
        there = self._join(self.rival, self.bob)
        here._end()
        self.assertEqual(self.bob._club_delegations(), there)
        self.assertFalse(here.is_current)
        self.assertEqual(here.date_to, day("2026-03-14"))

    def test_delegation_ended_on_its_first_day_never_counted_and_leaves_a_trace(self):
        row = self._join(self.acme, self.bob, date_from=TODAY)
        row._end(reason="By mistake")
        self.assertFalse(row._is_on(day(TODAY)))
        self.assertEqual(row.end_reason, "By mistake")
        self._join(self.acme, self.bob, date_from=TODAY)

    def test_type_grants_so_many_delegates_and_no_more(self):
        first = self._join(self.acme, self.bob, "voter")
        self._join(self.acme, self._person("Cy"), "voter")
        with self._refused(r"all its delegates \(2\)"):
            self._join(self.acme, self._person("Di"), "voter")
        first._end()
        self._join(self.acme, self._person("Ed"), "voter", TODAY)

    def test_last_team_manager_stays_until_another_is_named(self):
        with self._refused("name another one first"):
            self.manager._end()
        seat = self._join(self.acme, self.bob)
        seat._promote()
        self.manager._end()
        self.assertEqual(self.acme._team_on(None, "manager").partner_id, self.bob)

    def test_somebody_manages_for_as_long_as_who_leaves_would_have(self):
        self._join(self.acme, self.bob, "manager", date_to="2026-03-20")
        for last in ("2026-04-01", "2026-03-18"):
            with self._refused("name another one first"):
                self.manager._end(day(last))
        self.manager.date_to = "2026-03-19"
        self.manager._end(day("2026-03-18"))

    def test_staff_may_leave_a_team_without_manager_and_it_is_noted(self):
        self.manager.with_user(self._as("secretary").user).action_end()
        self.assertFalse(self.acme._team_on(None, "manager"))
        self.assertIn("no manager any more", self.acme.message_ids[0].body)

    def test_promoting_twice_is_refused(self):
        seat = self._join(self.acme, self.bob)
        seat._promote()
        with self._refused("already has this role"):
            seat._promote()

    def test_role_is_handed_over_inside_the_team_only(self):
        with self._refused("somebody else of the team"):
            self.manager._hand_over(self.bob)
        with self._refused("somebody else of the team"):
            self.manager._hand_over(self.ada)
        self._join(self.acme, self.bob, email="bob@acme.example")
        theirs = self.manager._hand_over(self.bob)
        self.assertEqual((theirs.role, theirs.email), ("manager", "bob@acme.example"))
        self.assertFalse(self.manager.is_current)
        self.assertIn("team manager of", self._mails()[-1].body_html)

    def test_voting_place_is_handed_over_though_all_are_taken(self):
        first = self._join(self.acme, self.bob, "voter")
        self._join(self.acme, self._person("Cy"), "voter")
        theirs = first._hand_over(self.ada)
        self.assertEqual(theirs.role, "voter")
        self.assertEqual(len(self.acme._team_on(None, "voter")), 2)

    def test_who_is_ended_by_a_manager_is_told_and_who_leaves_is_not(self):
        seat = self._join(self.acme, self.bob)
        seat._end(author=self.bob)
        self.assertFalse(self._mails())
        again = self._join(self.acme, self.bob, date_from=TODAY)
        again._end(author=self.ada)
        self.assertIn("no longer hold a seat", self._mails().body_html)

    def test_deceased_person_acts_for_nobody(self):
        seat = self._join(self.acme, self.bob)
        last = self._join(self.rival, self.bob, "manager")
        self.bob.club_deceased_on = "2026-03-10"
        self.assertFalse(self.bob._club_delegations())
        self.assertEqual((seat | last).mapped("end_reason"), ["Deceased"] * 2)
        self.assertEqual(seat.date_to, day("2026-03-09"))

    def test_closed_membership_ends_its_team_and_its_invitations(self):
        invitation = self.acme._invite("new@acme.example", "New")
        self._join(self.acme, self.bob)
        self.acme._close("resigned", day("2026-04-01"), "Enough")
        self.assertEqual(
            set(self.acme.delegation_ids.mapped("date_to")), {day("2026-03-31")}
        )
        self.assertEqual(invitation.state, "cancelled")
        self.assertTrue(self.bob._club_delegations())
        self.assertFalse(self.bob._club_delegations(day("2026-04-01")))

    def test_past_is_not_rewritten_by_hand(self):
        secretary = self._as("secretary", self._join(self.acme, self.bob))
        for values in ({"role": "manager"}, {"partner_id": self.ada.id}):
            with self._refused("kept as it was"):
                secretary.write(values)
        secretary.date_to = "2026-03-14"
        with self._refused("kept as it was"):
            secretary.date_to = False
        with self._refused("not allowed to delete", AccessError):
            secretary.unlink()

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_each_role_ends_only_what_it_may(self):
        allowed = {"officer", "secretary", "admin"}
        for role in ROLES:
            row = self._join(self.acme, self._person(f"Of {role}"), "deputy")
            with self.subTest(role=role):
                mine = self._as(role, row)
                if role in allowed:
                    mine.action_end()
                else:
                    self.assertRaises(AccessError, mine.action_end)
        outside = self._join(self.rival, self.bob)
        with self.assertRaises(AccessError):
            self._as("officer", outside).action_end()

    def test_team_costs_the_same_queries_for_few_people_and_for_many(self):
        self._forget_nothing()

        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            big._team(managing=True)
            return self.cr.sql_log_count - before

        big = self._team_member("Big", kind=self.type_organisation)
        for number in range(3):
            self._join(big, self._person(f"Few {number}"))
        queries()
        few = queries()
        for number in range(30):
            self._join(big, self._person(f"Many {number}"))
        self.assertEqual(queries(), few)
        self.assertLessEqual(few, 12)

    def test_team_shows_people_once_with_their_roles_and_addresses_to_managers(self):
        self._join(self.acme, self.ada, email="ada@acme.example")
        self._join(self.acme, self.bob)
        self.acme._invite("new@acme.example", "New")
        team = self.acme._team(managing=True)
        self.assertEqual(
            [p["name"] for p in team["people"]], ["Ada Manager", "Bob Seat"]
        )
        self.assertEqual(
            [r["role"] for r in team["people"][0]["roles"]], ["manager", "seat"]
        )
        self.assertEqual(team["people"][0]["email"], "ada@acme.example")
        self.assertEqual(
            team["seats"], {"limit": 4, "used": 2, "pending": 1, "free": 1}
        )
        self.assertEqual(team["invitations"][0]["email"], "new@acme.example")
        plain = self.acme._team()
        self.assertFalse(plain["invitations"])
        self.assertEqual({p["email"] for p in plain["people"]}, {None})
