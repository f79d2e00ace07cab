from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from .common import TODAY, new_test_user
from .figures_common import FiguresCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventFigures(FiguresCommon):
    """Meetings, different people and organisations, counted by hand."""

    def _figure(self, by="2_commission", year="2026", **match):
        self.env.flush_all()
        rows = self.env["club.event.figure"].search(
            [("by", "=", by), ("year", "=", year), ("company_id", "=", self.company.id)]
        )
        return rows.filtered(
            lambda row: all(row[name] == value for name, value in match.items())
        )

    def test_a_person_who_came_twice_is_one_participant(self):
        ada, bob, cleo = self.people
        first, second = self._held("2026-01-20"), self._held("2026-02-20")
        self._came(first, ada, self.acme)
        self._came(first, bob, self.acme)
        self._came(first, cleo, self.hooli, state="open")
        self._came(second, ada, self.acme)
        self._came(second, "guest")
        row = self._figure(commission_id=self.commission)
        self.assertEqual((row.meetings, row.registrations, row.attended), (2, 5, 4))
        self.assertEqual((row.participants, row.organisations), (3, 1))
        self.assertAlmostEqual(row.rate, 0.8)
        groups = self.env["club.event.fact"]._read_group(
            [("commission_id", "=", self.commission.id)],
            ["date:year"],
            ["person:count_distinct", "organisation_id:count_distinct"],
        )
        self.assertEqual([row[1:] for row in groups], [(3, 1)])

    def test_cancelled_coming_and_unannounced_meetings_do_not_count(self):
        self._came(self._held("2026-01-20"), self.people[0])
        cancelled = self._held("2026-01-21")
        self._came(cancelled, self.people[1])
        cancelled.write({"cancelled_on": "2026-01-20 08:00:00"})
        self._held("2026-04-01")
        self._held("2026-01-22").announced_on = False
        row = self._figure(commission_id=self.commission)
        self.assertEqual((row.meetings, row.participants), (1, 1))

    def test_the_year_before_is_counted_to_the_same_day(self):
        for day in ("2025-03-15", "2025-03-16"):
            self._came(self._held(day), self.people[0], self.acme)
        self._came(self._held("2026-02-01"), self.people[1], self.hooli)
        row = self._figure(commission_id=self.commission)
        self.assertEqual((row.meetings, row.last_meetings), (1, 1))
        self.assertEqual((row.last_participants, row.last_organisations), (1, 1))
        past = self._figure(year="2025", commission_id=self.commission)
        self.assertEqual((past.meetings, past.last_meetings), (2, 0))

    def test_a_past_year_is_compared_with_a_whole_one(self):
        self._held("2024-12-30")
        self._held("2025-01-02")
        row = self._figure(year="2025", commission_id=self.commission)
        self.assertEqual((row.meetings, row.last_meetings), (1, 1))

    def test_a_meeting_belongs_to_the_year_of_its_own_clock(self):
        event = self._held("2025-12-31")
        event.write(
            {"date_begin": "2025-12-31 23:30:00", "date_end": "2026-01-01 01:00:00"}
        )
        self.assertTrue(self._figure(year="2026", commission_id=self.commission))
        self.assertFalse(self._figure(year="2025", commission_id=self.commission))

    def test_sections_and_kinds_are_counted_each(self):
        ada = self.people[0]
        for section in (self.brittany, self.provence):
            self._came(self._held("2026-01-20", section_id=section.id), ada, self.acme)
        self._held("2026-01-25", club_kind="forum", section_id=self.brittany.id)
        rows = self._figure("3_section")
        self.assertEqual(
            {row.section_id: (row.meetings, row.participants) for row in rows},
            {self.brittany: (2, 1), self.provence: (1, 1)},
        )
        kinds = {row.club_kind: row.meetings for row in self._figure("4_kind")}
        self.assertEqual(kinds, {"meeting": 2, "forum": 1})
        whole = self._figure("1_all")
        self.assertEqual((whole.meetings, whole.participants), (3, 1))

    def test_two_memberships_merged_are_one_organisation(self):
        first = self._held("2026-01-20")
        self._came(first, self.people[0], self.acme)
        second = self._came(first, self.people[1], self.hooli)
        second.organisation_id = False
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.acme | self.hooli).partner_id.ids, self.acme.partner_id
        )
        row = self._figure(commission_id=self.commission)
        self.assertEqual((row.participants, row.organisations), (2, 1))

    def test_merged_people_are_one_participant(self):
        ada, bob, _cleo = self.people
        self._came(self._held("2026-01-20"), ada)
        self._came(self._held("2026-01-21"), bob)
        self.env["base.partner.merge.automatic.wizard"]._merge((ada | bob).ids, ada)
        row = self._figure(commission_id=self.commission)
        self.assertEqual(row.participants, 1)

    def test_the_chair_reads_the_year_of_the_commission(self):
        self.assertFalse(self.commission._figures(2026))
        self._came(self._held("2026-01-20"), self.people[0], self.acme)
        self._held("2025-01-20")
        self.assertEqual(
            self.commission._figures(2026),
            {
                "year": 2026,
                "rate": 100,
                "meetings": 1,
                "participants": 1,
                "organisations": 1,
                "last_meetings": 1,
                "last_participants": 0,
                "last_organisations": 0,
            },
        )

    def test_a_year_of_meetings_takes_as_many_queries_as_one(self):
        self._forget_nothing()
        counts = []
        for more in (1, 10):
            for day in range(more):
                event = self._held(f"2026-01-{day + 10}", section_id=self.rennes.id)
                self._came(event, self.people[0])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = self.env["club.event.figure"].search_fetch([], ["meetings"])
            rows.mapped("meetings")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_an_officer_reads_the_own_section_only(self):
        for section in (self.rennes, self.provence):
            self._came(self._held("2026-01-20", section_id=section.id), self.people[0])
        self.env.flush_all()
        mine = self._as("officer")
        self.assertEqual(mine["club.event.fact"].search([]).section_id, self.rennes)
        self.assertEqual(mine["club.event.figure"].search([]).section_id, self.rennes)

    def test_who_had_a_place_and_did_not_come_is_listed(self):
        event, untaken = self._held("2026-01-20"), self._held("2026-01-21")
        self._came(event, self.people[0])
        missed = self._came(event, self.people[1], state="open")
        self._came(untaken, self.people[2], state="open")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.event_registration_missed_action"
        )
        found = self.env["event.registration"].search(
            [*safe_eval(action["domain"]), ("event_id", "in", (event | untaken).ids)]
        )
        self.assertEqual(found, missed)

    def test_members_of_the_commission_see_its_year_and_others_do_not(self):
        self._came(self._held("2025-01-20"), self.people[0], self.acme)
        seat = self._sits(self._standing("Dora", self.brittany))
        other = self._standing("Eve", self.brittany)
        for membership, seen in ((seat.membership_id, 2025), (other, False)):
            user = new_test_user(
                self.env,
                login=f"figures_{membership.id}",
                groups="base.group_portal",
                partner_id=membership.partner_id.id,
                company_id=self.company.id,
                company_ids=[(6, 0, self.company.ids)],
            )
            space = self.env(user=user)["club.space"]._open()
            page = self.commission.sudo()._page_values(space, self.commission)
            figures = page["year_figures"]
            self.assertEqual(figures and figures["year"], seen)

    def test_the_chair_sees_the_numbers_beside_the_plan(self):
        self._came(self._held("2026-01-20"), self.people[0], self.acme)
        year = self.commission._one_year_values(self.programme)
        self.assertEqual(year["figures"]["participants"], 1)
        page = self.env["ir.qweb"]._render(
            "club_events.commission_figures", {"figures": year["figures"]}
        )
        self.assertIn("Meetings of", str(page))
