import hashlib
from unittest.mock import patch

from odoo.addons.club_membership.tests.common import day  # noqa: F401
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CLOSES, TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotClosing(BallotCommon):
    """All ballots rewritten and the open box destroyed, or nothing touched."""

    def _tables(self, box):
        self.env.cr.execute(
            "SELECT tablename FROM pg_tables WHERE tablename ~ %s ORDER BY 1",
            [f"^club_ballot_(open|tick)_{box.id}$"],
        )
        return [name for (name,) in self.env.cr.fetchall()]

    def test_closed_box_holds_every_ballot_and_no_open_table(self):
        box = self._box()
        receipts = {self._vote(box, number, ["cars"]) for number in range(1, 6)}
        self.assertEqual(len(self._tables(box)), 2)
        self._close(box)
        self.assertEqual(box.state, "closed")
        self.assertEqual(self._tables(box), [])
        ballots = self.env["club.ballot.cast"].search([("box_id", "=", box.id)])
        self.assertEqual(set(ballots.mapped("phrase")), receipts)
        self.assertEqual(
            set(box.roll_ids.filtered("voted").membership_id), set(self.members[:5])
        )
        self.assertEqual((box.voted_count, box.roll_count), (5, 6))

    def test_draw_is_shown_and_keys_are_forgotten(self):
        box = self._box(is_replaceable=True)
        self.assertTrue(box.sudo().open_key)
        self._close(box)
        found = hashlib.sha256(box.seed.encode()).hexdigest()
        self.assertEqual(found, box.seed_hash)
        self.assertFalse(box.sudo().open_key or box.sudo().hidden_seed)

    def test_ballots_are_not_written_in_the_order_of_voting(self):
        for number in range(7, 25):
            membership = self._team_member(f"Firm {number}", self.rennes)
            self.members.append(membership)
            self.people.append(self._person(f"Delegate {number}"))
            self._join(membership, self.people[-1], "voter")
        box = self._box()
        cast = [self._vote(box, number, ["cars"]) for number in range(1, 25)]
        self._close(box)
        # By number, and as they lie on the disk.
        for order in ("id", "ctid"):
            query = "SELECT phrase FROM club_ballot_cast WHERE box_id = %s ORDER BY "
            self.env.cr.execute(query + order, [box.id])
            written = [phrase for (phrase,) in self.env.cr.fetchall()]
            self.assertEqual(set(written), set(cast))
            # One chance in 24!, about 10^-24.
            self.assertNotEqual(written, cast, order)

    def test_box_with_a_tick_too_many_is_left_alone(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self.env.cr.execute(
            f"INSERT INTO club_ballot_tick_{box.id} VALUES (%s)",
            [self._line(box, 2).id],
        )
        box.sudo()._stop()
        self.env.cr.postcommit.clear()
        with self._refused("holds 1 ballots, and 2 members"):
            box.sudo()._seal()
        self.assertEqual(box.state, "closing")
        self.assertEqual(len(self._tables(box)), 2)

    def test_ballot_without_content_keeps_the_box_from_closing(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self.env.cr.execute(f"UPDATE club_ballot_open_{box.id} SET content = NULL")
        with self._refused("holds 0 ballots"):
            self._close(box)

    def test_box_is_not_emptied_in_the_transaction_that_stops_it(self):
        box = self._box()
        box.sudo()._stop()
        with self._refused("being closed: wait"):
            box.sudo()._seal()

    def test_closing_box_takes_no_ballot(self):
        box = self._box()
        box.sudo()._stop("Everybody has voted")
        with self._nothing_recorded(box, "is over"):
            self._vote(box, 1, ["cars"])
        self.assertIn("Everybody has voted", box.message_ids[0].body)

    def test_box_is_sealed_once(self):
        box = self._box()
        self._close(box)
        messages = len(box.message_ids)
        self.assertFalse(box.sudo()._seal())
        self.assertEqual(len(box.message_ids), messages)

    def _run_cron(self):
        cron = self.env.ref("club_ballot.ir_cron_club_ballot_close")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_job_closes_and_counts_what_is_over_and_nothing_else(self):
        over, running = self._box(), self._box(closes_at="2026-03-25 10:00:00")
        for number in range(1, 6):
            self._vote(over, number, ["cars"])
        self.now = CLOSES
        self._run_cron()
        self.assertEqual((over.state, running.state), ("closed", "open"))
        self.assertEqual(over.result["winners"], ["cars"])

    @mute_logger("odoo.addons.club_ballot.models.club_ballot_closing")
    def test_box_in_trouble_says_so_and_stops_no_other(self):
        broken, sound = self._box(), self._box()
        self.env.cr.execute(
            f"INSERT INTO club_ballot_tick_{broken.id} VALUES (%s)",
            [self._line(broken, 2).id],
        )
        self.now = CLOSES
        self._run_cron()
        self.assertEqual((broken.state, sound.state), ("closing", "closed"))
        self.assertIn("nothing was touched", broken.trouble)

    def test_count_that_fails_can_be_done_again(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        box.sudo()._stop()
        self.env.cr.postcommit.clear()
        box.sudo()._seal()
        target = "odoo.addons.club_ballot.models.club_ballot_counting.counting.count"
        with patch(target, side_effect=ValueError), self.assertRaises(ValueError):
            box.sudo()._count()
        self.assertEqual((box.state, box.result), ("closed", False))
        box.action_count()
        self.assertEqual(box.result["winners"], ["cars"])
