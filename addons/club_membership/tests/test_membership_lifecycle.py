from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger
from psycopg2 import IntegrityError, errors

from .common import TODAY, ClubCommon, Form, day


@freeze_time(TODAY)
class TestMembershipLifecycle(ClubCommon):
    """What happens to a member is dated, kept, and never bills twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _admit(self, name, kind=None, **vals):
        partner = self._person(name)
        return self.env["club.membership"]._admit(
            {
                "partner_id": partner.id,
                "type_id": (kind or self.type_person).id,
                "section_id": self.brittany.id,
                **vals,
            }
        )

    def _kinds(self, membership):
        return membership.movement_ids.sorted("id").mapped("kind")

    def test_newcomer_owes_and_waits_until_paid(self):
        member = self._admit("Ann")
        self.assertEqual(member.state, "applied")
        self.assertEqual(member.amount_due, 30.0)
        self.assertEqual(member.period_ids.date_to, day("2026-12-31"))
        self.assertEqual(self._kinds(member), ["joined"])

    def test_free_member_is_active_at_once_with_a_real_period(self):
        member = self._admit("Ann", self.type_honorary)
        self.assertEqual(member.state, "active")
        self.assertEqual(member.due_ids.state, "paid")
        self.assertFalse(member.due_ids.line_ids)

    def test_second_admission_of_a_member_is_refused_by_name(self):
        member = self._admit("Ann", self.type_honorary)
        with self.assertRaisesRegex(UserError, "already a member"):
            self.env["club.membership"]._admit(
                {"partner_id": member.partner_id.id, "type_id": self.type_person.id}
            )

    @mute_logger("odoo.sql_db")
    def test_database_refuses_a_second_membership(self):
        member = self._member("Ann")
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._member("Ann again", partner=member.partner_id)

    @mute_logger("odoo.sql_db")
    def test_database_refuses_overlapping_periods(self):
        member = self._member("Ann")
        self._period(member, "2026-01-01", "2026-12-31")
        with self.assertRaises(errors.ExclusionViolation), self.env.cr.savepoint():
            self._period(member, "2026-12-31", "2027-12-30")

    def test_exclusion_constraints_are_in_the_database(self):
        self.env.cr.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'x' "
            "AND conname LIKE 'club_%%' ORDER BY 1"
        )
        self.assertEqual(
            [name for (name,) in self.env.cr.fetchall()],
            [
                "club_commission_member_one_chair",
                "club_delegation_once_at_a_time",
                "club_guardian_once_at_a_time",
                "club_membership_period_no_overlap",
                "club_office_single_holder_no_overlap",
            ],
        )

    def test_resigned_member_rejoins_the_same_year_under_the_same_number(self):
        member = self._admit("Ann", self.type_honorary)
        number = member.number
        member._close("resigned", day("2026-03-10"), "no time")
        self.assertEqual(member.state, "resigned")
        member._rejoin(day(TODAY))
        self.assertEqual((member.state, member.number), ("active", number))
        self.assertEqual(self._kinds(member), ["joined", "resigned", "rejoined"])

    def test_change_of_type_bills_nobody_twice(self):
        member = self._admit("Ann")
        supporter = self.type_choice
        member._change_type(supporter, day("2026-06-01"), "asked")
        self.assertEqual(len(member.period_ids), 2)
        self.assertEqual(len(member.period_ids.term_id), 1)
        call = self._call("2026-01-01", "2026-12-31")
        self.assertFalse(call.line_ids.filtered(lambda line: line.state == "ready"))
        self.assertEqual(len(member.due_ids), 1)

    def _call(self, term_from, term_to, **vals):
        call = self.env["club.dues.call"].create(
            {
                "name": "Call",
                "company_id": self.company.id,
                "date": TODAY,
                "due_date": "2026-04-30",
                "term_from": term_from,
                "term_to": term_to,
                **vals,
            }
        )
        call.action_preview()
        return call

    def test_renewing_early_starts_after_the_current_end(self):
        member = self._member("Ann")
        self._period(member, "2026-01-01", "2026-12-31")
        member.action_call_now()
        new = member.period_ids.sorted("date_from")[-1]
        self.assertEqual(new.date_from, day("2027-01-01"))
        self.assertEqual(member.state, "active")

    def test_death_stops_everything_and_leaves_the_spouse_alone(self):
        ann = self._admit("Ann", self.type_honorary)
        bob = self._admit("Bob", self.type_honorary)
        bob.partner_id.email = ann.partner_id.email
        ann._close("deceased", day("2026-03-12"), None)
        self.assertEqual(ann.state, "deceased")
        self.assertEqual(ann.partner_id.club_deceased_on, day("2026-03-12"))
        self.assertEqual(bob.state, "active")
        self.assertFalse(bob.partner_id.club_deceased_on)

    def test_death_marked_on_the_contact_closes_the_membership_once(self):
        member = self._admit("Ann", self.type_honorary)
        partner = self._as("secretary", member.partner_id)
        partner.club_deceased_on = "2026-03-12"
        self.assertEqual(
            (member.state, member.closed_on), ("deceased", day("2026-03-12"))
        )
        self.assertEqual(self._kinds(member), ["joined", "deceased"])

    def test_payer_who_is_no_member_can_be_marked_deceased(self):
        payer = self._person("Paul Payer")
        form = Form(self._as("secretary", payer), view="base.view_partner_form")
        form.club_deceased_on = "2026-03-12"
        form.save()
        self.assertEqual(payer.club_deceased_on, day("2026-03-12"))

    def test_death_recorded_by_mistake_is_undone_and_stays_in_the_register(self):
        member = self._admit("Ann", self.type_honorary)
        partner = self._as("secretary", member.partner_id)
        partner.club_deceased_on = "2026-03-12"
        partner.club_deceased_on = False
        self.assertEqual((member.state, member.closing), ("active", False))
        self.assertFalse(member.period_ids.ended_on)
        self.assertEqual(self._kinds(member), ["joined", "deceased", "rejoined"])
        self.assertIn("mistake", member.movement_ids.sorted("id")[-1].reason)

    def test_death_undone_gives_back_the_resignation_before_it(self):
        member = self._admit("Ann", self.type_honorary)
        member._close("resigned", day("2026-03-10"), "moved away")
        member.partner_id.club_deceased_on = "2026-03-12"
        self.assertEqual(member.state, "deceased")
        member.partner_id.club_deceased_on = False
        self.assertEqual(
            (member.state, member.closed_on), ("resigned", day("2026-03-10"))
        )

    def test_death_of_a_member_is_recorded_by_who_manages_members(self):
        member = self._admit("Ann", self.type_honorary)
        self.users["employee"].group_ids += self.env.ref("base.group_partner_manager")
        with self.assertRaisesRegex(AccessError, "secretary"):
            self._as("employee", member.partner_id).club_deceased_on = "2026-03-12"
        officer = self._as("officer", member.partner_id)
        officer.club_deceased_on = "2026-03-12"
        self.assertEqual(member.state, "deceased")

    def test_leaving_twice_is_refused(self):
        member = self._admit("Ann", self.type_honorary)
        member._close("excluded", day("2026-03-12"), "fault")
        with self.assertRaisesRegex(UserError, "already left"):
            member._close("resigned", day("2026-03-13"), None)

    def test_register_cannot_be_rewritten_even_in_sql(self):
        member = self._admit("Ann", self.type_honorary)
        row = member.movement_ids
        with self.assertRaises(UserError):
            row.sudo().write({"reason": "never happened"})
        with self.assertRaises(UserError):
            row.sudo().unlink()
        for statement in (
            "UPDATE club_movement SET kind = 'excluded' WHERE id = %s",
            "DELETE FROM club_movement WHERE id = %s",
        ):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [row.id])

    def test_history_is_not_written_by_hand(self):
        member = self._as("secretary", self._admit("Ann", self.type_honorary))
        for vals in (
            {"section_id": self.provence.id},
            {"state": "lapsed"},
            {"number": "1"},
        ):
            with self.assertRaisesRegex(UserError, "event"):
                member.write(vals)

    def test_event_wizard_asks_for_what_it_needs(self):
        member = self._admit("Ann", self.type_honorary)
        event = self.env["club.membership.event"].create(
            {"membership_ids": member.ids, "kind": "move", "date": TODAY}
        )
        with self.assertRaisesRegex(UserError, "new section"):
            event.action_apply()
        event.section_id = self.provence
        event.action_apply()
        self.assertEqual(member.section_id, self.provence)
        self.assertEqual(self._kinds(member), ["joined", "moved"])

    def test_admission_that_cannot_be_booked_says_why(self):
        self.company.club_income_account_id = False
        with self.assertRaisesRegex(UserError, "income account"):
            self._admit("Ann")
