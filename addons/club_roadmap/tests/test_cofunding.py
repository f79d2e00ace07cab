from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestCofunding(RoadmapCommon):
    def _funding(self, opened=True, **vals):
        funding = self._as("secretary")["club.cofunding"].create(
            {
                "name": "Tax interface",
                "description": "<p>Sends returns by itself.</p>",
                "company_id": self.company.id,
                "amount": 10000,
                "minimum": 8000,
                "deadline": "2026-04-30",
                **vals,
            }
        )
        if opened:
            funding.action_open()
        return funding.sudo()

    def _manager(self, name="acme"):
        return getattr(self, f"{name}_team")["manager"]

    def _confirm(self, funding, name, amount, shown=False):
        membership, person = getattr(self, name), self._manager(name)
        funding._pledge(person, membership, amount, shown)
        funding._confirm_pledge(person, membership, amount)
        return funding._pledge_of(membership)

    def _space(self, person=None, mode="self"):
        return Space(self.env.user, person or self._manager(), mode)

    def _mails(self):
        return self.env["mail.mail"].search([("subject", "like", "Tax interface")])

    def test_only_what_is_confirmed_counts(self):
        funding = self._funding()
        funding._pledge(self._manager(), self.acme, 3000)
        self.assertEqual(funding.confirmed_amount, 0)
        self.assertEqual(funding.announced_amount, 3000)
        funding._confirm_pledge(self._manager(), self.acme, 3000)
        self.assertEqual(funding.confirmed_amount, 3000)
        self.assertEqual(funding.progress, 30)

    def test_the_confirmed_words_are_kept(self):
        pledge = self._confirm(self._funding(), "acme", 3000)
        for words in ("Acme", "3,000.00", "8,000.00", "04/30/2026", "Tax interface"):
            self.assertIn(words, pledge.commitment)
        self.assertEqual(str(pledge.confirmed_on), TODAY)

    def test_nobody_confirms_another_amount_than_they_read(self):
        funding = self._funding()
        funding._pledge(self._manager(), self.acme, 3000)
        with self.assertRaisesRegex(UserError, "changed meanwhile"):
            funding._confirm_pledge(self._manager(), self.acme, 2000)

    def test_only_the_manager_commits_an_organisation(self):
        funding = self._funding()
        for role in ("voter", "deputy", "seat"):
            with (
                self.subTest(role=role),
                self.assertRaisesRegex(UserError, "does not commit Acme"),
            ):
                funding._pledge(self.acme_team[role], self.acme, 3000)
        with self.assertRaisesRegex(UserError, "does not commit Acme"):
            funding._pledge(self._manager("bolt"), self.acme, 3000)

    def test_a_member_commits_itself_and_a_former_one_nothing(self):
        funding = self._funding()
        solo = self._member("Solo", self.brittany)
        with self.assertRaisesRegex(UserError, "Solo is no member"):
            funding._pledge(solo.partner_id, solo, 100)
        self._period(solo, "2024-01-01", "2099-12-31")
        funding._pledge(solo.partner_id, solo, 100)
        self.assertEqual(funding.announced_amount, 100)

    def test_nobody_pledges_for_somebody_else_on_the_telephone(self):
        fundings = self.env["club.cofunding"]
        self.assertEqual(fundings._committing(self._space()), self.acme.sudo())
        self.assertFalse(fundings._committing(self._space(mode="guardian")))
        voter = self._space(self.acme_team["voter"])
        self.assertFalse(fundings._committing(voter))

    def test_until_the_deadline_a_pledge_changes_and_afterwards_not(self):
        funding = self._funding()
        self._confirm(funding, "acme", 3000)
        self._confirm(funding, "acme", 2000)
        self.assertEqual(funding.confirmed_amount, 2000)
        with freeze_time("2026-04-30"):
            funding._withdraw_pledge(self._manager(), self.acme)
            self.assertEqual(funding.confirmed_amount, 0)
            self._confirm(funding, "acme", 2500)
        with freeze_time("2026-05-01"):
            for late in (
                lambda: funding._withdraw_pledge(self._manager(), self.acme),
                lambda: funding._pledge(self._manager(), self.acme, 1),
                lambda: funding._confirm_pledge(self._manager(), self.acme, 2500),
            ):
                with self.assertRaisesRegex(UserError, "is over"):
                    late()
        self.assertEqual(funding.confirmed_amount, 2500)

    @mute_logger("odoo.sql_db")
    def test_a_member_has_one_live_pledge(self):
        funding = self._funding()
        pledge = funding._pledge(self._manager(), self.acme, 3000)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            pledge.copy()

    def test_amounts_lie_between_the_smallest_pledge_and_the_total(self):
        funding = self._funding(smallest_pledge=500)
        for amount in (0, 499.99, 10000.01):
            with (
                self.subTest(amount=amount),
                self.assertRaisesRegex(UserError, "lies between"),
            ):
                funding._pledge(self._manager(), self.acme, amount)

    def test_amounts_are_read_as_people_type_them(self):
        funding = self._funding()
        for text, amount in (
            ("1500", 1500),
            ("1 500,50", 1500.5),
            ("1\u202f500.5", 1500.5),
        ):
            self.assertEqual(funding._read_amount(text), amount)
        for text in ("", "x", "-5", "1e3", "nan", "1.2.3", "²", "9" * 13):
            with self.subTest(text=text), self.assertRaises(UserError):
                funding._read_amount(text)

    def test_at_the_deadline_enough_is_reached_and_less_fails(self):
        reached, failed = self._funding(), self._funding()
        self._confirm(reached, "acme", 5000)
        self._confirm(reached, "bolt", 3000)
        self._confirm(failed, "acme", 5000)
        failed._pledge(self._manager("bolt"), self.bolt, 5000)
        cron = self.env.ref("club_roadmap.ir_cron_club_cofunding_deadlines")
        with freeze_time("2026-04-30"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((reached | failed).mapped("state"), ["open", "open"])
        for _run in range(2):
            with freeze_time("2026-05-01"), self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((reached.state, failed.state), ("reached", "failed"))
        self.assertEqual(len(self._mails()), 4)

    def test_each_hears_of_it_alone_and_reads_nobody_elses_name(self):
        funding = self._funding()
        self._confirm(funding, "acme", 5000)
        self._confirm(funding, "bolt", 3000)
        funding._step("reached", "open")
        mails = self._mails()
        self.assertEqual(len(mails), 2)
        for mail in mails:
            self.assertEqual(mail.email_to.count("@"), 1)
            self.assertNotEqual("Acme" in mail.body_html, "Bolt" in mail.body_html)
            self.assertFalse(mail.model or mail.res_id)
        self._as("secretary", funding).action_order()
        self.assertEqual(len(self._mails()), 4)

    def test_treasurers_and_the_office_see_pledges_and_others_sums(self):
        funding = self._funding()
        pledge = self._confirm(funding, "acme", 5000)
        for role in ("secretary", "treasurer", "admin"):
            self.assertEqual(self._as(role, pledge).amount, 5000)
        for role in ("reader", "officer", "employee", "portal"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, pledge).read(["amount"])
        self.assertEqual(self._as("reader", funding).confirmed_amount, 5000)
        with self.assertRaises(AccessError):
            self._as("reader", funding).read(["pledge_ids"])

    def test_nobody_writes_a_pledge_by_hand(self):
        pledge = self._confirm(self._funding(), "acme", 5000)
        for role in ("secretary", "treasurer", "admin"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, pledge).write({"amount": 1})

    def test_other_members_read_names_only_of_who_agreed(self):
        funding = self._funding()
        self._confirm(funding, "acme", 5000, shown=True)
        self._confirm(funding, "bolt", 1234)
        page = funding._page_values(self._space(self.acme_team["seat"]))
        self.assertEqual(page["names"], ["Acme"])
        self.assertNotIn("Bolt", str(page))
        self.assertNotIn("1,234", str(page).replace(page["confirmed"], ""))

    def test_the_terms_stay_once_it_is_open(self):
        funding = self._funding()
        for changed in ({"amount": 1}, {"deadline": "2027-01-01"}, {"minimum": 1}):
            with (
                self.subTest(changed=changed),
                self.assertRaisesRegex(UserError, "they stay"),
            ):
                funding.write(changed)
        with self.assertRaisesRegex(UserError, "is kept"):
            funding.unlink()

    def test_members_see_nothing_before_it_is_open(self):
        draft, opened = self._funding(opened=False), self._funding()
        fundings = self.env["club.cofunding"]
        self.assertEqual(fundings._of_space(self._space()), opened)
        self.assertFalse(fundings._of_space(self._space(), draft.id))
        self.assertFalse(fundings._of_space(self._space(self._person("Stranger"))))

    def test_it_fails_by_hand_with_a_reason_only(self):
        funding = self._as("secretary", self._funding())
        with self.assertRaisesRegex(UserError, "say why"):
            funding.action_fail()
        funding.failure_reason = "The vendor gave it up"
        funding.action_fail()
        self.assertEqual(funding.state, "failed")
        with self.assertRaisesRegex(UserError, "not possible now"):
            funding.action_order()

    def test_a_cofunding_begins_as_a_draft_in_whatever_column_of_a_board(self):
        fundings = self._as("secretary")["club.cofunding"]
        begun = fundings.with_context(default_state="reached").create(
            {
                "name": "Other",
                "description": "Text",
                "amount": 100,
                "deadline": "2026-04-30",
            }
        )
        self.assertEqual((begun.state, begun.minimum), ("draft", 100))

    def test_treasurers_move_nothing(self):
        funding = self._funding()
        with self.assertRaises(AccessError):
            self._as("treasurer", funding).action_fail()
        with self.assertRaisesRegex(UserError, "buttons only"):
            self._as("secretary", funding).write({"state": "reached"})

    def test_merged_members_commit_once(self):
        funding = self._funding()
        self._confirm(funding, "acme", 5000)
        self._confirm(funding, "bolt", 3000)
        self.bolt._hand_over_work(self.acme)
        self.assertEqual(funding.confirmed_amount, 5000)
        self.assertEqual(funding.pledge_ids.membership_id, self.acme)

    def test_who_is_forgotten_leaves_amounts_without_words(self):
        funding = self._funding()
        solo = self._member("Solo", self.brittany)
        self._period(solo, "2024-01-01", "2099-12-31")
        person = solo.partner_id
        funding._pledge(person, solo, 100)
        funding._confirm_pledge(person, solo, 100)
        self.env["club.request.news"]._of(person, self.company)
        parts = self.env["club.data.export"]._parts(person.sudo())
        self.assertEqual(parts["pledges"][0].amount, 100)
        self.assertTrue(parts["mails_about_requests"][0])
        person.sudo()._club_forget_elsewhere()
        pledge = funding._pledge_of(solo)
        self.assertEqual((pledge.amount, pledge.commitment), (100, False))
        news = self.env["club.request.news"].search([("partner_id", "=", person.id)])
        self.assertFalse(news)
