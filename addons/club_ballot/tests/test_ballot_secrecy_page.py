from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotSecrecyPage(BallotCommon):
    """“What is secret here” says what this very box does, and what it costs."""

    def _said(self, box):
        parts = {part["key"]: " ".join(part["sentences"]) for part in box._secrecy()}
        self.assertEqual(list(parts), ["secret", "visible", "open", "after", "receipt"])
        return parts

    def test_administrator_backups_replicas_and_logs_are_named(self):
        said = self._said(self._box())
        self.assertIn("who administers the database", said["open"])
        for word in ("backups", "replicas", "journal (WAL)", "access log"):
            self.assertIn(word, said["after"])

    def test_cost_of_replacing_is_stated_where_it_is_paid(self):
        kept, replaced = (
            self._said(self._box()),
            self._said(self._box(is_replaceable=True)),
        )
        self.assertIn("no mark links it to you", kept["open"])
        self.assertIn("can follow it without effort", replaced["open"])
        self.assertNotIn("first ballot counts", replaced["open"])
        self.assertIn("you voted again", replaced["receipt"])
        self.assertNotIn("you voted again", kept["receipt"])

    def test_alike_ballots_are_said_to_be_alike(self):
        self.assertIn("tells nobody apart", self._said(self._box())["visible"])

    def test_recognisable_weights_are_stated_with_their_numbers(self):
        heavy = self.type_seats.copy({"name": "Heavy", "vote_count": 3})
        self.members[0].sudo().type_id = heavy
        self.members[0].period_ids.sudo().type_id = heavy
        said = self._said(self._box(accepts_small_classes=True))["visible"]
        self.assertIn("voters with 3 votes each: 1", said)
        self.assertIn("voters with 1 votes each: 5", said)
        self.assertIn("could be recognised", said)

    def test_smallest_figure_is_the_one_of_the_box(self):
        self.assertIn(
            "group of fewer than 5 ballots", self._said(self._box())["visible"]
        )
        box = self._box(breakdown_min=3)
        self.assertIn("fewer than 3 ballots", self._said(box)["visible"])
        self.assertIn("at least 2 others", self._said(box)["after"])

    def test_roll_of_persons_has_no_word_about_deputies(self):
        self.assertIn("deputies", self._said(self._draft())["secret"])
        said = self._said(self._draft(roll_kind="person"))["secret"]
        self.assertNotIn("deputies", said)

    def test_page_is_written_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        box = self._box().with_context(lang="fr_FR")
        titles = [part["title"] for part in box._secrecy()]
        self.assertIn("Votre reçu", titles)

    def test_bureau_reads_the_same_page(self):
        box = self._as("reader", self._box())
        self.assertIn("who administers the database", box.secrecy_text)
