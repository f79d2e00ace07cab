from dateutil.relativedelta import relativedelta
from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import RoadmapCommon


class InstallationCommon(RoadmapCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = cls.product.version_ids
        cls.new = cls.env["club.product.version"].create(
            {"name": "13", "product_id": cls.product.id, "state": "released"}
        )

    @classmethod
    def _run(cls, membership, **vals):
        return cls.env["club.installation"].create(
            {
                "membership_id": membership.id,
                "product_id": cls.product.id,
                "version_id": cls.old.id,
                **vals,
            }
        )

    @classmethod
    def _testify(cls, membership, team, role="voter"):
        """An installation whose contact person agreed."""
        contact = membership._team_on(None, role)
        installation = cls._run(membership, can_testify=True, contact_id=contact.id)
        installation._agree(team[role], True)
        return installation


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestInstallation(InstallationCommon):
    def test_a_product_stands_once_on_a_members_list(self):
        self._run(self.acme)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._run(self.acme)

    def test_versions_and_modules_are_of_the_product(self):
        other = self.product.copy({"name": "Other"})
        with self.assertRaisesRegex(ValidationError, "another product"):
            self._run(self.acme, product_id=other.id)

    def test_days_to_come_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "days to come"):
            self._run(self.acme, migrated_on="2026-03-16")

    def test_since_when_each_version_ran_is_kept(self):
        installation = self._run(self.acme, since="2020-05-01")
        installation.write({"version_id": self.new.id, "migrated_on": "2026-02-01"})
        installation.users_count = 5
        installation.ended_on = TODAY
        self.assertEqual(
            installation.change_ids.sorted("id").mapped(
                lambda c: (str(c.date), c.version_id, c.is_running)
            ),
            [
                ("2020-05-01", self.old, True),
                ("2026-02-01", self.new, True),
                (TODAY, self.old.browse(), False),
            ],
        )

    def test_a_change_is_never_older_than_the_one_before(self):
        installation = self._run(self.acme, migrated_on="2026-02-01")
        installation.write({"version_id": self.new.id, "migrated_on": "2025-01-01"})
        self.assertEqual(str(installation.change_ids[0].date), "2026-02-01")

    def test_history_is_not_rewritten(self):
        change = self._run(self.acme).change_ids
        for role in ("secretary", "admin"):
            with self.subTest(role=role), self.assertRaises(UserError):
                self._as(role, change).write({"date": "2020-01-01"})

    def test_shares_of_the_versions_of_a_month_make_up_the_whole(self):
        # The months count from that of the transaction.
        self.patch(self.env.cr, "now", fields.Datetime.now)
        month = fields.Date.start_of(day(TODAY), "month")
        before = month - relativedelta(months=2)
        with freeze_time(month + relativedelta(days=1)):
            self._run(self.acme, since=before)
            self._run(self.bolt, since=before)
            bolt = self.env["club.installation"].search(
                [("membership_id", "=", self.bolt.id)]
            )
            bolt.write({"version_id": self.new.id, "migrated_on": month})
        self.env.flush_all()
        rows = self.env["club.installation.month"]._read_group(
            [("product_id", "=", self.product.id)],
            ["month:month", "version_id"],
            ["share:sum"],
        )
        self.assertEqual(
            {(day, version.name): share for day, version, share in rows},
            {
                (before, "12"): 100,
                (before + relativedelta(months=1), "12"): 100,
                (month, "12"): 50,
                (month, "13"): 50,
            },
        )

    # The contact person

    def test_nobody_is_a_contact_before_they_agree(self):
        contact = self.acme._team_on(None, "voter")
        installation = self._run(self.acme, can_testify=True, contact_id=contact.id)
        self.assertFalse(installation._contact()[0])
        with self.assertRaisesRegex(UserError, "is not the contact"):
            installation._agree(self.acme_team["manager"], True)
        installation._agree(self.acme_team["voter"], True)
        self.assertEqual(installation._contact()[0], self.acme_team["voter"])

    def test_another_contact_has_not_agreed_yet(self):
        installation = self._testify(self.acme, self.acme_team)
        installation.contact_id = self.acme._team_on(None, "seat")
        self.assertFalse(installation.contact_agreed_on)

    def test_who_no_longer_acts_for_the_member_is_not_asked(self):
        installation = self._testify(self.acme, self.acme_team)
        installation.contact_id.date_to = "2026-03-14"
        self.assertFalse(installation._contact()[0])

    def test_who_does_not_want_to_is_named_no_more(self):
        installation = self._testify(self.acme, self.acme_team)
        installation._agree(self.acme_team["voter"], False)
        self.assertFalse(installation.contact_id)

    def test_the_office_agrees_for_nobody(self):
        installation = self._as("secretary", self._run(self.acme))
        with self.assertRaisesRegex(UserError, "in their own space"):
            installation.contact_agreed_on = TODAY
        contact = self.acme._team_on(None, "voter")
        installation = self._as("secretary")["club.installation"].create(
            {
                "membership_id": self.bolt.id,
                "product_id": self.product.id,
                "contact_agreed_on": TODAY,
            }
        )
        self.assertFalse(installation.contact_agreed_on)
        with self.assertRaisesRegex(ValidationError, "does not act for Bolt"):
            installation.sudo().contact_id = contact

    # Questions pass through the club

    def _ask(self, installation, **vals):
        said = {"message": "How long did it take?", "may_answer": True, **vals}
        installation._put_in_contact(self.bolt_team["voter"], self.bolt, **said)
        return self.env["mail.mail"].search([], order="id desc", limit=1)

    def test_a_question_is_passed_on_without_an_address(self):
        mail = self._ask(self._testify(self.acme, self.acme_team), may_answer=False)
        self.assertEqual(mail.email_to, "acme.voter@example.org")
        for text in (
            mail.body_html,
            mail.subject,
            mail.reply_to or "",
            mail.email_from,
        ):
            self.assertNotIn("bolt.voter@", text)
        self.assertIn("How long did it take?", mail.body_html)
        self.assertIn("Bolt", mail.subject)

    def test_answers_reach_the_asker_if_they_want_that(self):
        mail = self._ask(self._testify(self.acme, self.acme_team))
        self.assertIn("bolt.voter@example.org", mail.reply_to)
        self.assertNotIn("bolt.voter@", mail.body_html)

    def test_words_of_a_question_are_only_words(self):
        mail = self._ask(
            self._testify(self.acme, self.acme_team), message="<script>x</script>"
        )
        self.assertNotIn("<script>", mail.body_html)

    def test_nobody_asks_more_than_five_times_a_day(self):
        installation = self._testify(self.acme, self.acme_team)
        for _time in range(5):
            self._ask(installation)
        with self.assertRaisesRegex(UserError, "Enough questions"):
            self._ask(installation)

    def test_a_question_needs_words_and_somebody_to_ask(self):
        installation = self._testify(self.acme, self.acme_team)
        with self.assertRaisesRegex(UserError, "Write what"):
            self._ask(installation, message="  ")
        installation.can_testify = False
        with self.assertRaisesRegex(UserError, "Nobody can be asked"):
            self._ask(installation)

    # Once a year

    def _mails(self):
        subject = f"{self.company.name}: is what you run still right?"
        return self.env["mail.mail"].search([("subject", "=", subject)])

    def _cron(self):
        with self.enter_registry_test_mode():
            cron = self.env.ref("club_roadmap.ir_cron_installation_confirm")
            cron.method_direct_trigger()

    def test_managers_are_asked_once_a_year_whether_it_is_right(self):
        fresh = self._run(self.acme, confirmed_on="2025-12-01")
        stale = self._run(self.bolt, confirmed_on="2025-01-01")
        self._cron()
        self.assertEqual(self._mails().recipient_ids, self.bolt_team["manager"])
        self.assertEqual((str(stale.asked_on), fresh.asked_on), (TODAY, False))
        self._cron()
        self.assertEqual(len(self._mails()), 1)

    def test_who_is_no_member_or_runs_it_no_more_is_not_asked(self):
        gone, _team = self._company_with_team("Gone", until="2025-12-31")
        self._run(gone)
        self._run(self.acme, ended_on="2026-01-01")
        self._cron()
        self.assertFalse(self._mails())

    # Two rows that are one, and forgetting

    def test_two_memberships_that_become_one_keep_one_of_each_product(self):
        other = self.product.copy({"name": "Other"})
        mine = self._run(self.acme, product_id=other.id, version_id=False)
        self._run(self.acme)
        kept = self._run(self.bolt)
        self.acme._merge_into(self.bolt)
        found = self.env["club.installation"].search(
            [("membership_id", "in", (self.acme | self.bolt).ids)]
        )
        self.assertEqual(found, mine | kept)
        self.assertEqual(found.membership_id, self.bolt)

    def test_a_person_who_is_forgotten_answers_nobody(self):
        installation = self._testify(self.acme, self.acme_team)
        person = self.acme_team["voter"]
        person.club_delegation_ids.write({"date_to": "2026-03-14"})
        person._club_anonymise()
        self.assertFalse(installation.contact_id)

    def test_what_one_is_a_contact_for_stands_in_ones_own_data(self):
        installation = self._testify(self.acme, self.acme_team)
        parts = self.env["club.data.export"]._parts(self.acme_team["voter"].sudo())
        self.assertEqual(parts["contact_for_installations"][0], installation)
