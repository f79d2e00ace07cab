from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotRating(BallotCommon):
    """Marks from 1 to 5: figures of each option that enough voters marked."""

    def _marked(self, *ballots, **vals):
        box = self._box(method="rating", **vals)
        for number, ballot in enumerate(ballots, 1):
            self._vote(box, number, ballot)
        self._close(box)
        return box

    def _told(self, box):
        return {each["option"]: each for each in box.result["verdicts"]}

    def test_option_has_its_marks_mean_and_least_share_of_satisfied(self):
        marks = [{"cars": mark} for mark in (5, 5, 4, 4, 2)]
        box = self._marked(*marks)
        figures = self._told(box)["cars"]["figures"]
        self.assertEqual((figures["marks"], figures["mean"]), ("5", "4"))
        self.assertEqual(
            [figures[f"mark_{mark}"] for mark in range(1, 6)], ["0", "1", "0", "2", "2"]
        )
        self.assertEqual(figures["satisfied"], "751/2000")
        self.assertEqual(box.result["winners"], [])
        [said] = [each for each in box._explain() if each["code"] == "cars"]
        self.assertIn(
            "4 on average of 5 marks (from 1 to 5: 0, 1, 0, 2, 2); at least 37 %",
            said["sentence"],
        )

    def test_option_with_too_few_marks_shows_no_figure_anywhere(self):
        box = self._marked(*[{"cars": 3, "bikes": 1}] * 4, {"cars": 3}, {"trains": 5})
        told = self._told(box)
        self.assertTrue(told["cars"]["figures"])
        for code in ("bikes", "trains"):
            self.assertEqual(
                (told[code]["code"], told[code]["figures"]), ("few_marks", {})
            )
            self.assertNotIn(code, box.result["scores"])
            self.assertNotIn(code, box._export())
        listed = {code for each in box._ballots() for code in each["content"]["marks"]}
        self.assertEqual(listed, {"cars"})
        self.assertIn("Too few marks", str(box.result_text))

    def test_categories_show_no_marks(self):
        box = self._marked(*[{"cars": 3}] * 6, roll_kind="category")
        self.assertIsNone(box._breakdown()[0]["totals"])

    def test_few_ballots_show_no_marks_at_all(self):
        box = self._marked(*[{"cars": 3}] * 4)
        self.assertFalse(box.result["verdicts"] or box.result["scores"])
        with self.assertRaises(UserError):
            box._export()

    def test_each_voter_counts_once_whatever_their_votes(self):
        self.type_seats.vote_count = 7
        box = self._marked(*[{"cars": 3}] * 5)
        self.assertEqual(set(box.roll_ids.mapped("weight")), {1})
        self.assertEqual(self._told(box)["cars"]["figures"]["marks"], "5")

    def test_what_is_no_mark_is_refused(self):
        box = self._box(method="rating")
        for content, said in (
            ({"cars": 6}, "A mark is"),
            ({"cars": -1}, "A mark is"),
            ({"cars": 10**9}, "A mark is"),
            ({"cars": True}, "cannot be read"),
            ({"cars": 4.0}, "cannot be read"),
            ({"planes": 4}, "no such option"),
            (["cars"], "cannot be read"),
        ):
            with self.subTest(content=content), self._nothing_recorded(box, said):
                self._vote(box, 1, content)
        self.assertTrue(self._vote(box, 1, {"cars": 4, "bikes": 0}))
        self.assertEqual(self._open_rows(box)[0][0], {"marks": {"cars": 4}})

    def test_page_of_secrecy_tells_what_few_marks_become(self):
        parts = self._draft(method="rating")._secrecy()
        said = " ".join(sentence for part in parts for sentence in part["sentences"])
        self.assertIn("What fewer than 5 voters gave a mark", said)
