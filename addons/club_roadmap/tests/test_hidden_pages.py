from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import HttpCase, freeze_time, tagged

from .pain_common import PainCommon
from .round_common import RoundCommon

ROLES = ("voter", "deputy", "manager", "seat")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestHiddenPages(PainCommon, RoundCommon, HttpCase):
    """What Acme hides, looked for by each of Bolt's roles in the pages themselves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        voter = cls.acme_team["voter"]
        cls.hidden = cls._request("Hidden", shown=False)
        cls.planned = cls._request("Planned", shown=False)
        cls.planned._move("planned", by="office")
        cls.other = cls._request("Other", membership=cls.bolt)
        cls.other._support(voter, cls.acme, shown=False)
        comment = cls.env["club.request.comment"]._author_write(
            {"request_id": cls.other.id, "date": TODAY, "body": "Me too"},
            voter,
            cls.acme,
            False,
        )
        comment.state = "published"
        cls.pain = cls._pain(shown=False)
        told = cls._pain("Printing fails", membership=cls.bolt)
        cls._report(told, cls.acme, shown=False)
        cls.pains = cls.pain | told

    def _sign_in(self, person):
        self._space(person).user.password = person.email
        self.env.flush_all()
        self.authenticate(person.email, person.email)

    def _page(self, url):
        answer = self.url_open(url, allow_redirects=False)
        self.assertEqual(answer.status_code, 200, url)
        return answer.text

    def _check_untold(self, urls):
        """{url: words that its page holds}: none of them names Acme."""
        for role in ROLES:
            self._sign_in(self.bolt_team[role])
            for url, words in urls.items():
                with self.subTest(role=role, url=url):
                    page = self._page(url)
                    # It is the page itself, and no refusal.
                    self.assertIn(words, page)
                    self.assertNotIn("Acme", page)

    def test_requests_releases_and_pains_do_not_name_who_hides(self):
        self._check_untold(
            {
                "/my/requests": "Hidden",
                "/my/requests?search=acme": 'value="acme"',
                f"/my/requests/{self.hidden.id}": "Hidden",
                f"/my/requests/{self.other.id}": "Me too",
                "/my/releases": "Planned",
                "/my/pains": "Closing takes days",
                **{f"/my/pains/{pain.id}": pain.name for pain in self.pains},
            }
        )
        for name in ("Hidden", "Other", "Planned"):
            self.assertNotIn(name, self._page("/my/requests?search=acme"))

    def test_pages_name_acme_where_it_shows_itself(self):
        """What the others look for would be found if it were there."""
        shown = self._request("Seen")
        self._sign_in(self.bolt_team["voter"])
        self.assertIn("Acme", self._page(f"/my/requests/{shown.id}"))

    def test_votes_do_not_name_a_competitor_before_or_after_the_end(self):
        content = {self.alerts: 40, self.budgets: 33, self.charts: 27}
        voted_on = self._open()
        self._give(voted_on, 1, content)
        names = {
            "/my/votes": voted_on.name,
            f"/my/votes/{voted_on.id}": voted_on.name,
        }
        self._check_untold(names)
        for number in range(2, 7):
            self._give(voted_on, number, content)
        self._close(voted_on)
        voted_on.action_publish()
        self._check_untold(
            {
                "/my/votes": voted_on.name,
                f"/my/votes/{voted_on.id}/list": "Alerts",
            }
        )
