from datetime import datetime

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .round_common import CLOSES, RoundCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoundVoting(RoundCommon):
    """Who may vote, the form they fill in, and what is said when they may not."""

    def _sentence(self, voted_on, person):
        [ballot] = voted_on._ballots_of(self._space(person))
        self.assertEqual(ballot["state"], "refused")
        return ballot["sentence"]

    def _read(self, voted_on, **given):
        given = {getattr(self, name).number: text for name, text in given.items()}
        return voted_on._read_given(given)

    def test_delegate_and_deputy_share_one_ballot(self):
        voted_on = self._open()
        for role in ("voter", "deputy"):
            self.assertEqual(self._state(voted_on, self.acme_team[role]), ["waiting"])
        self._give(
            voted_on, 1, {self.alerts: 40, self.budgets: 30, self.charts: 30}, "deputy"
        )
        for role in ("voter", "deputy"):
            self.assertEqual(self._state(voted_on, self.acme_team[role]), ["voted"])
        self.assertEqual(self._state(voted_on, self.bolt_team["voter"]), ["waiting"])

    def test_replaceable_ballot_is_offered_again(self):
        voted_on = self._open(is_replaceable=True)
        self._give(voted_on, 1, {})
        self.assertEqual(
            self._state(voted_on, self.acme_team["deputy"]), ["replaceable"]
        )

    def test_seat_holder_is_told_who_votes(self):
        voted_on = self._open()
        said = self._sentence(voted_on, self.acme_team["seat"])
        self.assertRegex(said, "is cast by Acme voter, Acme deputy")

    def test_who_was_named_after_the_freeze_is_told_so(self):
        voted_on = self._open()
        late = self._person("Late")
        self.env["club.delegation"].create(
            {
                "membership_id": self.acme.id,
                "partner_id": late.id,
                "role": "deputy",
                "date_from": TODAY,
            }
        )
        self.assertIn("after the roll was frozen", self._sentence(voted_on, late))

    def test_who_joined_after_the_freeze_is_told_so(self):
        new, team = self._company_with_team("New")
        new.period_ids.date_from = "2026-03-16"
        voted_on = self._open()
        self.firms.append((new, team))
        self.addCleanup(self.firms.pop)
        said = self._sentence(voted_on, team["voter"])
        self.assertIn("New joined after it", said)

    def test_who_has_not_paid_is_told_and_shown_where_to_pay(self):
        gone, team = self._company_with_team("Gone", until="2025-12-31")
        voted_on = self._open()
        self.firms.append((gone, team))
        self.addCleanup(self.firms.pop)
        [ballot] = voted_on._ballots_of(self._space(team["manager"]))
        self.assertIn("dues of Gone were not paid", ballot["sentence"])
        self.assertEqual(ballot["url"], "/my/dues")
        # Dues are the manager's affair.
        [ballot] = voted_on._ballots_of(self._space(team["seat"]))
        self.assertFalse(ballot["url"])

    def test_person_is_told_that_organisations_vote(self):
        person = self._member("Paula", self.brittany)
        self._period(person, "2024-01-01", "2099-12-31")
        voted_on = self._open()
        said = self._sentence(voted_on, person.partner_id)
        self.assertEqual(said, "In this vote, member organisations have a voice.")

    def test_minor_is_told_so(self):
        child = self._member("Kim", self.brittany)
        self._period(child, "2024-01-01", "2099-12-31")
        child.partner_id.club_birth_date = "2016-01-01"
        adult = self._member("Paul", self.brittany)
        self._period(adult, "2024-01-01", "2099-12-31")
        voted_on = self._open(roll_kind="person", accepts_small_classes=True)
        self.assertIn("was a minor", self._sentence(voted_on, child.partner_id))

    def test_nobody_votes_before_the_beginning_or_after_the_end(self):
        voted_on = self._open(opens_at=datetime(2026, 3, 16, 7))
        self.assertRegex(
            self._sentence(voted_on, self.acme_team["voter"]),
            r"Voting from Monday 16 March 2026 at 08:00 \(Paris time\)",
        )
        self.now = CLOSES
        self.assertIn("is over", self._sentence(voted_on, self.acme_team["voter"]))

    def test_staff_and_guardians_vote_for_nobody(self):
        voted_on = self._open()
        space = self._space(self.acme_team["voter"])
        space.mode = "staff"
        [ballot] = voted_on._ballots_of(space)
        self.assertEqual((ballot["state"], ballot["line"]), ("refused", 0))
        self.assertIn("Nobody votes in Acme voter's place", ballot["sentence"])
        self.assertEqual(self.env["club.round"]._waiting_count(space), 0)

    def test_who_votes_for_two_organisations_has_two_ballots(self):
        person = self.acme_team["voter"]
        self.env["club.delegation"].create(
            {
                "membership_id": self.bolt.id,
                "partner_id": person.id,
                "role": "deputy",
                "date_from": "2024-01-01",
            }
        )
        voted_on = self._open()
        self.assertEqual(self._state(voted_on, person), ["waiting", "waiting"])
        space = self._space(person)
        self.assertEqual(self.env["club.round"]._waiting_count(space), 2)
        self._give(voted_on, 1, {})
        self.assertEqual(self.env["club.round"]._waiting_count(space), 1)

    def test_user_vote_says_nothing_of_colleagues(self):
        voted_on = self._open(roll_kind="user")
        self.assertEqual(self._state(voted_on, self.acme_team["seat"]), ["waiting"])

    def test_closing_time_is_told_where_the_association_is(self):
        for moment, said in (
            (datetime(2028, 2, 29, 22, 30), "Tuesday 29 February 2028 at 23:30"),
            (datetime(2026, 3, 29, 0, 59), "Sunday 29 March 2026 at 01:59"),
            (datetime(2026, 3, 29, 1, 0), "Sunday 29 March 2026 at 03:00"),
            (datetime(2026, 10, 25, 0, 30), "Sunday 25 October 2026 at 02:30"),
        ):
            told = self._round()._say_time(moment)
            self.assertEqual(told, f"{said} (Paris time)")

    def test_order_is_drawn_for_each_voter_and_stays(self):
        voted_on = self._open()
        orders = {tuple(voted_on._drawn_order(line).ids) for line in voted_on.roll_ids}
        self.assertGreater(len(orders), 1)
        line = voted_on.roll_ids[0]
        self.assertEqual(voted_on._drawn_order(line), voted_on._drawn_order(line))
        self.assertEqual(set(voted_on._drawn_order(line)), set(voted_on.line_ids))

    def test_wrong_points_are_refused_each_with_its_sentence(self):
        voted_on = self._open()
        good = {"budgets": "30", "charts": "30"}
        for text, said in (
            ("many", "“many” for “Alerts” is no whole number"),
            ("3.5", "is no whole number"),
            ("-5", "cannot get less than nothing"),
            ("1000000000", "is no whole number|points in all"),
            ("999999999", "points in all|to one option"),
            ("50", "points in all|to one option"),
            ("٣", "is no whole number"),
        ):
            with self.subTest(text=text), self.assertRaisesRegex(UserError, said):
                self._read(voted_on, alerts=text, **good)
        with self.assertRaisesRegex(UserError, "at least 3"):
            self._read(voted_on, alerts="40", budgets="40")
        with self.assertRaisesRegex(UserError, "of another list"):
            voted_on._read_given({"R9999": "10"})

    def test_form_reads_what_each_method_needs(self):
        for method, given, content in (
            ("approval", {"alerts": "1", "charts": "1", "drafts": "1"}, "list"),
            ("quadratic", {"alerts": "5", "charts": "5", "drafts": "5"}, "votes"),
            ("borda", {"alerts": "2", "charts": "1", "drafts": "3"}, "order"),
        ):
            with self.subTest(method=method):
                voted_on = self._open(method=method)
                read = self._read(voted_on, **given)
                line = voted_on.roll_ids[0]
                review = voted_on._review(line, read)
                self.assertEqual(len(review["rows"]), len(given))
                if content == "order":
                    ranked = self.charts, self.alerts, self.drafts
                    self.assertEqual(read, [each.number for each in ranked])
                voted_on.box_id.sudo()._cancel("Next")
        ranked = self._open(method="schulze")
        with self.assertRaisesRegex(UserError, "Two requests have number 1"):
            self._read(ranked, alerts="1", charts="1")
        self.assertIn("Choose 3 requests at least", ranked._rules_sentences()[1])
        with self.assertRaisesRegex(UserError, "at least 3"):
            self._read(ranked, alerts="1", charts="2")

    def test_review_says_what_is_left(self):
        voted_on = self._open()
        content = self._read(voted_on, alerts="40", budgets="30", charts="10")
        line = voted_on.roll_ids[0]
        self.assertIn("20 of your points", voted_on._review(line, content)["left"])
        self.assertTrue(voted_on._review(line, {})["is_blank"])

    def test_list_of_votes_asks_the_database_little(self):
        self._forget_nothing()
        for request in self.requests[:3]:
            self._open(request | self._request() | self._request())
        space = self._space(self.acme_team["voter"])
        space.memberships, space.standing  # noqa: B018
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(60):
            self.env["club.round"]._votes_page(space)
        self.env.invalidate_all()
        with self.assertQueryCount(20):
            self.env["club.round"]._waiting_count(space)
