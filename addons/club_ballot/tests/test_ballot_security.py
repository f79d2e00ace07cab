from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import TODAY, BallotCommon, freeze_time

MODELS = ("box", "option", "roll", "voter", "cast", "decision")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotSecurity(BallotCommon):
    """What each role can do to a vote by remote calls: less than by the buttons."""

    def test_portal_user_reads_nothing_of_a_vote(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self._close(box)
        for model in MODELS:
            records = self._as("portal")[f"club.ballot.{model}"]
            with self.subTest(model=model), self.assertRaises(AccessError):
                records.search_read([])

    def test_nobody_reads_ballots_not_even_the_administrator(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self._close(box)
        for role in ("reader", "secretary", "treasurer", "admin"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role)["club.ballot.cast"].search_read([])

    def test_secrets_of_an_open_box_are_read_by_nobody(self):
        box = self._as("admin", self._box(is_replaceable=True))
        for name in ("hidden_seed", "open_key"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                box.read([name])
            self.assertNotIn(name, box.fields_get())
            with self.assertRaises(AccessError):
                box.search([(name, "like", "a")])

    def test_state_and_result_are_not_written_by_hand(self):
        box = self._as("admin", self._box())
        for vals in (
            {"state": "draft"},
            {"state": "published"},
            {"result": {"winners": ["cars"]}},
            {"seed_hash": "0"},
            {"closes_at": "2026-03-15 10:01:00"},
            {"roll_ids": [(5,)]},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                box.write(vals)
        with self.assertRaises(UserError):
            self._as("admin")["club.ballot.box"].create(
                {"name": "X", "closes_at": "2026-04-01", "state": "open"}
            )

    def test_roll_is_not_changed_by_hand(self):
        line = self._as("admin", self._box().roll_ids[0])
        for change in (
            lambda: line.write({"weight": 9}),
            lambda: line.write({"voted": True}),
            line.unlink,
            line.voter_ids.unlink,
            lambda: line.voter_ids.write({"partner_id": self.bob.id}),
        ):
            with self.assertRaises(AccessError):
                change()

    def test_reader_looks_and_decides_nothing(self):
        box = self._as("reader", self._box())
        self.assertEqual(box.roll_count, 6)
        draft = self._as("reader", self._draft())
        for action in (draft.action_open, box.action_count, box.action_publish):
            with self.assertRaises(AccessError):
                action()
        with self.assertRaises(AccessError):
            self._as("reader")["club.ballot.decision"].create(
                {"box_id": box.id, "decision": "cancel", "reason": "x"}
            )

    def test_opened_vote_is_not_deleted(self):
        box = self._box()
        with self._refused("has been opened: it is kept"):
            box.unlink()
        self._draft().unlink()

    def test_other_association_sees_nothing_of_a_vote(self):
        box = self._box()
        other = self._association("Other Association")
        stranger = new_test_user(
            self.env,
            "stranger",
            groups="club_membership.group_club_admin",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        for records in (box, box.option_ids, box.roll_ids, box.roll_ids.voter_ids):
            with self.assertRaises(AccessError):
                records.with_user(stranger).read(["display_name"])
        with self.assertRaises(AccessError):
            self.env(user=stranger)["club.ballot.decision"].create(
                {"box_id": box.id, "decision": "cancel", "reason": "x"}
            ).action_apply()
        self.assertEqual(box.state, "open")

    def test_vote_is_public_for_no_remote_call(self):
        # Everything that takes or shows ballots begins with an underscore.
        model = self.env["club.ballot.box"]
        for name in ("cast", "ballots", "breakdown", "export", "seal", "stop"):
            self.assertFalse(hasattr(model, name))
