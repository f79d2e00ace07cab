from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .common import TODAY, ClubCommon, day


@freeze_time(TODAY)
class TestMembershipPlans(ClubCommon):
    """Transfers, changes of type and renewals decided early, late or in grace."""

    def _renewing(self, name="Ann", **vals):
        self.type_person.grace_days = 120
        member = self._member(name, section=self.brittany, **vals)
        self._period(member, "2025-01-01", "2025-12-31")
        self.assertEqual(member.state, "grace")
        return member

    def _call(self, term_from="2026-01-01", term_to="2026-12-31", **vals):
        call = self.env["club.dues.call"].create(
            {
                "name": "Call",
                "company_id": self.company.id,
                "date": TODAY,
                "due_date": "2026-12-31",
                "term_from": term_from,
                "term_to": term_to,
                **vals,
            }
        )
        call.action_confirm()
        call._run_now()
        return call

    def test_member_in_grace_moves_at_once(self):
        member = self._renewing()
        member._move_section(self.provence, day(TODAY), "new job")
        self.assertEqual(member.section_id, self.provence)
        member._refresh_status()
        self.assertEqual(member.section_id, self.provence)
        self.assertEqual(self._call().due_ids.section_id, self.provence)

    def test_transfer_planned_for_next_year_waits_and_the_call_follows_it(self):
        member = self._member("Ann", section=self.brittany)
        self._period(member, "2026-01-01", "2026-12-31")
        member._move_section(self.provence, day("2027-01-01"), "moves at New Year")
        self.assertEqual(member.section_id, self.brittany)
        due = self._call("2027-01-01", "2027-12-31").due_ids
        self.assertEqual(due.section_id, self.provence)
        member._refresh_status(member.ids, day("2026-12-31"))
        self.assertEqual(member.section_id, self.brittany)
        member._refresh_status(member.ids, day("2027-01-01"))
        self.assertEqual(member.section_id, self.provence)
        self.assertFalse(member.next_section_on)

    def test_transfer_planned_can_be_called_off(self):
        member = self._member("Ann", section=self.brittany)
        self._period(member, "2026-01-01", "2026-12-31")
        member._move_section(self.provence, day("2026-09-01"), "moves")
        member._move_section(self.brittany, day(TODAY), "stays after all")
        member._refresh_status(member.ids, day("2026-10-01"))
        self.assertEqual(member.section_id, self.brittany)

    def test_change_of_type_planned_shows_on_its_day_and_prices_the_next_call(self):
        member = self._member("Ann", section=self.brittany)
        self._period(member, "2026-01-01", "2026-12-31")
        member._change_type(self.type_honorary, day("2027-01-01"), "retires")
        self.assertEqual(member.type_id, self.type_person)
        due = self._call("2027-01-01", "2027-12-31").due_ids
        self.assertEqual((due.type_id, due.amount), (self.type_honorary, 0.0))
        member._refresh_status(member.ids, day("2027-01-01"))
        self.assertEqual(member.type_id, self.type_honorary)

    def test_member_in_grace_is_renewed_not_admitted_again(self):
        self.type_person.write({"prorata": "month", "renewal": "request"})
        self.type_person.price_ids.joining_fee = 5
        member = self._renewing()
        member.action_call_now()
        self.assertEqual(member.due_ids.mapped("amount"), [30.0])
        self.assertEqual(max(member.period_ids.mapped("date_from")), day("2026-01-01"))
        self.assertTrue(member.is_member)
        self.assertEqual(member.movement_ids.mapped("kind"), ["renewed"])

    def test_who_leaves_during_grace_is_no_member_from_that_day(self):
        member = self._renewing()
        member._close("resigned", day("2026-03-10"), None)
        for date, expected in (("2026-03-09", 1), ("2026-03-10", 0)):
            found = self.env["club.membership"].search_count(
                [("id", "=", member.id), ("member_on", "=", date)]
            )
            self.assertEqual(found, expected, date)

    def test_death_is_recorded_for_somebody_who_had_resigned(self):
        member = self._member("Ann")
        self._period(member, "2026-01-01", "2026-12-31")
        member._close("resigned", day("2026-02-01"), None)
        member._close("deceased", day("2026-03-01"), None)
        self.assertEqual(member.state, "deceased")
        self.assertEqual(member.period_ids.ended_on, day("2026-01-31"))

    def test_campaign_calls_applicants_for_its_own_periods_only(self):
        today = "2026-03-10"
        member = self._member("Ann", joined_on=today, approved_on=today)
        due = self._call("2027-01-01", "2027-12-31").due_ids
        self.assertEqual(due.membership_id, member)
        self.assertEqual(due.term_id.date_from, day("2027-01-01"))

    def test_member_of_old_imported_without_past_pays_no_joining_fee(self):
        self.type_person.price_ids.joining_fee = 5
        member = self._member("Ann", joined_on="2019-05-01", approved_on=TODAY)
        call = self._call()
        self.assertEqual(call.due_ids.mapped("amount"), [30.0])
        self.assertEqual(member.period_ids.date_from, day("2026-01-01"))

    def test_call_dated_later_opens_no_section_before_its_day(self):
        self._renewing()
        self.brittany.write({"dues_opening": "date", "dues_opening_date": "2026-04-01"})
        call = self._call(date="2026-04-01")
        self.assertEqual((call.closed_count, len(call.due_ids)), (1, 0))

    def test_new_membership_cannot_write_its_own_history(self):
        self._create_users()
        memberships = self._as("secretary", self.env["club.membership"])
        vals = {"partner_id": self._person("Ann").id, "type_id": self.type_person.id}
        for forged in (
            {"state": "active"},
            {"approved_on": TODAY},
            {"closing": "resigned", "closed_on": TODAY},
            {"member_until": "2030-12-31"},
        ):
            with self.assertRaisesRegex(UserError, "event"):
                memberships.create({**vals, **forged})

    def test_payer_of_two_sections_gets_one_invoice(self):
        holding = self._organisation("Holding")
        self.type_organisation.grace_days = 120
        for section in (self.brittany, self.provence):
            member = self._member(
                f"{section.name} Ltd",
                section=section,
                kind=self.type_organisation,
                headcount=10,
                payer_id=holding.id,
            )
            self._period(member, "2025-01-01", "2025-12-31")
        invoice = self._call().due_ids.invoice_id
        self.assertEqual(len(invoice), 1)
        self.assertEqual(len(invoice.invoice_line_ids), 2)
