from datetime import timedelta

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .round_common import CLOSES, OPENS, RoundCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoundReminder(RoundCommon):
    """Voters are told when a vote begins, ends soon or has its result: once each."""

    def setUp(self):
        super().setUp()
        self.mails = self.env["mail.mail"].search([])

    def _tell(self):
        """Run the job; {address: subjects} of the mails that it queued."""
        with self.enter_registry_test_mode():
            self.env.ref(
                "club_roadmap.ir_cron_club_round_remind"
            ).method_direct_trigger()
        new = self.env["mail.mail"].search([]) - self.mails
        self.mails |= new
        told = {}
        for mail in new:
            [person] = mail.recipient_ids
            told.setdefault(person, []).append(mail)
        self.assertTrue(all(len(mails) == 1 for mails in told.values()))
        return {person.name: mails[0] for person, mails in told.items()}

    def test_each_voter_is_told_once_that_the_vote_begins(self):
        voted_on = self._open(opens_at=OPENS + timedelta(days=1))
        self.assertFalse(self._tell())
        self.now = OPENS + timedelta(days=1)
        told = self._tell()
        self.assertEqual(len(told), 12)
        self.assertNotIn("Acme seat", told)
        self.assertNotIn("Acme manager", told)
        self.assertFalse(self._tell())
        mail = told["Acme deputy"]
        self.assertIn("Round one", mail.subject)
        self.assertIn("Acme", mail.body_html)
        self.assertIn("Sunday 5 April 2026 at 18:00 (Paris time)", mail.body_html)
        self.assertIn(f"/my/votes/{voted_on.id}", mail.body_html)

    def test_who_votes_for_two_members_gets_one_mail(self):
        person = self.acme_team["voter"]
        self.env["club.delegation"].create(
            {
                "membership_id": self.bolt.id,
                "partner_id": person.id,
                "role": "deputy",
                "date_from": "2024-01-01",
            }
        )
        self._open()
        self.assertIn("Acme, Bolt", self._tell()["Acme voter"].body_html)

    def test_only_who_has_not_voted_is_reminded(self):
        voted_on = self._open()
        self._tell()
        self._give(voted_on, 1, {}, role="deputy")
        self.now = CLOSES - timedelta(days=7)
        told = self._tell()
        self.assertEqual(len(told), 10)
        self.assertNotIn("Acme voter", told)
        self.assertIn("Bolt voter", told)
        self.assertFalse(self._tell())
        self._give(voted_on, 2, {})
        self.now = CLOSES - timedelta(days=1)
        self.assertEqual(len(self._tell()), 8)

    def test_who_votes_before_the_mail_is_queued_gets_none(self):
        voted_on = self._open()
        self._tell()
        self._as("secretary", voted_on).action_remind()
        self._give(voted_on, 1, {})
        told = self._tell()
        self.assertNotIn("Acme voter", told)
        rows = voted_on.reminder_ids.filtered(lambda row: row.state == "dropped")
        self.assertEqual(
            set(rows.partner_id.mapped("name")), {"Acme voter", "Acme deputy"}
        )

    def test_only_the_latest_reminder_goes_out_after_an_outage(self):
        voted_on = self._open()
        self._tell()
        self.now = CLOSES - timedelta(hours=2)
        self.assertEqual(len(self._tell()), 12)
        levels = set(voted_on.reminder_ids.mapped("level"))
        self.assertEqual(levels, {"opening", "last"})

    def test_short_vote_is_not_reminded_of_on_its_first_day(self):
        voted_on = self._open(closes_at=OPENS + timedelta(days=4))
        self.assertEqual(
            [level for level, _moment in voted_on._reminder_moments()], ["last"]
        )

    def test_button_reminds_once_a_day(self):
        voted_on = self._open()
        self._tell()
        for _click in range(2):
            self._as("secretary", voted_on).action_remind()
        self.assertEqual(len(self._tell()), 12)
        with freeze_time("2026-03-16"):
            self._as("secretary", voted_on).action_remind()
            self.assertEqual(len(self._tell()), 12)

    def test_reader_reminds_nobody(self):
        voted_on = self._open()
        with self.assertRaises(AccessError):
            self._as("reader", voted_on).action_remind()

    def test_each_is_written_to_in_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("club_roadmap.mail_template_round_opening")
        template.with_context(lang="fr_FR").subject = "Votez"
        self.acme_team["voter"].lang = "fr_FR"
        self._open()
        told = self._tell()
        self.assertEqual(told["Acme voter"].subject, "Votez")
        self.assertIn("please vote", told["Acme deputy"].subject)

    def test_result_is_told_once_to_all_voters(self):
        voted_on = self._open()
        self._tell()
        for number in range(1, 6):
            self._give(voted_on, number, {})
        self._close(voted_on)
        self.assertFalse(self._tell())
        voted_on.action_publish()
        told = self._tell()
        self.assertEqual(len(told), 12)
        self.assertIn("the result", told["Firm 6 voter"].subject)
        self.assertFalse(self._tell())

    def test_who_had_not_voted_on_a_day_is_forgotten_at_the_end(self):
        voted_on = self._open()
        self._tell()
        self.now = CLOSES - timedelta(days=1)
        self._tell()
        self.assertIn("last", voted_on.reminder_ids.mapped("level"))
        for number in range(1, 6):
            self._give(voted_on, number, {})
        self._close(voted_on)
        self.assertEqual(set(voted_on.reminder_ids.mapped("level")), {"opening"})

    def test_mail_says_nothing_about_a_ballot(self):
        voted_on = self._open()
        words = self._give(
            voted_on, 1, {self.alerts: 40, self.budgets: 40, self.charts: 20}
        )
        self._tell()
        bodies = "".join(self.env["mail.mail"].search([]).mapped("body_html"))
        self.assertNotIn(words, bodies)
        self.assertNotIn("Alerts", bodies)
