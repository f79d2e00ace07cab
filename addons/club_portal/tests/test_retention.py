from unittest.mock import patch

from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .privacy_common import PrivacyCommon

LIST = "odoo.addons.club_portal.models.club_retention_list"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRetention(PrivacyCommon):
    """What is kept too long is listed first, then erased."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.rules = cls.env["club.retention.rule"]
        cls.lists = cls.env["club.retention.list"]
        cls.old = cls._past("Olga Old", "2020-12-31")
        cls.recent = cls._past("Rita Recent", "2025-06-30")
        cls.rule = cls.rules.create(
            {
                "kind": "former",
                "months": 36,
                "notice_days": 30,
                "company_id": cls.company.id,
            }
        )

    @classmethod
    def _past(cls, name, until):
        person = cls._person(name)
        membership = cls._member(name, cls.brittany, partner=person)
        cls._period(membership, "2019-01-01", until)
        return person

    def _mine(self):
        return self.lists.search([("company_id", "=", self.company.id)])

    def test_the_night_lists_who_is_kept_too_long_and_erases_nobody(self):
        self.lists._cron_nightly()
        found = self._mine()
        self.assertEqual(found.line_ids.partner_id, self.old)
        self.assertEqual(str(found.apply_on), "2026-04-14")
        self.assertEqual(found.state, "draft")
        self.assertEqual(self.old.name, "Olga Old")

    def test_the_next_nights_list_nobody_twice(self):
        self.lists._cron_nightly()
        self.lists._cron_nightly()
        self.assertEqual(len(self._mine()), 1)

    def test_it_is_applied_on_the_day_it_says_and_not_before(self):
        self.lists._cron_nightly()
        with freeze_time("2026-04-13 12:00:00"):
            self.lists._cron_nightly()
            self.assertEqual(self._mine().state, "draft")
        with freeze_time("2026-04-14 12:00:00"):
            self.lists._cron_nightly()
            self.assertEqual(self._mine().state, "running")
            self._mine()._run_now()
        self.assertEqual(self._mine().line_ids.state, "done")
        self.assertIn("Former member", self.old.name)
        self.assertEqual(self.recent.name, "Rita Recent")

    def test_who_staff_keep_is_not_erased(self):
        self.lists._cron_nightly()
        line = self._as("secretary", self._mine().line_ids)
        line.action_keep()
        self._mine()._run_now()
        self.assertEqual(line.state, "kept")
        self.assertEqual(self.old.name, "Olga Old")
        self.lists._cron_nightly()
        self.assertEqual(len(self._mine()), 1)

    def test_who_came_back_or_owes_money_stays_and_the_list_says_so(self):
        self.lists._cron_nightly()
        membership = self.old.club_membership_ids
        self._period(membership, "2026-01-01", "2026-12-31")
        self._mine()._run_now()
        line = self._mine().line_ids
        self.assertEqual((line.state, self.old.name), ("failed", "Olga Old"))
        self.assertTrue(line.message)

    def test_one_who_cannot_be_erased_keeps_nobody_else(self):
        self._past("Ugo Unforeseen", "2020-12-31")
        self.lists._cron_nightly()
        erase = type(self.old)._club_anonymise

        def stumble(person):
            if person.name == "Ugo Unforeseen":
                raise ValueError("Something unforeseen")
            return erase(person)

        with (
            patch.object(type(self.old), "_club_anonymise", stumble),
            self.assertLogs("odoo.addons.club_portal", "ERROR"),
        ):
            self._mine()._run_now()
        states = {line.partner_id: line.state for line in self._mine().line_ids}
        self.assertEqual(states.pop(self.old), "done")
        self.assertEqual(list(states.values()), ["failed"])

    def test_a_run_killed_halfway_goes_on_with_who_is_left(self):
        self._past("Ugo Old", "2020-12-31")
        self.lists._cron_nightly()
        mine = self._mine()
        mine._run_start()
        with patch(f"{LIST}.CHUNK", 1):
            mine._run_chunk()
        self.assertEqual(sorted(mine.line_ids.mapped("state")), ["done", "listed"])
        self.assertEqual(mine.state, "running")
        with self.enter_registry_test_mode():
            self.env.ref("club_membership.ir_cron_club_run").method_direct_trigger()
        self.assertEqual(mine.line_ids.mapped("state"), ["done", "done"])
        self.assertEqual(mine.state, "done")
        self.assertFalse(mine.line_ids.partner_id.filtered("active"))

    def test_former_delegates_who_never_were_members_are_listed_too(self):
        acme = self._current("Acme", kind=self.type_organisation)
        gone, again, member = (
            self._person(name) for name in ("Gone Girl", "Again There", "A Member")
        )
        for person in (gone, again, member):
            self._manages(
                person, acme, date_from="2015-01-01", date_to="2020-12-31", role="seat"
            )
        self._manages(again, acme, date_to="2026-01-31", role="deputy")
        self._member("A Member", self.brittany, partner=member)
        rule = self.rules.create(
            {"kind": "delegate", "months": 36, "company_id": self.company.id}
        )
        self.lists._cron_nightly()
        self.lists._cron_nightly()
        found = self._mine().filtered(lambda r: r.rule_id == rule)
        self.assertEqual(found.line_ids.partner_id, gone)
        self.assertEqual(str(found.line_ids.ended_on), "2020-12-31")
        found._run_now()
        self.assertFalse(gone.email or gone.active)
        self.assertNotIn("Gone", gone.name)

    def test_a_former_delegate_who_acts_again_is_not_erased(self):
        acme = self._current("Acme", kind=self.type_organisation)
        gone = self._person("Gone Girl")
        self._manages(
            gone, acme, date_from="2015-01-01", date_to="2020-12-31", role="seat"
        )
        self.rules.create(
            {"kind": "delegate", "months": 36, "company_id": self.company.id}
        )
        self.lists._cron_nightly()
        self._manages(gone, acme, date_from="2026-02-01", date_to="2026-02-28")
        found = self._mine().filtered(lambda r: r.kind == "delegate")
        found._run_now()
        self.assertEqual((found.line_ids.state, gone.name), ("failed", "Gone Girl"))

    def test_who_acts_or_belongs_somewhere_still_is_not_listed(self):
        rule = self.rules.create(
            {"kind": "applicant", "months": 36, "company_id": self.company.id}
        )
        acme = self._current("Acme", kind=self.type_organisation)
        applied = self._member("Ada Applied", self.brittany, applied_on="2020-01-01")
        applied._close("resigned", day("2020-02-01"), "Thought again")
        self.assertIn(applied.partner_id.id, rule._kept_too_long())
        self._manages(applied.partner_id, acme, date_from="2020-01-01", role="seat")
        elsewhere = self._association("Elsewhere")
        other = self._past("Olga Elsewhere", "2020-12-31")
        again = self.env["club.membership"].create(
            {
                "partner_id": other.id,
                "company_id": elsewhere.id,
                "type_id": self.type_person.copy({"company_id": elsewhere.id}).id,
                "section_id": elsewhere._club_root_section().id,
            }
        )
        self._period(again, "2024-01-01", "2099-12-31")
        self._manages(self.old, acme, date_from="2020-01-01", role="seat")
        self.assertNotIn(self.old.id, self.rule._kept_too_long())
        self.assertNotIn(other.id, self.rule._kept_too_long())
        self.assertNotIn(applied.partner_id.id, rule._kept_too_long())

    def test_a_list_can_be_cancelled_but_not_edited(self):
        self.lists._cron_nightly()
        mine = self._as("secretary", self._mine())
        with self.assertRaises(UserError):
            mine.apply_on = TODAY
        mine.action_cancel()
        self.assertEqual(mine.state, "cancelled")
        with self.assertRaises(UserError):
            mine.action_cancel()

    def test_old_traces_are_deleted_after_the_list(self):
        self.env["club.trace"].create(
            {
                "user_id": self.users["secretary"].id,
                "person_id": self.anna.partner_id.id,
                "company_id": self.company.id,
                "mode": "staff",
                "action": "Something",
            }
        )
        self.rules.create({"kind": "trace", "months": 1, "company_id": self.company.id})
        with freeze_time("2027-03-15"):
            self.lists._cron_nightly()
            found = self._mine().filtered(lambda r: r.kind == "trace")
            self.assertEqual(found.line_ids.count, 1)
            found._run_now()
        self.assertFalse(
            self.env["club.trace"].search([("company_id", "=", self.company.id)])
        )

    def test_what_became_old_after_the_list_was_written_waits_for_the_next(self):
        rule = self.rules.create(
            {"kind": "trace", "months": 1, "company_id": self.company.id}
        )
        traces = self.env["club.trace"].create(
            [
                {
                    "user_id": self.users["secretary"].id,
                    "person_id": self.anna.partner_id.id,
                    "company_id": self.company.id,
                    "mode": "staff",
                    "action": action,
                }
                for action in ("Old", "Young")
            ]
        )
        for trace, made in zip(traces, ("2026-01-01", "2026-03-01"), strict=True):
            self.env.cr.execute(
                "UPDATE club_trace SET create_date = %s WHERE id = %s",
                (made, trace.id),
            )
        self.lists._cron_nightly()
        found = self._mine().filtered(lambda r: r.rule_id == rule)
        with freeze_time(found.apply_on):
            found._run_now()
        self.assertEqual(traces.exists().mapped("action"), ["Young"])

    def test_former_members_are_kept_for_a_year_at_least(self):
        with self.assertRaises(ValidationError):
            self.rule.months = 6
