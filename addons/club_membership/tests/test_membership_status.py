from datetime import timedelta

from odoo.fields import Domain
from odoo.tests import freeze_time

from .common import TODAY, ClubCommon, day


@freeze_time(TODAY)
class TestMembershipStatus(ClubCommon):
    """Status is a function of periods, closings and the calendar."""

    def _state_on(self, membership, text):
        membership._refresh_status(membership.ids, day(text))
        return membership.state

    def test_nightly_job_activates_a_prepaid_next_year(self):
        member = self._member("Ann")
        self._period(member, "2026-01-01", "2026-12-31")
        self._period(member, "2027-01-01", "2027-12-31")
        self.assertEqual(member.state, "active")
        self.assertEqual(self._state_on(member, "2027-01-01"), "active")
        self.assertEqual(member.member_until, day("2027-12-31"))

    def test_member_is_in_grace_after_the_end_then_lapsed(self):
        member = self._member("Ann")
        self._period(member, "2025-01-01", "2025-12-31")
        self.assertEqual(self._state_on(member, "2025-12-31"), "active")
        self.assertEqual(self._state_on(member, "2026-01-01"), "grace")
        self.assertEqual(self._state_on(member, "2026-01-30"), "grace")
        self.assertEqual(self._state_on(member, "2026-01-31"), "lapsed")

    def test_unpaid_renewal_keeps_rights_through_grace_days_after_the_due_date(self):
        member = self._member("Ann")
        self._period(member, "2025-01-01", "2025-12-31")
        self._period(
            member,
            "2026-01-01",
            "2026-12-31",
            confirmed=False,
            due_on="2026-02-28",
            grace_until="2026-03-30",
        )
        self.assertEqual(self._state_on(member, "2026-01-15"), "active")
        self.assertEqual(self._state_on(member, "2026-02-28"), "active")
        self.assertEqual(self._state_on(member, "2026-03-01"), "grace")
        self.assertEqual(self._state_on(member, "2026-03-30"), "grace")
        self.assertEqual(self._state_on(member, "2026-03-31"), "lapsed")

    def test_unpaid_newcomer_has_no_rights_and_does_not_wait_for_ever(self):
        member = self._member("Ann")
        self._period(
            member,
            "2026-03-01",
            "2026-12-31",
            confirmed=False,
            newcomer=True,
            due_on="2026-03-31",
        )
        self.assertEqual(self._state_on(member, "2026-03-15"), "applied")
        self.assertEqual(self._state_on(member, "2026-04-30"), "applied")
        self.assertEqual(self._state_on(member, "2026-05-01"), "lapsed")

    def test_application_nobody_answers_expires(self):
        member = self._member("Ann", applied_on="2026-01-01")
        self.assertEqual(self._state_on(member, "2026-04-01"), "applied")
        self.assertEqual(self._state_on(member, "2026-04-02"), "lapsed")

    def test_leap_day_period_ends_on_the_leap_day(self):
        member = self._member("Ann")
        self._period(member, "2027-03-01", "2028-02-29")
        self.assertEqual(self._state_on(member, "2028-02-29"), "active")
        self.assertEqual(self._state_on(member, "2028-03-01"), "grace")

    def test_resignation_in_the_future_takes_effect_on_its_day(self):
        member = self._member("Ann")
        self._period(member, "2026-01-01", "2026-12-31")
        member._close("resigned", day("2026-07-01"), "moves abroad")
        self.assertEqual(member.state, "active")
        self.assertEqual(self._state_on(member, "2026-06-30"), "active")
        self.assertEqual(self._state_on(member, "2026-07-01"), "resigned")

    def test_job_writes_nothing_when_nothing_changed(self):
        for number in range(5):
            self._period(self._member(f"Ann {number}"), "2026-01-01", "2026-12-31")
        everyone = self.env["club.membership"]
        everyone._refresh_status()
        self.assertEqual(everyone._refresh_status(), [])

    def test_job_costs_the_same_for_one_and_for_many(self):
        self._forget_nothing()
        members = self.env["club.membership"]
        for number in range(12):
            member = self._member(f"Ann {number}")
            self._period(member, "2025-01-01", "2025-12-31")
            members |= member
        members._refresh_status(members.ids)
        # One UPDATE, whatever the number of members whose status changes.
        with self.assertQueryCount(1):
            changed = members._refresh_status(None, day("2026-01-15"))
        self.assertLessEqual(set(members.ids), set(changed))


@freeze_time(TODAY)
class TestMemberOnDate(ClubCommon):
    """ "Member on date D" is answered for any D, from the periods alone."""

    def _is_member(self, membership, text):
        return bool(
            self.env["club.membership"].search_count(
                [("id", "=", membership.id), ("member_on", "=", text)]
            )
        )

    def test_member_on_follows_periods_and_grace(self):
        member = self._member("Ann")
        self._period(member, "2024-01-01", "2024-12-31")
        self.assertFalse(self._is_member(member, "2023-12-31"))
        self.assertTrue(self._is_member(member, "2024-01-01"))
        self.assertTrue(self._is_member(member, "2025-01-30"))
        self.assertFalse(self._is_member(member, "2025-01-31"))

    def test_status_and_member_on_never_disagree(self):
        members = [self._member(f"Case {number}") for number in range(4)]
        self._period(members[0], "2025-01-01", "2025-12-31")
        self._period(members[1], "2025-01-01", "2025-12-31")
        self._period(
            members[1],
            "2026-01-01",
            "2026-12-31",
            confirmed=False,
            due_on="2026-01-31",
            grace_until="2026-03-02",
        )
        self._period(
            members[2],
            "2026-02-01",
            "2026-12-31",
            confirmed=False,
            newcomer=True,
            due_on="2026-03-01",
        )
        self._period(members[3], "2026-01-01", "2026-12-31")
        members[3]._close("resigned", day("2026-02-10"), None)
        for offset in range(0, 150):
            date = day("2025-12-01") + timedelta(days=offset)
            for member in members:
                member._refresh_status(member.ids, date)
                self.assertEqual(
                    member.is_member,
                    self._is_member(member, date.isoformat()),
                    f"{member.partner_id.name} on {date}: {member.state}",
                )

    def test_move_leaves_the_january_figures_where_they_were(self):
        member = self._member("Ann", section=self.brittany)
        self._period(member, "2026-01-01", "2026-12-31")
        with freeze_time("2026-05-10"):
            member._move_section(self.provence, day("2026-05-01"), "new job")
        self.assertEqual(member.section_id, self.provence)
        periods = self.env["club.membership.period"]
        for date, section in (
            ("2026-01-31", self.brittany),
            ("2026-05-01", self.provence),
        ):
            found = periods.search(
                periods._on_date_domain(day(date))
                & Domain("membership_id", "=", member.id)
            )
            self.assertEqual(found.section_id, section, date)
