import hashlib

from odoo.tests import tagged

from .common import NOW, TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotOpening(BallotCommon):
    """What is frozen when a box is opened, and when it is not opened at all."""

    def _heavy(self, count, votes=3):
        """Give the first firms a type with more votes."""
        heavy = self.type_seats.copy({"name": "Heavy", "vote_count": votes})
        for membership in self.members[:count]:
            membership.sudo().type_id = heavy
            membership.period_ids.sudo().type_id = heavy

    def test_roll_holds_who_has_a_vote_that_day(self):
        box = self._box()
        self.assertEqual(set(box.roll_ids.membership_id), set(self.members))
        self.assertEqual(box.frozen_on.isoformat(), TODAY)
        # Acme and Rival are members, and have named no delegate.
        self.assertIn("left out: 2", box.message_ids[0].body)

    def test_member_named_later_is_not_on_the_roll(self):
        box = self._box()
        self._join(self.acme, self.bob, "voter")
        self.assertNotIn(self.acme, box.roll_ids.membership_id)

    def test_roll_keeps_names_as_they_were(self):
        box = self._box()
        line = self._line(box, 1)
        self.members[0].partner_id.name = "Renamed"
        self.assertEqual(line.name, "Firm 1")

    def test_votes_of_all_delegates_make_the_weight_of_one_ballot(self):
        self.type_seats.vote_count = 3
        self._join(self.members[0], self.bob, "voter")
        box = self._box()
        self.assertEqual(set(box.roll_ids.mapped("weight")), {3})
        self.assertEqual(len(self._line(box, 1).voter_ids), 2)

    def test_one_vote_each_makes_all_ballots_alike(self):
        self._heavy(2)
        box = self._box(weighting="one")
        self.assertEqual(set(box.roll_ids.mapped("weight")), {1})

    def test_rare_weight_keeps_the_box_shut_until_accepted(self):
        self._heavy(1)
        box = self._draft()
        with self._refused("voters with 3 votes each: 1"):
            box.action_open()
        box.accepts_small_classes = True
        box.action_open()
        self.assertEqual(box.state, "open")

    def test_each_category_needs_enough_voters(self):
        self._heavy(1, votes=1)
        box = self._draft(roll_kind="category")
        with self._refused("Heavy, voters with 1 votes each: 1"):
            box.action_open()
        box.accepts_small_classes = True
        box.action_open()
        self.assertEqual(self._line(box, 1).category, "Heavy")

    def test_small_roll_is_a_small_class(self):
        commission = self.env["club.commission"].create(
            {"name": "Few", "company_id": self.company.id, "state": "open"}
        )
        self.env["club.commission.member"].sudo().create(
            {
                "commission_id": commission.id,
                "partner_id": self.people[0].id,
                "membership_id": self.members[0].id,
                "state": "active",
                "date_from": "2026-01-01",
            }
        )
        box = self._draft(commission_id=commission.id)
        with self._refused("could be recognised"):
            box.action_open()
        box.accepts_small_classes = True
        box.action_open()
        self.assertEqual(box.roll_ids.membership_id, self.members[0])

    def test_draw_is_promised_before_anybody_votes(self):
        box = self._box()
        self.assertFalse(box.seed)
        seed = box.sudo().hidden_seed
        self.assertEqual(hashlib.sha256(seed.encode()).hexdigest(), box.seed_hash)
        self.assertNotIn(seed, box.message_ids[0].body)

    def test_vote_that_cannot_be_held_is_not_opened(self):
        for vals, said in (
            ({"closes_at": NOW}, "over already"),
            ({"option_ids": False}, "two options at least"),
            ({"min_spread": 4}, "only 3"),
            ({"method": "equal_shares", "budget": 10}, "a cost to each option"),
        ):
            with self.subTest(said=said):
                box = self._draft(**vals)
                with self._refused(said):
                    box.action_open()
                self.assertFalse(box.roll_ids)

    def test_rules_and_options_stay_once_open(self):
        box = self._box()
        for vals in (
            {"name": "Other"},
            {"method": "borda"},
            {"breakdown_min": 2},
            {"is_replaceable": True},
            {"option_ids": False},
        ):
            with self.subTest(vals=vals), self._refused("no draft any more"):
                box.sudo().write(vals)
        option = box.option_ids[0]
        for change in (
            lambda: option.write({"name": "Other"}),
            lambda: option.write({"cost": 3}),
            option.unlink,
            lambda: option.copy({"code": "new"}),
        ):
            with self._refused("stays as it is"):
                change()

    def test_option_is_not_moved_into_an_open_box(self):
        box, draft = self._box(), self._draft()
        with self._refused("stays as it is"):
            draft.option_ids[0].write({"box_id": box.id, "code": "new"})

    def test_copy_of_a_box_is_a_draft_with_the_same_options(self):
        copy = self._box().copy({"closes_at": "2026-04-01 10:00:00"})
        self.assertEqual(copy.state, "draft")
        self.assertEqual(copy.option_ids.mapped("code"), ["bikes", "cars", "trains"])
        self.assertFalse(copy.roll_ids or copy.seed_hash or copy.sudo().hidden_seed)
