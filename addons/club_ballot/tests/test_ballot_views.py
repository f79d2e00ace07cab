from odoo.addons.club_membership.tests.common import Form
from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotViews(BallotCommon):
    """The bureau's pages open, with what they show, for who finds them."""

    def _sees_menu(self, role, debug):
        menu = self.env.ref("club_ballot.club_ballot_menu")
        return menu.id in self._as(role)["ir.ui.menu"]._visible_menu_ids(debug)

    def test_menu_is_for_the_whole_bureau_and_nobody_else(self):
        for role in ("reader", "secretary", "treasurer", "admin"):
            self.assertTrue(self._sees_menu(role, debug=True), role)
        self.assertFalse(self._sees_menu("officer", debug=True))

    def test_menu_waits_for_an_addon_with_pages_to_vote_on(self):
        self.assertFalse(self._sees_menu("admin", debug=False))

    def test_secretary_prepares_opens_and_publishes_a_vote(self):
        form = Form(self._as("secretary")["club.ballot.box"])
        form.name = "Round"
        form.closes_at = "2026-03-20 10:00:00"
        for code in ("a", "b"):
            with form.option_ids.new() as option:
                option.code, option.name = code, code.upper()
        box = form.save()
        box.action_open()
        for number in range(1, 6):
            self._vote(box, number, ["a"])
        self._close(box)
        box.action_publish()
        self.assertIn("Number 1 with 5", box.result_text)
        reader = self._as("reader", box)
        file = reader.ballot_file
        self.assertTrue(file)
        self.assertEqual(reader.ballot_file_name, f"vote-{box.id}.pb")

    def test_pages_of_each_state_open_for_a_reader(self):
        open_box, closed = self._box(), self._box()
        self._vote(closed, 1, ["cars"])
        self._close(closed)
        boxes = self._as("reader", open_box | closed | self._draft())
        views = boxes.get_views([(False, kind) for kind in ("list", "form", "search")])
        names = views["views"]["form"]["arch"]
        self.assertIn("What is secret here", names)
        fields = list(views["models"]["club.ballot.box"]["fields"])
        for box in boxes:
            box.web_read({name: {} for name in fields})
        roll = open_box.action_view_roll()
        lines = self._as("reader")["club.ballot.roll"].search(roll["domain"])
        self.assertEqual(len(lines), 6)
        lines.web_read({"name": {}, "has_voted": {}, "voter_ids": {}})
