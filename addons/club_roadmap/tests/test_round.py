from datetime import timedelta

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .round_common import CLOSES, RoundCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRound(RoundCommon):
    """A vote on a frozen list of requests, and what follows for them."""

    def _ballots(self, number=5):
        return [{self.alerts: 40, self.budgets: 40, self.charts: 20}] * number

    def test_a_new_round_gives_one_vote_to_each(self):
        self.assertEqual(self._round().box_id.weighting, "one")
        with Form(self.env["club.round"]) as form:
            self.assertEqual(form.weighting, "one")
            form.name = "Round two"
        self.assertEqual(form.record.box_id.weighting, "one")
        self.assertEqual(self._round(weighting="type").weighting, "type")

    def test_usual_rules_are_a_hundred_points_on_three_requests(self):
        voted_on = self._round()
        self.assertEqual(
            (voted_on.method, voted_on.points, voted_on.min_spread),
            ("cumulative", 100, 3),
        )
        capacity = self._round(stage="capacity")
        self.assertEqual(
            (capacity.method, capacity.utility), ("equal_shares", "points")
        )

    def test_secretary_prepares_a_round_in_its_form(self):
        rounds = self._as("secretary")["club.round"].with_company(self.company)
        form = Form(rounds)
        form.name = "Year"
        form.stage = "capacity"
        form.budget = 50
        voted_on = form.save()
        self.assertEqual(
            (voted_on.state, voted_on.method, voted_on.company_id),
            ("draft", "equal_shares", self.company),
        )
        # Three weeks later at six in the evening, by then in summer time.
        self.assertEqual(str(voted_on.closes_at), "2026-04-05 16:00:00")

    def test_list_is_filled_with_what_is_sponsored_and_once(self):
        open_one = self._request("Open one")
        voted_on = self._round(self.requests[:1])
        voted_on.action_fill()
        voted_on.action_fill()
        self.assertEqual(voted_on.line_ids.request_id, self.requests)
        self.assertNotIn(open_one, voted_on.line_ids.request_id)

    def test_list_of_a_commission_has_its_requests_only(self):
        commission = self.env["club.commission"].create(
            {"name": "Payroll", "company_id": self.company.id, "state": "open"}
        )
        self.alerts.commission_id = commission
        voted_on = self._round(self.env["club.request"], scope_id=commission.id)
        voted_on.action_fill()
        self.assertEqual(voted_on.line_ids.request_id, self.alerts)

    def test_opening_freezes_the_list_and_takes_requests_into_the_vote(self):
        voted_on = self._open()
        self.assertEqual(set(self.requests.mapped("state")), {"voting"})
        self.assertEqual(
            set(voted_on.option_ids.mapped("code")), set(self.requests.mapped("number"))
        )
        self.alerts.name = "Alarms"
        self.assertIn("Alerts", voted_on.line_ids.mapped("title"))
        self.assertNotIn("Alarms", voted_on.line_ids.mapped("title"))
        for change in (
            {"line_ids": [(5, 0, 0)]},
            {"stage": "capacity"},
            {"points": 1000},
        ):
            with self.assertRaisesRegex(UserError, "what voters were told|as voters"):
                self._as("secretary", voted_on).write(change)
        with self.assertRaisesRegex(UserError, "stays as voters were told"):
            self._as("secretary", voted_on.line_ids[:1]).write({"sequence": 3})

    def test_second_clicks_do_nothing(self):
        voted_on = self._open()
        box = voted_on.box_id
        voted_on.action_open()
        self.assertEqual(voted_on.box_id, box)
        for number, content in enumerate(self._ballots(), 1):
            self._give(voted_on, number, content)
        self._close(voted_on)
        voted_on.action_publish()
        steps = len(self.alerts.event_ids)
        voted_on.action_publish()
        self.assertEqual(len(self.alerts.event_ids), steps)
        following = voted_on.action_next_round()["params"]["next"]["res_id"]
        self.assertEqual(voted_on.action_next_round()["res_id"], following)

    def test_publication_puts_the_chosen_on_the_list_and_gives_the_others_back(self):
        voted_on = self._published(self._ballots())
        chosen = voted_on.line_ids.filtered("chosen").sorted("place")
        self.assertEqual(set(chosen.request_id), {self.alerts, self.budgets})
        self.assertEqual(chosen.mapped("place"), [1, 2])
        self.assertEqual(self.alerts.state, "chosen")
        self.assertEqual(self.charts.state, "sponsored")
        last = self.charts.event_ids.sorted("id")[-1]
        self.assertEqual((last.by, last.former), ("vote", "voting"))
        self.assertIn("Not on the list of “Round one”", last.reason)
        self.assertFalse(voted_on.line_ids.filtered("is_live"))

    def test_scores_are_told_with_the_result(self):
        voted_on = self._published(self._ballots())
        by_request = {line.request_id: line.score for line in voted_on.line_ids}
        self.assertEqual(by_request[self.alerts], "200")

    def test_cancelled_vote_leaves_requests_as_they_were(self):
        voted_on = self._open()
        voted_on.box_id.sudo()._cancel("Wrong list")
        self.assertEqual(voted_on.state, "cancelled")
        self.assertEqual(set(self.requests.mapped("state")), {"sponsored"})
        self.assertIn("was cancelled", self.alerts.event_ids.sorted("id")[-1].reason)

    def test_draft_is_given_up(self):
        voted_on = self._round()
        self._as("secretary", voted_on).action_cancel()
        self._as("secretary", voted_on).action_cancel()
        self.assertEqual(voted_on.state, "cancelled")

    def test_opened_round_is_kept_and_a_draft_goes_with_its_box(self):
        draft = self._round()
        box = draft.box_id
        draft.unlink()
        self.assertFalse(box.exists())
        with self.assertRaises(UserError):
            self._open().unlink()

    def test_request_is_in_one_open_vote_at_a_time(self):
        self._open(self.requests[:3])
        other = self._round(self.requests[1:])
        with self.assertRaisesRegex(UserError, "cannot be voted on"):
            other.action_open()
        # Two bureau members at once: the database refuses the second.
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            other.line_ids.sudo().write({"is_live": True})
            self.env.flush_all()

    def test_nobody_ends_or_merges_what_members_vote_on(self):
        self._open()
        for state in ("merged", "closed", "open", "chosen"):
            with self.assertRaisesRegex(UserError, "is in the vote “Round one”"):
                self.alerts._move(state, reason="Because")
        with self.assertRaises(UserError):
            self.alerts._merge_into(self.budgets)
        self.assertEqual(self.alerts.state, "voting")

    def test_nothing_is_merged_into_what_members_vote_on(self):
        self._open()
        similar = self._request("Alarms", self.bolt)
        with self.assertRaisesRegex(UserError, "In a vote"):
            similar._merge_into(self.alerts)

    def test_what_the_vendor_decides_meanwhile_stays(self):
        voted_on = self._open()
        self.alerts._move("delivered", by="vendor")
        for number, content in enumerate(self._ballots(), 1):
            self._give(voted_on, number, content)
        self._close(voted_on)
        voted_on.action_publish()
        self.assertEqual(self.alerts.state, "delivered")
        told = voted_on._result_values()["chosen"]
        [entry] = [each for each in told if each["number"] == self.alerts.number]
        self.assertEqual(entry["now"], "Delivered")

    def test_what_has_ended_is_taken_off_the_list_before_opening(self):
        voted_on = self._round()
        self.alerts._move("closed", reason="Solved")
        with self.assertRaisesRegex(UserError, "Closed by the club"):
            voted_on.action_open()
        self.assertEqual(self.budgets.state, "sponsored")

    def test_next_round_has_the_winners_with_the_costs_of_the_vendor(self):
        voted_on = self._published(self._ballots())
        self.alerts.cost_points = 30
        notice = voted_on.action_next_round()["params"]
        following = self.env["club.round"].browse(notice["next"]["res_id"])
        self.assertEqual(following.stage, "capacity")
        # Budgets has no cost yet: that is said, and it comes with the next click.
        self.assertIn(f"no cost: {self.budgets.display_name}.", notice["message"])
        self.assertEqual(following.line_ids.request_id, self.alerts)
        self.budgets.cost_points = 50
        self.assertFalse(following.action_fill())
        self.assertEqual(sorted(following.line_ids.mapped("cost")), [30, 50])

    def test_chosen_prices_and_hot_line_leave_the_capacity_with_their_names(self):
        self.budgets.kind, self.charts.kind = "price", "hotline"
        self.requests._move("chosen")
        self.alerts.cost_points = self.drafts.cost_points = 30
        voted_on = self._round(self.alerts, stage="capacity")
        message = voted_on.action_fill()["params"]["message"]
        self.assertEqual(voted_on.line_ids.request_id, self.alerts | self.drafts)
        for request, named in zip(self.requests, (0, 1, 1, 0), strict=True):
            self.assertEqual(request.display_name in message, bool(named))

    def test_capacity_needs_the_vendors_costs(self):
        voted_on = self._round(stage="capacity", budget=100)
        with self.assertRaisesRegex(UserError, "has not told the cost"):
            voted_on.action_open()

    def test_methods_that_choose_no_list_are_refused(self):
        for vals in (
            {"method": "majority"},
            {"method": "rating"},
            {"stage": "capacity", "method": "cumulative"},
        ):
            with self.assertRaises(ValidationError):
                self._round(**vals)

    def test_priorities_are_chosen_by_equal_shares_too(self):
        voted_on = self._published(
            [[self.alerts, self.budgets, self.charts]] * 5,
            method="equal_shares",
            utility="count",
        )
        self.assertEqual(voted_on.budget, 2)
        self.assertEqual(len(voted_on.line_ids.filtered("chosen")), 2)

    def test_prolonging_and_closing_go_through_the_decision_of_the_box(self):
        voted_on = self._open()
        decide = self._as("secretary")["club.ballot.decision"].create
        later = CLOSES + timedelta(days=2)
        decide(
            {
                "box_id": voted_on.box_id.id,
                "decision": "prolong",
                "closes_at": later,
                "reason": "Holidays",
            }
        ).action_apply()
        self.assertEqual(voted_on.closes_at, later)

    def test_reader_reads_rounds_and_opens_none(self):
        voted_on = self._round()
        self.assertEqual(self._as("reader", voted_on).name, "Round one")
        with self.assertRaises(AccessError):
            self._as("reader", voted_on).action_open()

    def test_copy_is_a_new_draft_on_the_same_list(self):
        voted_on = self._published(self._ballots())
        copy = voted_on.copy()
        self.assertNotEqual(copy.box_id, voted_on.box_id)
        self.assertEqual(copy.state, "draft")
        self.assertEqual(copy.line_ids.request_id, self.requests)
        self.assertFalse(copy.line_ids.filtered("chosen"))
