from odoo.tests import tagged

from .common import CLOSES, TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotChanges(BallotCommon):
    """What the bureau still decides while a box is open, each with its reason."""

    def _decide(self, box, decision, role="secretary", **vals):
        wizard = self._as(role)["club.ballot.decision"].create(
            {"box_id": box.id, "decision": decision, "reason": "The board", **vals}
        )
        return wizard.action_apply()

    def test_vote_is_prolonged_and_never_shortened(self):
        box = self._box()
        with self._refused("later end"):
            self._decide(box, "prolong", closes_at="2026-03-19 10:00:00")
        self._decide(box, "prolong", closes_at="2026-03-30 10:00:00")
        self.assertEqual(str(box.closes_at), "2026-03-30 10:00:00")
        self.assertIn("The board", box.message_ids[0].body)
        self.now = CLOSES
        self.assertTrue(self._vote(box, 1, ["cars"]))

    def test_cancelled_vote_destroys_its_ballots(self):
        box = self._box(is_replaceable=True)
        self._vote(box, 1, ["cars"])
        self._decide(box, "cancel")
        self.assertEqual(box.state, "cancelled")
        self.assertFalse(box.sudo().open_key or box.sudo().hidden_seed or box.seed)
        self.env.cr.execute("SELECT to_regclass(%s)", [f"club_ballot_open_{box.id}"])
        self.assertIsNone(self.env.cr.fetchone()[0])
        self.assertFalse(self.env["club.ballot.cast"].search([("box_id", "=", box.id)]))
        # Its roll can still be read.
        self.assertFalse(box.roll_ids[0].has_voted)

    def test_another_delegate_is_named_until_the_organisation_has_voted(self):
        box = self._box()
        line = self._line(box, 1)
        who = {"line_id": line.id, "partner_id": self.bob.id}
        with self._refused("Name Bob Seat as a delegate or deputy"):
            self._decide(box, "voter", **who)
        self._join(self.members[0], self.bob, "deputy")
        self._decide(box, "voter", voter_id=line.voter_ids.id, **who)
        self.assertEqual(line.voter_ids.partner_id, self.bob)
        self.assertEqual(line.voter_ids.kind, "deputy")
        with self._nothing_recorded(box, "not named as a voter"):
            self._vote(box, 1, ["cars"])
        box._cast(line, self.bob, ["cars"])
        self._join(self.members[0], self.ada, "voter")
        with self._refused("has voted already"):
            self._decide(box, "voter", line_id=line.id, partner_id=self.ada.id)

    def test_vote_is_closed_early_with_a_reason(self):
        box = self._box()
        self._decide(box, "close")
        self.assertEqual(box.state, "closing")

    def test_decision_without_its_member_is_refused(self):
        with self._refused("Choose the member"):
            self._decide(self._box(), "voter")

    def test_closed_vote_is_not_decided_about_any_more(self):
        box = self._box()
        self._close(box)
        for decision in ("close", "cancel", "prolong"):
            with self._refused("while the box is"):
                self._decide(box, decision, closes_at="2026-03-30 10:00:00")
