import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

from odoo import Command
from odoo.tests import tagged

from .common import freeze_time
from .user_club_programmes import PROGRAMMES
from .year_common import NEW_YEAR, YearCommon

TABLE = Path(__file__).parent / "data" / "user_clubs_2005.csv"
# Of the distance that a rhythm asks for, at least and at most.
NEAREST, FARTHEST = 0.4, 1.75
FORMS = ("body", "section", "topics")


@freeze_time(NEW_YEAR)
@tagged("post_install", "-at_install")
class TestUserClubProgrammes(YearCommon):
    """Fifteen real clubs, each a programme of the year made by configuration alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with TABLE.open(encoding="utf-8", newline="") as file:
            cls.rows = {row["vendor"]: row for row in csv.DictReader(file)}
        cls.people = [cls._standing(f"Person {n}") for n in range(12)]

    def test_every_club_of_the_table_has_its_programme(self):
        self.assertEqual(set(PROGRAMMES), set(self.rows))
        proofs = [name for name in dir(self) if name.startswith("test_club_")]
        self.assertEqual(len(proofs), len(self.rows))

    def test_club_business_objects_lets_non_members_take_part(self):
        events = self._prove("Business Objects")
        self.assertEqual(set(events.mapped("audience")), {"open"})
        lengths = {(e.date_end - e.date_begin).total_seconds() for e in events}
        self.assertEqual(lengths, {8 * 3600})
        self.assertEqual(self._prices(events[0]), {"member": 0.0, "non_member": 150.0})
        self.programme._announce()
        self.assertTrue(all(events.mapped("is_published")))

    def test_club_cartesis_has_two_plenaries_and_its_bureau(self):
        events = self._prove("Cartesis")
        plenaries = events.filtered(lambda e: e.club_kind == "plenary")
        self.assertEqual(
            set(plenaries.mapped("name")), {"French plenary", "International plenary"}
        )
        bureau = events.filtered("commission_id")
        self.assertEqual(len(bureau), 3)
        self.assertEqual(bureau.commission_id.kind, "body")
        self.assertEqual(set(bureau.mapped("audience")), {"body"})
        self.assertEqual(
            {e._local_days()[1] for e in plenaries if "Inter" in e.name}, {2}
        )

    def test_club_cognos_meets_twice_with_workshops(self):
        for event in self._prove("Cognos"):
            self.assertEqual(self._kinds(event), {"topic": 1, "workshop": 3})

    def test_club_computer_associates_adds_an_assembly_to_its_quarters(self):
        kinds = Counter(self._prove("Computer Associates (AUI)").mapped("club_kind"))
        self.assertEqual(kinds, {"meeting": 4, "assembly": 1})

    def test_club_informatica_is_free_each_quarter(self):
        for event in self._prove("Informatica"):
            self.assertEqual(self._prices(event), {"member": 0.0})

    def test_club_jobpartners_hears_testimonies(self):
        for event in self._prove("Jobpartners"):
            self.assertEqual(
                self._kinds(event),
                {"testimony": 3, "vendor": 1, "topic": 1, "workshop": 4},
            )

    def test_club_legisway_meets_once(self):
        self._prove("Legisway")

    def test_club_chorus_has_three_forums_of_eight_workshops(self):
        for event in self._prove("Linedata Services (Chorus)"):
            self.assertEqual(event.club_kind, "forum")
            self.assertEqual(self._kinds(event), {"workshop": 8})
            self.assertEqual(len(set(event.track_ids.mapped("date"))), 1)

    def test_club_microsoft_hosts_days_on_request(self):
        self._prove("Microsoft")
        request = self.env["club.meeting.request"].create(
            {
                "cycle_id": self.programme.cycle_ids.id,
                "asker_id": self.anna.id,
                "wish": "A day for the users of Lyon, 30 people",
                "date": "2026-04-14",
            }
        )
        request.action_plan()
        self.assertEqual(request.event_id.club_kind, "hosted")

    def test_club_oracle_meets_several_times_a_month(self):
        events = self._prove("Oracle (AUFO)")
        months = Counter(event._local_days()[0].month for event in events)
        self.assertEqual(set(months), {1, 2, 3, 4, 5, 6, 9, 10, 11, 12})
        self.assertEqual(set(months.values()), {5})

    def test_club_progress_holds_one_or_two_seminars(self):
        events = self._prove("Progress Software (CUP)")
        seminars = events.filtered(lambda e: e.club_kind == "seminar")
        self.assertIn(len(seminars), (1, 2))
        prices = self._prices(seminars[0])
        self.assertLess(prices["member"], prices["non_member"])

    def test_club_sap_meets_in_nineteen_bodies_each_quarter(self):
        events = self._prove("SAP")
        counts = Counter(event.commission_id for event in events)
        quarterly = [
            body for body in counts if body and body.kind in ("topical", "circle")
        ]
        self.assertEqual(len(quarterly), 19)
        for body in quarterly:
            met = events.filtered(lambda e, b=body: e.commission_id == b)
            quarters = [(e._local_days()[0].month - 1) // 3 for e in met]
            self.assertEqual(sorted(quarters), [0, 1, 2, 3], body.name)
        circles = events.filtered(lambda e: e.commission_id.kind == "circle")
        self.assertTrue(
            all(
                event.track_ids.sorted("date")[-1].name == "Dinner" for event in circles
            )
        )
        groups = events.filtered(lambda e: e.club_kind == "working_group")
        self.assertEqual(set(groups.mapped("seats_max")), {80})
        regional = events.filtered("section_id")
        self.assertEqual(regional.section_id, self.brittany | self.provence)
        self._check_nobody_is_expected_twice(events)

    def test_club_sas_leaves_smaller_meetings_out_in_some_years(self):
        self._prove("SAS")
        self.env["club.closed.period"].create(
            {
                "name": "Merger",
                "company_id": self.company.id,
                "date_start": "2027-02-01",
                "date_end": "2027-12-31",
            }
        )
        following = self.programme._next_year()
        following._plan()
        held = Counter(event.cycle_id.name for event in following.event_ids)
        self.assertEqual(held, {"Yearly meeting": 1, "Smaller meeting": 1})

    def test_club_ami_sits_at_ten_round_tables(self):
        events = self._prove("Staff & Line (AMI)")
        kinds = Counter(events.mapped("club_kind"))
        self.assertEqual(kinds["round_table"], 10)

    def test_club_synerdeal_sees_what_is_new_each_quarter(self):
        for event in self._prove("SynerDeal"):
            self.assertEqual(self._kinds(event), {"topic": 1, "vendor": 1})

    def _prove(self, vendor):
        """Enter the club's year, plan it, and check the dates against its row."""
        club = PROGRAMMES[vendor]
        first, last = club.get("year", ("2026-01-01", "2026-12-31"))
        self.programme.write({"name": vendor, "date_start": first, "date_end": last})
        template = self._template(vendor, club.get("prices"))
        for number, values in enumerate(club["cycles"]):
            self._enter(number, values, template)
        found = self.programme._plan()
        lines = self.programme._in_words(found.conflicts)
        self.assertFalse([line["text"] for line in lines])
        events = self.programme.event_ids
        fewest, most = club["wanted"]
        self.assertTrue(fewest <= len(events) <= most, len(events))
        self._check_days(events)
        for cycle in self.programme.cycle_ids:
            self._check_cycle(cycle)
        return events

    def _enter(self, number, values, template):
        fields = {key: vals for key, vals in values.items() if key not in FORMS}
        body = self.env["club.commission"]
        if kind := values.get("body"):
            seats = [self.people[(number * 5 + n) % 12] for n in range(2)]
            body = self._body(values["name"], *dict.fromkeys(seats))
            body.kind = kind
        if section := values.get("section"):
            fields["section_id"] = getattr(self, section).id
        topics = [
            Command.create({"sequence": rank, **each})
            for rank, each in enumerate(values.get("topics", ()))
        ]
        return self._cycle(
            commission=body,
            topic_ids=topics,
            event_type_id=template.id,
            **fields,
        )

    def _template(self, vendor, prices):
        tickets = [
            Command.create(
                {"name": category, "club_category": category, "price": price}
            )
            for category, price in (prices or {}).items()
        ]
        return self.env["event.type"].create(
            {"name": vendor, "event_type_ticket_ids": tickets}
        )

    def _prices(self, event):
        return {t.club_category: t.price for t in event.event_ticket_ids}

    def _kinds(self, event):
        return dict(Counter(event.track_ids.mapped("club_kind")))

    def _check_days(self, events):
        year = self.programme._year()
        for event in events:
            begin, _days = event._local_days()
            self.assertLess(begin.weekday(), 5, event.name)
            for days in (year.holidays, year.closed, year.breaks):
                self.assertNotIn(begin, days, event.name)
            self.assertTrue(year.first <= begin <= year.last)

    def _check_cycle(self, cycle):
        """Its meetings are as far from each other as its rhythm asks."""
        dates = self._dates(cycle)
        for event in cycle.event_ids:
            self.assertEqual(event.audience, cycle.audience)
            self.assertFalse(event.announced_on)
        if cycle.rhythm != "spread" or len(dates) < 2 or cycle.per_year > 6:
            return
        wanted = 365 / cycle.per_year
        for before, after in pairwise(dates):
            gap = (after - before).days
            self.assertGreaterEqual(gap, NEAREST * wanted, cycle.name)
            self.assertLessEqual(gap, FARTHEST * wanted, cycle.name)

    def _check_nobody_is_expected_twice(self, events):
        expected = Counter()
        for event in events.filtered("commission_id"):
            for seat in event.commission_id.member_ids:
                expected[seat.partner_id, event._local_days()[0]] += 1
        self.assertEqual(max(expected.values()), 1)
