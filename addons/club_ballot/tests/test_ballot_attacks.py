from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.club_ballot_box import DATES, FROZEN, MACHINE
from .common import CLOSES, TODAY, BallotCommon, freeze_time

COUNT = "odoo.addons.club_ballot.models.club_ballot_counting.counting.count"
CLOSING = "odoo.addons.club_ballot.models.club_ballot_closing"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotAttacks(BallotCommon):
    """What somebody with rights may try by remote calls, and what breaks by itself."""

    def _create(self, env, **vals):
        return env["club.ballot.box"].create(
            {"name": "X", "company_id": self.company.id, "closes_at": CLOSES, **vals}
        )

    def _run_cron(self):
        cron = self.env.ref("club_ballot.ir_cron_club_ballot_close")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _drop(self, box):
        self.env.cr.execute(
            f"DROP TABLE club_ballot_open_{box.id}, club_ballot_tick_{box.id}"
        )

    def test_context_writes_nothing_that_the_buttons_write(self):
        secret = {"default_hidden_seed": "mine", "default_open_key": "mine"}
        context = {
            "default_state": "closed",
            "default_seed": "mine",
            "default_result": {"winners": ["cars"]},
            "default_name": "Named by a button",
        }
        boxes = self._as("admin")["club.ballot.box"].with_context(**context)
        with self.assertRaises(AccessError):
            self._create(boxes.with_context(**secret).env)
        for env in (boxes.env, boxes.sudo().with_context(**secret).env):
            box = self._create(env).sudo()
            self.assertEqual(box.state, "draft")
            self.assertFalse(box.hidden_seed or box.open_key or box.seed or box.result)

    def test_context_of_the_opening_marks_nobody_as_having_voted(self):
        box = self._draft().with_context(
            default_voted=True, default_twin_of_id=1, default_kind="user"
        )
        box.action_open()
        self.assertFalse(any(box.roll_ids.mapped("has_voted")))
        self.assertFalse(box.roll_ids.twin_of_id)

    def test_every_stored_field_of_a_box_is_guarded(self):
        fields = self.env["club.ballot.box"]._fields.values()
        stored = {
            field.name
            for field in fields
            if field.store and "club_ballot" in field._modules
        }
        self.assertIn("accepts_small_classes", stored)
        self.assertLessEqual(stored - {*MAGIC_COLUMNS}, FROZEN | MACHINE | DATES)

    def test_secrets_are_no_use_in_a_filter_an_order_or_a_group(self):
        box = self._box(is_replaceable=True)
        boxes, lines = self._as("admin")["club.ballot.box"], box.roll_ids
        lines = self._as("admin", lines)
        for name in ("hidden_seed", "open_key"):
            for ask in (
                lambda n=name: boxes.search([], order=n),
                lambda n=name: boxes.formatted_read_group([], [n]),
                lambda n=name: lines.search([(f"box_id.{n}", "like", "a")]),
                lambda n=name: box.with_env(boxes.env).read([n]),
                lambda n=name: box.with_env(boxes.env).mapped(n),
            ):
                with self.subTest(name=name), self.assertRaises(AccessError):
                    ask()

    def test_acceptance_of_recognisable_votes_is_not_copied(self):
        box = self._draft(accepts_small_classes=True)
        self.assertFalse(box.copy({"closes_at": CLOSES}).accepts_small_classes)

    @mute_logger(CLOSING, "odoo.sql_db")
    def test_box_without_its_tables_keeps_no_other_from_closing(self):
        broken, sound = self._box(), self._box()
        self._drop(broken)
        self.now = CLOSES
        self._run_cron()
        self.assertEqual((broken.state, sound.state), ("closing", "closed"))
        self.assertTrue(broken.trouble)

    def test_box_without_its_tables_is_shown_and_cancelled(self):
        broken, sound = self._box(), self._box()
        self._vote(sound, 1, ["cars"])
        self._drop(broken)
        found = self.env["club.ballot.roll"].search(
            [("box_id", "in", (broken | sound).ids), ("has_voted", "=", True)]
        )
        self.assertEqual(found, self._line(sound, 1))
        self.assertEqual((broken | sound).mapped("voted_count"), [0, 1])
        broken.sudo()._cancel("Lost")
        self.assertEqual(broken.state, "cancelled")

    @mute_logger(CLOSING)
    def test_count_that_fails_keeps_no_other_from_closing(self):
        broken, sound = self._box(), self._box(name="Sound")
        for box in (broken, sound):
            for number in range(1, 6):
                self._vote(box, number, ["cars"])
        self.now = CLOSES
        from ..counting import count

        def fail(file):
            if file.meta["description"] == "Sound":
                return count(file)
            raise ZeroDivisionError

        with patch(COUNT, fail):
            self._run_cron()
        self.assertEqual((broken.state, sound.state), ("closed", "closed"))
        self.assertTrue(sound.result)
        self.assertIn("was not finished", broken.trouble)
        broken.action_count()
        self.assertTrue(broken.result)
        self.assertFalse(broken.trouble)

    def test_box_whose_count_was_killed_is_counted_by_the_next_job(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        box.sudo()._stop()
        self.env.cr.postcommit.clear()
        box.sudo()._seal()
        self._run_cron()
        self.assertEqual(box.result["winners"], ["cars"])

    def test_job_speaks_the_language_of_the_association(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.company.partner_id.lang = "fr_FR"
        box = self._box()
        self.now = CLOSES
        self._run_cron()
        said = " ".join(str(message.body) for message in box.message_ids)
        self.assertIn("Le tirage", said)

    def test_vote_that_is_over_is_not_prolonged(self):
        box = self._box()
        self.now = CLOSES
        with self._refused("is over"):
            box.sudo()._prolong(CLOSES.replace(day=28), "Too few")

    def test_age_of_a_voter_is_judged_by_the_association_of_the_vote(self):
        strict = self._association("Strict")
        strict.club_majority_age = 99
        self.bob.club_birth_date = "1990-01-01"
        box = self._box()
        self._join(self.members[0], self.bob, "deputy")
        here = self.env(context={"allowed_company_ids": strict.ids})
        line = self._line(box, 1).with_env(here)
        box.with_env(here).sudo()._name_voter(line, self.bob.with_env(here), "Ill")
        self.assertIn(self.bob, line.voter_ids.partner_id)

    def test_member_merged_twice_votes_once(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        for loser, winner in ((0, 1), (1, 2)):
            self.members[loser].sudo()._merge_into(self.members[winner].sudo())
        with self._nothing_recorded(box, "votes once, as number"):
            self._vote(box, 3, ["cars"])

    def test_two_lines_of_one_member_share_one_place_among_the_ticks(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self.members[0].sudo()._merge_into(self.members[1].sudo())
        other = self._line(box, 2)
        self.env.cr.execute(
            f"UPDATE club_ballot_tick_{box.id} SET voice = %s", [other._voice()]
        )
        # What the check cannot see of a transaction at work, the database sees.
        with (
            patch.object(type(other), "_voted_elsewhere", lambda line: False),
            self._nothing_recorded(box, "already voted"),
        ):
            self._vote(box, 2, ["cars"])

    def test_tick_is_seen_at_once_by_who_looked_before(self):
        box = self._box()
        line = self._line(box, 1)
        self.assertFalse(line.has_voted or box.voted_count)
        self._vote(box, 1, ["cars"])
        self.assertTrue(line.has_voted)
        self.assertEqual(box.voted_count, 1)

    def test_hostile_contents_are_refused_in_one_sentence(self):
        points = {"method": "cumulative"}
        for vals, content in (
            ({}, None),
            ({}, {"cars": True}),
            ({}, [["cars"]]),
            ({}, ["c\u0430rs"]),
            ({}, ["cars\x00"]),
            ({}, ["x" * 100_000]),
            (points, {"cars": 10**9}),
            (points, {"cars": 10**400}),
            (points, {"cars": float("nan")}),
            (points, {"cars": "5"}),
            (points, {"cars": {"cars": 1}}),
            (points, {1: 1}),
            ({"method": "quadratic"}, {"cars": 10**200}),
            ({"method": "majority"}, ["yes"]),
            ({"method": "majority"}, True),
            ({"method": "schulze"}, [["cars"]]),
        ):
            box = self._box(**vals)
            with (
                self.subTest(content=str(content)[:30]),
                self._nothing_recorded(box, "."),
            ):
                self._vote(box, 1, content)
