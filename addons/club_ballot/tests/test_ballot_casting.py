from odoo import Command
from odoo.tests import tagged

from .common import CLOSES, OPENS, TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotCasting(BallotCommon):
    """One ballot per line of the roll, by who may vote for it, or nothing at all."""

    def test_ballot_and_tick_are_recorded_together(self):
        box = self._box()
        receipt = self._vote(box, 1, ["cars", "bikes"])
        self.assertEqual(
            self._open_rows(box),
            [({"marks": {"bikes": 1, "cars": 1}}, 1, "", receipt)],
        )
        self.assertEqual(self._ticks(box), {self._line(box, 1).id})
        self.assertEqual(len(receipt.split()), 2)

    def test_who_has_voted_is_visible_at_once(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        line = self._line(box, 1)
        self.assertTrue(line.has_voted)
        self.assertEqual((box.voted_count, box.roll_count), (1, 6))
        lines = self.env["club.ballot.roll"]
        mine = [("box_id", "=", box.id)]
        self.assertEqual(lines.search([*mine, ("has_voted", "=", True)]), line)
        self.assertEqual(
            lines.search([*mine, ("has_voted", "=", False)]), box.roll_ids - line
        )

    def test_second_ballot_is_refused_where_the_first_counts(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        with self._nothing_recorded(box, "Firm 1 has already voted"):
            self._vote(box, 1, ["bikes"])

    def test_replaceable_ballot_takes_the_place_of_the_first(self):
        box = self._box(is_replaceable=True)
        self._vote(box, 2, ["trains"])
        first = self._vote(box, 1, ["cars"])
        second = self._vote(box, 1, ["bikes"])
        self.assertNotEqual(first, second)
        found = {phrase: content for content, _w, _c, phrase in self._open_rows(box)}
        self.assertEqual(len(found), 2)
        self.assertEqual(found[second], {"marks": {"bikes": 1}})
        self.assertEqual(len(self._ticks(box)), 2)

    def test_deputy_votes_as_well_as_the_delegate_but_once_for_both(self):
        deputy = self._person("Deputy")
        self._join(self.members[0], deputy, "deputy")
        box = self._box()
        line = self._line(box, 1)
        self.assertEqual(
            {voter.partner_id: voter.kind for voter in line.voter_ids},
            {self.people[0]: "voter", deputy: "deputy"},
        )
        box._cast(line, deputy, ["cars"])
        with self._nothing_recorded(box, "already voted"):
            self._vote(box, 1, ["bikes"])

    def test_stranger_and_voter_of_another_line_are_refused(self):
        box = self._box()
        with self._nothing_recorded(box, "not named as a voter"):
            box._cast(self._line(box, 1), self.people[1], ["cars"])
        with self._nothing_recorded(box, "not named as a voter"):
            box._cast(self._line(box, 1), self.ada, ["cars"])

    def test_line_of_another_box_is_refused(self):
        box, other = self._box(), self._box()
        with self._nothing_recorded(box, "not the roll of this vote"):
            box._cast(self._line(other, 1), self.people[0], ["cars"])

    def test_who_no_longer_acts_for_the_organisation_cannot_vote(self):
        box = self._box()
        self.members[0]._team_on(None, "voter").date_to = "2026-03-14"
        with self._nothing_recorded(box, "does not vote for Firm 1 any more"):
            self._vote(box, 1, ["cars"])

    def test_person_of_two_organisations_votes_once_for_each(self):
        self._join(self.members[1], self.people[0], "voter")
        box = self._box()
        self._vote(box, 1, ["cars"])
        box._cast(self._line(box, 2), self.people[0], ["bikes"])
        self.assertEqual(len(self._open_rows(box)), 2)

    def test_member_who_resigned_since_stays_on_the_roll(self):
        box = self._box()
        self.members[0].sudo().write(
            {"closing": "resigned", "closed_on": TODAY, "state": "resigned"}
        )
        self.assertTrue(self._vote(box, 1, ["cars"]))

    def _merge(self, loser, winner):
        self.members[loser - 1].sudo()._merge_into(self.members[winner - 1].sudo())

    def test_line_of_a_member_merged_into_another_votes_no_more(self):
        box = self._box()
        self._merge(1, 2)
        with self._nothing_recorded(box, "votes once, as number"):
            self._vote(box, 1, ["cars"])
        self.assertTrue(self._vote(box, 2, ["cars"]))

    def test_member_who_voted_before_a_merge_does_not_vote_again(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self._merge(1, 2)
        with self._nothing_recorded(box, "votes once, as number"):
            self._vote(box, 2, ["cars"])

    def test_line_of_a_merged_member_votes_when_it_is_the_only_one(self):
        box = self._box()
        self.members.append(self.acme)  # on no roll: it has named no delegate
        self._merge(1, 7)
        self.assertTrue(self._vote(box, 1, ["cars"]))

    def test_votes_are_taken_between_the_two_times_only(self):
        box = self._box()
        self.now = OPENS.replace(hour=7)
        with self._nothing_recorded(box, "has not begun yet"):
            self._vote(box, 1, ["cars"])
        self.now = CLOSES
        with self._nothing_recorded(box, "is over"):
            self._vote(box, 1, ["cars"])
        self.now = OPENS
        self.assertTrue(self._vote(box, 1, ["cars"]))

    def test_draft_and_cancelled_boxes_take_no_ballot(self):
        box = self._box()
        line = self._line(box, 1)
        box.sudo()._cancel("Wrong list")
        with self._refused("is over"):
            box._cast(line, self.people[0], ["cars"])
        draft = self._draft()
        with self._refused("has not begun yet"):
            draft._cast(line, self.people[0], ["cars"])

    def test_blank_ballot_counts_as_having_voted(self):
        box = self._box(min_spread=2)
        self._vote(box, 1, [])
        self.assertEqual(self._open_rows(box)[0][0], {"marks": {}})
        self.assertTrue(self._line(box, 1).has_voted)

    def test_ballot_against_the_rules_is_refused_in_one_sentence(self):
        points = {"method": "cumulative", "option_cap": 60, "min_spread": 2}
        for vals, content, said in (
            ({}, ["planes"], "no such option"),
            ({}, "cars", "cannot be read"),
            ({}, {"cars": 2}, "either chosen or not"),
            ({"min_spread": 2}, ["cars"], "at least 2 options"),
            (points, {"cars": 50, "bikes": 51}, "100 points in all"),
            (points, {"cars": 61, "bikes": 1}, "60 points to one"),
            (points, {"cars": 60}, "at least 2 options"),
            (points, {"cars": -1, "bikes": 1}, "not below zero"),
            (points, {"cars": 1.5}, "cannot be read"),
            (points, {"cars": True, "bikes": 1}, "cannot be read"),
            ({"method": "quadratic"}, {"cars": 8, "bikes": 7}, "squares"),
            ({"method": "schulze"}, ["cars", "cars"], "twice"),
            ({"method": "borda"}, ["planes"], "no such option"),
            ({"method": "borda", "min_spread": 2}, ["cars"], "at least 2 options"),
            ({"method": "schulze", "min_spread": 2}, ["cars"], "at least 2 options"),
            ({"method": "borda"}, {"cars": 1}, "cannot be read"),
            ({"method": "majority"}, "perhaps", "for, against or abstain"),
        ):
            box = self._box(**vals)
            with self.subTest(said=said), self._nothing_recorded(box, said):
                self._vote(box, 1, content)

    def test_taken_receipt_is_drawn_again(self):
        box = self._box()
        first = self._vote(box, 1, ["cars"])
        draws = iter([first, first, "other words"])
        with self._patch_draw(lambda lang: next(draws)):
            self.assertEqual(self._vote(box, 2, ["cars"]), "other words")
        with (
            self._patch_draw(lambda lang: first),
            self._nothing_recorded(box, "vote again"),
        ):
            self._vote(box, 3, ["cars"])

    def _patch_draw(self, draw):
        from unittest.mock import patch

        return patch("odoo.addons.club_ballot.models.club_ballot_open.draw", draw)

    def test_person_roll_is_made_of_member_persons(self):
        people = [self._member(f"Person {number}") for number in range(5)]
        for membership in people:
            self._period(membership, "2026-01-01", "2026-12-31")
        box = self._box(
            roll_kind="person", type_ids=[Command.set(self.type_person.ids)]
        )
        self.assertEqual(set(box.roll_ids.membership_id), set(people))
        line = box.roll_ids[0]
        self.assertTrue(box._cast(line, line.membership_id.partner_id, ["cars"]))
