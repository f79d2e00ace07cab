from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotUsers(BallotCommon):
    """A roll of users: each person of an organisation has a line of their own."""

    def _users(self, **vals):
        return self._box(roll_kind="user", accepts_small_classes=True, **vals)

    def _of(self, box, person, membership=None):
        lines = box.roll_ids.filtered(lambda line: line.partner_id == person)
        if membership:
            lines = lines.filtered(lambda line: line.membership_id == membership)
        return lines

    def _merge(self, *people):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        ids = [person.id for person in people]
        wizard._merge(ids, people[-1], extra_checks=False)

    def test_everybody_of_a_team_and_each_member_person_has_a_line(self):
        seat, boss = self._person("Seat"), self._person("Boss")
        self._join(self.members[0], seat, "seat")
        self._join(self.members[0], boss, "manager")
        # Two roles are one person.
        self._join(self.members[0], self.people[0], "manager")
        single = self._member("Single")
        self._period(single, "2026-01-01", "2026-12-31")
        gone = self._person("Gone")
        self._join(self.members[0], gone, "deputy", date_to="2026-03-14")
        self.type_seats.vote_count = 9
        box = self._users()
        mine = box.roll_ids.filtered(lambda line: line.membership_id == self.members[0])
        self.assertEqual(mine.partner_id, seat | boss | self.people[0])
        self.assertEqual(set(box.roll_ids.mapped("weight")), {1})
        line = self._of(box, single.partner_id)
        self.assertEqual(line.name, "Single")
        self.assertEqual(self._of(box, seat).name, "Seat (Firm 1)")
        self.assertTrue(box._cast(line, single.partner_id, ["cars"]))

    def test_minor_and_archived_person_have_no_line(self):
        child, former = self._person("Child"), self._person("Former")
        child.club_birth_date = "2015-01-01"
        for person in (child, former):
            self._join(self.members[0], person, "seat")
        former.active = False
        box = self._users()
        self.assertFalse(self._of(box, child) | self._of(box, former))

    def test_each_casts_their_own_ballot_and_nobody_elses(self):
        seat = self._person("Seat")
        self._join(self.members[0], seat, "seat")
        box = self._users()
        with self._nothing_recorded(box, "not named as a voter"):
            box._cast(self._of(box, seat), self.people[0], ["cars"])
        box._cast(self._of(box, seat), seat, ["cars"])
        box._cast(self._of(box, self.people[0]), self.people[0], ["cars"])
        self.assertEqual(len(self._ticks(box)), 2)

    def test_user_of_two_organisations_has_two_lines(self):
        self._join(self.members[1], self.people[0], "seat")
        box = self._users()
        self.assertEqual(len(self._of(box, self.people[0])), 2)

    def test_who_left_the_team_since_votes_no_more(self):
        box = self._users()
        self.members[0]._team_on(None, "voter").date_to = "2026-03-14"
        with self._nothing_recorded(box, "any more"):
            box._cast(self._of(box, self.people[0]), self.people[0], ["cars"])

    def test_two_contacts_of_one_person_vote_once_after_they_are_merged(self):
        twins = self._person("Twin A"), self._person("Twin B"), self._person("Twin C")
        for twin in twins:
            self._join(self.members[0], twin, "seat")
        box = self._users()
        before = len(box.roll_ids)
        self._merge(*twins)
        kept = twins[-1]
        lines = self._of(box, kept)
        self.assertEqual((len(lines), len(box.roll_ids)), (3, before))
        box._cast(lines[1], kept, ["cars"])
        for line in lines[0] | lines[2]:
            with self._nothing_recorded(box, "stood twice"):
                box._cast(line, kept, ["cars"])
        self.assertFalse(box._who_has_not_voted() & lines)
        self._close(box)
        self.assertEqual(box.voted_count, 1)

    def test_persons_of_merged_organisations_keep_their_lines(self):
        other = self._person("Other")
        self._join(self.members[1], other, "seat")
        self._join(self.members[1], self.people[0], "seat")
        box = self._users()
        one = self._of(box, self.people[0], self.members[0])
        two = self._of(box, self.people[0], self.members[1])
        box._cast(self._of(box, other), other, ["cars"])
        self.members[0].sudo()._merge_into(self.members[1].sudo())
        with self._nothing_recorded(box, "stood twice"):
            box._cast(one, self.people[0], ["cars"])
        self.assertTrue(box._cast(two, self.people[0], ["cars"]))

    def test_page_of_secrecy_speaks_of_persons(self):
        parts = {part["key"]: part["sentences"] for part in self._users()._secrecy()}
        said = " ".join(parts["secret"])
        self.assertIn("Each person casts a ballot of their own", said)
        self.assertNotIn("deputies", said)

    def test_nobody_is_named_in_place_of_a_user(self):
        box = self._users()
        with self._refused("each person votes for themselves"):
            box.sudo()._name_voter(self._of(box, self.people[0]), self.bob, "Why not")
