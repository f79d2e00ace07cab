from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .figures_common import FiguresCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventAbsence(FiguresCommon):
    """Organisations in good standing that have not come for a year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for membership in (cls.acme, cls.hooli):
            cls._period(membership, "2020-01-01", "2025-12-31")
            cls._period(membership, "2027-01-01", "2032-12-31")

    def _absent(self):
        self.env.flush_all()
        rows = self.env["club.event.absence"].search([])
        return {row.membership_id: str(row.last_on or "") for row in rows}

    def test_a_year_ago_today_is_too_long_ago(self):
        self._came(self._held("2025-03-15"), self.people[0], self.acme)
        self._came(self._held("2025-03-16"), self.people[1], self.hooli)
        self.assertEqual(self._absent(), {self.acme: "2025-03-15"})

    def test_a_year_is_counted_in_leap_years_too(self):
        self._came(self._held("2028-02-28"), self.people[0], self.acme)
        self._came(self._held("2028-02-29"), self.people[1], self.hooli)
        for today, absent in (
            ("2029-02-27", set()),
            ("2029-02-28", {self.acme}),
            ("2029-03-01", {self.acme, self.hooli}),
        ):
            with freeze_time(today), self.subTest(today):
                (self.acme | self.hooli)._refresh()
                self.assertEqual(set(self._absent()), absent)

    def test_who_never_came_is_listed(self):
        self._came(self._held("2026-02-01"), self.people[0], self.acme)
        self._came(self._held("2026-02-02"), self.people[1], self.hooli, state="open")
        self.assertEqual(self._absent(), {self.hooli: ""})

    def test_a_cancelled_meeting_is_no_visit(self):
        event = self._held("2026-02-01")
        self._came(event, self.people[0], self.acme)
        event.cancelled_on = "2026-01-30 08:00:00"
        self.assertIn(self.acme, self._absent())

    def test_new_members_persons_and_former_members_are_not(self):
        self._standing("New", self.brittany, self.type_organisation)
        self._standing("Ada", self.brittany)
        gone = self._member("Gone", self.brittany, self.type_organisation)
        self._period(gone, "2020-01-01", "2024-12-31")
        self.assertEqual(set(self._absent()), {self.acme, self.hooli})

    def test_who_came_for_the_organisation_without_saying_so_counts(self):
        came = self._came(self._held("2026-02-01"), self.people[0], self.acme)
        came.organisation_id = False
        self.assertNotIn(self.acme, self._absent())

    def test_the_manager_is_written_to(self):
        max_ = self._person("Max")
        self.env["club.delegation"].create(
            {
                "membership_id": self.acme.id,
                "partner_id": max_.id,
                "role": "manager",
                "date_from": "2026-01-01",
            }
        )
        self.env.flush_all()
        rows = self.env["club.event.absence"].search([])
        contacts = {row.membership_id: row.contact_id for row in rows}
        self.assertEqual(contacts[self.acme], max_)
        self.assertEqual(contacts[self.hooli], self.hooli.partner_id)
        action = rows.action_write()
        self.assertEqual(
            set(action["context"]["default_res_ids"]),
            {max_.id, self.hooli.partner_id.id},
        )
        composer = (
            self.env["mail.compose.message"]
            .with_context(**action["context"])
            .create({"subject": "We miss you", "body": "<p>Come again</p>"})
        )
        mails, _messages = composer._action_send_mail()
        self.assertEqual(len(mails), 2)

    def test_without_an_address_nobody_is_written_to(self):
        self.acme.partner_id.email = False
        self.env.flush_all()
        row = self.env["club.event.absence"].search(
            [("membership_id", "=", self.acme.id)]
        )
        with self.assertRaisesRegex(UserError, "e-mail address"):
            row.action_write()

    def test_an_officer_sees_the_own_section(self):
        self.env.flush_all()
        found = self._as("officer")["club.event.absence"].search([])
        self.assertEqual(found.membership_id, self.acme)

    def test_another_association_has_its_own_list(self):
        other = self._association("Other Club")
        self.env.flush_all()
        reader = self._as("reader")
        reader.user.write({"company_ids": [(4, other.id)]})
        found = reader["club.event.absence"].with_context(allowed_company_ids=other.ids)
        self.assertFalse(found.search([]))
