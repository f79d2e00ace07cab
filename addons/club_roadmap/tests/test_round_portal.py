import re

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import SQL

from .round_common import RoundCommon

WORDS = re.compile(r"o_club_receipt[^>]*>([^<]+)<")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoundPortal(RoundCommon, HttpCase):
    """Voting on the pages: from the form to the two words, whatever is sent."""

    def setUp(self):
        super().setUp()
        self.voted_on = self._open()

    def _sign_in(self, person):
        self._space(person).user.password = person.email
        self.env.flush_all()
        self.authenticate(person.email, person.email)

    def _url(self, rest=""):
        return f"/my/votes/{self.voted_on.id}{rest}"

    def _page(self, url):
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def _send(self, step, given, number=1, **more):
        """Send the form for a firm's line: {request: text}."""
        fields = {f"give_{request.number}": text for request, text in given.items()}
        return self.url_open(
            self._url(),
            data={
                "csrf_token": Request.csrf_token(self),
                "space": "me",
                "step": step,
                "line": self._line(self.voted_on, number).id,
                **fields,
                **more,
            },
            allow_redirects=False,
        )

    def _ticks(self):
        table = SQL.identifier(f"club_ballot_tick_{self.voted_on.box_id.id}")
        return len(self.env.execute_query(SQL("SELECT 1 FROM %s", table)))

    def _good(self):
        return {self.alerts: "40", self.budgets: "30", self.charts: "30"}

    def test_deputy_votes_for_the_organisation_and_reads_the_words_once(self):
        self._sign_in(self.acme_team["deputy"])
        self.assertIn("You vote for <b>Acme</b>", self._page(self._url()))
        review = self._send("review", self._good())
        self.assertIn("you give", review.text)
        self.assertIn("The first ballot counts", review.text)
        self.assertEqual(self._ticks(), 0)
        cast = self._send("cast", self._good())
        self.assertEqual(cast.status_code, 200)
        self.assertEqual(cast.headers["Cache-Control"], "no-store")
        [words] = WORDS.findall(cast.text)
        self.assertRegex(words, r"^\S+ \S+$")
        self.assertEqual(self._ticks(), 1)
        for url in ("/my/votes", self._url(), "/my/roadmap", "/my"):
            self.assertNotIn(words, self._page(url))
        self.assertIn("is in the box, and counts", self._page(self._url()))

    def test_second_click_records_nothing_and_says_so(self):
        self._sign_in(self.acme_team["voter"])
        self._send("cast", self._good())
        again = self._send("cast", {self.drafts: "40"})
        self.assertIn(
            "Nothing was recorded. The ballot of Acme is in the box", again.text
        )
        self.assertFalse(WORDS.findall(again.text))
        self.assertEqual(self._ticks(), 1)

    def test_replaceable_ballot_gets_new_words(self):
        self.voted_on.box_id.sudo()._cancel("Other rules")
        self.voted_on = self._open(is_replaceable=True)
        self._sign_in(self.acme_team["voter"])
        [first] = WORDS.findall(self._send("cast", self._good()).text)
        self.assertIn("is replaced by this one", self._send("change", {}).text)
        [second] = WORDS.findall(self._send("cast", self._good()).text)
        self.assertNotEqual(first, second)
        self.assertEqual(self._ticks(), 1)

    def test_what_is_wrong_is_said_and_nothing_filled_in_is_lost(self):
        self._sign_in(self.acme_team["voter"])
        for text in ("many", "-5", "3,5", "99999999999999", "50", "<b>"):
            for step in ("review", "cast"):
                given = {**self._good(), self.drafts: text}
                answer = self._send(step, given)
                self.assertEqual(answer.status_code, 200)
                self.assertIn("Nothing was recorded", answer.text)
                self.assertRegex(answer.text, r'value="40"')
                self.assertNotIn("<b>&quot;", answer.text)
        self.assertEqual(self._ticks(), 0)

    def test_stale_form_is_shown_again_with_what_was_filled_in(self):
        self._sign_in(self.acme_team["voter"])
        answer = self._send("cast", self._good(), give_R9999="10")
        self.assertIn("This page is of another list", answer.text)
        self.assertRegex(answer.text, r'value="40"')
        # What is sent again is this list's.
        self.assertNotIn("give_R9999", answer.text)
        self.assertEqual(self._ticks(), 0)

    def test_form_of_a_vote_that_is_over_says_so(self):
        self._sign_in(self.acme_team["voter"])
        self.now = self.voted_on.closes_at
        answer = self._send("cast", self._good())
        self.assertIn("Nothing was recorded. The vote is over", answer.text)

    def test_line_of_another_member_does_not_exist(self):
        self._sign_in(self.acme_team["voter"])
        self.assertEqual(self._send("cast", self._good(), number=2).status_code, 404)
        self.assertEqual(self._ticks(), 0)

    def test_seat_holder_casts_nothing(self):
        self._sign_in(self.acme_team["seat"])
        answer = self._send("cast", self._good())
        self.assertIn("is cast by Acme voter", answer.text)
        self.assertEqual(self._ticks(), 0)

    def test_page_of_secrecy_is_the_boxs_own(self):
        self._sign_in(self.acme_team["voter"])
        page = self._page(self._url("/secrecy"))
        self.assertIn("known to who administers the database", page)
        # The promise is no promise unless voters can note it before the end.
        self.assertIn(self.voted_on.seed_hash, page)

    def test_competitor_learns_nothing_of_a_ballot(self):
        """Acme has voted: nobody else finds what, wherever they look."""
        words = self._give(
            self.voted_on, 1, {self.alerts: 40, self.budgets: 33, self.charts: 27}
        )
        self._sign_in(self.bolt_team["voter"])
        urls = ["/my", "/my/roadmap", "/my/votes", self._url(), self._url("/secrecy")]
        pages = "".join(map(self._page, urls))
        self.assertNotIn(words, pages)
        self.assertNotIn("Acme", pages)
        for number in range(2, 7):
            self._give(self.voted_on, number, {})
        self._close(self.voted_on)
        self.voted_on.action_publish()
        self.env.flush_all()
        page = self._page(self._url("/list"))
        # Published with all others, and linked to nobody.
        self.assertIn(words, page)
        self.assertNotIn("Acme", page)
        for kind in ("pb", "csv", "xlsx"):
            answer = self.url_open(self._url(f"/file/{kind}"))
            self.assertEqual(answer.status_code, 200)
            self.assertNotIn(b"Acme", answer.content)

    def test_no_role_reads_a_ballot_by_remote_call(self):
        self._give(
            self.voted_on, 1, {self.alerts: 40, self.budgets: 33, self.charts: 27}
        )
        for role in ("reader", "secretary", "admin", "portal"):
            env = self._as(role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                env["club.ballot.cast"].search([])
        for role in ("reader", "secretary", "admin"):
            voted_on = self._as(role, self.voted_on)
            readable = {
                name: field
                for name, field in voted_on._fields.items()
                if voted_on._has_field_access(field, "read")
            }
            self.assertNotIn("hidden_seed", readable)
            [row] = voted_on.read(list(readable))
            row.pop("id")  # may be 33 as well
            values = str(row)
            self.assertNotIn("'marks'", values)
            self.assertNotIn(": 33", values)
        for model in ("club.round", "club.round.line", "club.round.reminder"):
            with self.assertRaises(AccessError):
                self._as("portal")[model].search([])
