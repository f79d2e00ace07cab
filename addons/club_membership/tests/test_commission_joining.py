from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .commission_common import CommissionCommon
from .common import TODAY, day, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionJoining(CommissionCommon):
    """Who may join, on which condition, and what the database never lets pass."""

    def _why_not(self, membership=None, person=None, commission=None):
        membership = membership or self.anne
        return (commission or self.commission)._why_not(
            person or membership.partner_id, membership
        )

    def test_eligible_member_joins_an_open_commission_at_once(self):
        self.assertEqual(self._why_not(), "")
        member = self._join(self.anne)
        self.assertEqual((member.state, member.role), ("active", "member"))
        self.assertEqual(member.date_from, day(TODAY))
        self.assertEqual(self.commission.member_count, 1)

    def test_nobody_joins_twice(self):
        self._join(self.anne)
        self.assertIn("already", self._why_not())
        with self.assertRaisesRegex(UserError, "already"):
            self._join(self.anne)

    def test_database_keeps_one_live_row_per_person(self):
        member = self._join(self.anne)
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            member.copy({"state": "waiting"})

    def test_draft_and_closed_commissions_take_nobody(self):
        for state in ("draft", "closed"):
            self.commission.state = state
            self.assertIn("takes no new members", self._why_not())

    def test_lapsed_member_is_asked_to_renew(self):
        lapsed = self._member("Lapsed")
        self._period(lapsed, "2024-01-01", "2024-12-31")
        self.assertEqual(lapsed.state, "lapsed")
        self.assertIn("renew it", self._why_not(lapsed))

    def test_nobody_joins_in_the_name_of_somebody_else(self):
        self.assertIn("cannot act", self._why_not(self.bob, self.anne.partner_id))

    def test_membership_of_another_association_does_not_count(self):
        other = self._association("Elsewhere")
        kind = self._type("Other", [{"amount": 1}], other)
        stranger = self._current("Stranger", other._club_root_section(), kind)
        self.assertIn("not in order", self._why_not(stranger))

    def test_commission_for_one_type_refuses_the_others(self):
        self.commission.eligible_type_ids = self.type_choice
        self.assertIn("Supporter", self._why_not())
        self.commission.eligible_type_ids |= self.type_person
        self.assertEqual(self._why_not(), "")

    def test_commission_for_a_section_takes_members_below_it(self):
        local = self._current("Local", self.rennes)
        self.commission.eligible_section_ids = self.brittany
        self.assertEqual(self._why_not(local), "")
        self.commission.eligible_section_ids = self.provence
        self.assertIn("Provence", self._why_not(local))

    def test_circle_of_directors_asks_for_the_function(self):
        director = self.env["club.function"].create(
            {"name": "Director", "company_id": self.company.id}
        )
        self.commission.eligible_function_ids = director
        self.assertIn("Director", self._why_not())
        self.anne.partner_id.club_function_ids = director
        self.assertEqual(self._why_not(), "")

    def test_request_waits_for_the_chair(self):
        self.commission.join_policy = "approval"
        member = self._join(self.anne)
        self.assertEqual((member.state, member.date_from), ("requested", False))
        self.assertEqual(self.commission.request_count, 1)
        self.assertIn("awaits an answer", self._why_not())
        member._approve()
        self.assertEqual((member.state, member.date_from), ("active", day(TODAY)))

    def test_refused_request_keeps_its_reason_and_may_be_made_again(self):
        self.commission.join_policy = "approval"
        member = self._join(self.anne)
        member._refuse("Too early")
        self.assertEqual((member.state, member.reason), ("refused", "Too early"))
        self.assertEqual(self._join(self.anne).state, "requested")

    def test_request_is_decided_once(self):
        self.commission.join_policy = "approval"
        member = self._join(self.anne)
        member._approve()
        for again in (member._approve, lambda: member._refuse("No")):
            with self.assertRaisesRegex(UserError, "decided already"):
                again()

    def test_request_of_who_lapsed_meanwhile_is_not_approved(self):
        self.commission.join_policy = "approval"
        member = self._join(self.anne)
        self.anne._close("resigned", day(TODAY), "Moved")
        with self.assertRaisesRegex(UserError, "decided already"):
            member._approve()

    def test_circle_is_joined_by_invitation_only(self):
        self.commission.join_policy = "invitation"
        self.assertIn("by invitation", self._why_not())
        member = self.commission._invite(self.anne.partner_id, self.anne)
        self.assertEqual(member.state, "invited")
        member._accept_invitation()
        self.assertEqual(member.state, "active")

    def test_invitation_does_not_open_what_one_is_not_eligible_for(self):
        self.commission.eligible_type_ids = self.type_choice
        with self.assertRaisesRegex(UserError, "Supporter"):
            self.commission._invite(self.anne.partner_id, self.anne)

    def test_nobody_is_invited_twice(self):
        self.commission._invite(self.anne.partner_id, self.anne)
        with self.assertRaisesRegex(UserError, "invited already"):
            self.commission._invite(self.anne.partner_id, self.anne)

    def test_invitations_of_a_day_are_limited(self):
        self.env["club.commission.member"].create(
            [
                {
                    "commission_id": self.commission.id,
                    "partner_id": self._person(f"Guest {number}").id,
                    "membership_id": self.anne.id,
                    "state": "invited",
                }
                for number in range(50)
            ]
        )
        with self.assertRaisesRegex(UserError, "Too many invitations"):
            self.commission._invite(self.bob.partner_id, self.bob)

    def test_organisation_sits_through_a_person(self):
        with self.assertRaisesRegex(ValidationError, "is an organisation"):
            self.env["club.commission.member"].create(
                {
                    "commission_id": self.commission.id,
                    "partner_id": self._organisation("Acme").id,
                    "membership_id": self.anne.id,
                }
            )

    def test_commission_is_no_working_group_of_itself(self):
        group = self._commission("Group", kind="group", parent_id=self.commission.id)
        with self.assertRaisesRegex(ValidationError, "working group of itself"):
            self.commission.parent_id = group

    def test_commission_with_a_history_is_closed_not_deleted(self):
        self._join(self.anne)._leave("Tired")
        with self.assertRaisesRegex(UserError, "close it instead"):
            self.commission.unlink()

    def test_cadence_says_how_often_it_meets(self):
        self.commission.cadence = "quarterly"
        self.assertEqual(self.commission.meetings_per_year, 4)
