"""One link clicked twice at the same instant, and one mailbox asked for at once."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server.crash import stop_jobs

CLICKS = 6


class Visitor:
    """A browser without JavaScript, with its own session."""

    def __init__(self, url):
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def read(self, path, data=None):
        """(status, page) of a page or of a form sent."""
        body = urllib.parse.urlencode(data).encode() if data else None
        try:
            with self.opener.open(self.url + path, body, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def form(self, path):
        """The secret of the form on this page."""
        page = self.read(path)[1]
        return re.search(r'name="csrf_token"\s+value="([^"]+)"', page)[1]


@pytest.fixture(scope="module")
def member(open_env, database):
    """A member with a login: its user's id."""
    with open_env(database) as env:
        stop_jobs(env)
        partner = env["res.partner"].create(
            {"name": "Rita Racer", "email": "rita@race.example"}
        )
        company = env.company
        kind = env["club.membership.type"].create(
            {"name": "Racer", "company_id": company.id, "is_free": True}
        )
        membership = env["club.membership"].create(
            {
                "partner_id": partner.id,
                "type_id": kind.id,
                "section_id": company._club_root_section().id,
            }
        )
        return env["club.portal.access"]._give({partner: membership}).user_id.id


def at_once(server, path, data):
    """Send the same form from so many browsers at the same instant; their answers."""
    visitors = [Visitor(server.url) for _click in range(CLICKS)]
    secrets = [visitor.form(path) for visitor in visitors]
    with ThreadPoolExecutor(CLICKS) as pool:
        return list(
            pool.map(
                lambda pair: pair[0].read(path, {**data, "csrf_token": pair[1]}),
                zip(visitors, secrets, strict=True),
            )
        )


def test_a_link_clicked_at_once_signs_in_once(server, database, open_env, member):
    with open_env(database) as env:
        user = env["res.users"].browse(member)
        url = env["club.signin.link"]._make(user)[user]
    path = "/club/" + url.partition("/club/")[2]
    answers = at_once(server, path, {"go": "1"})
    assert sorted(status for status, _page in answers) == [200] + [410] * (CLICKS - 1)
    signed_in = next(page for status, page in answers if status == 200)
    assert "Rita Racer" in signed_in


def test_a_mailbox_asked_for_at_once_is_written_to_four_times(
    server, database, sql, member
):
    answers = at_once(server, "/club/signin", {"asked": "rita@race.example"})
    assert {status for status, _page in answers} == {200}
    # Four in each stretch of time: the clock may begin another one in between.
    tries = sql("SELECT count(*) FROM club_rate WHERE kind = 'signin' GROUP BY stretch")
    assert max(tries) == (4,)
    assert sql("SELECT count(*) FROM club_signin_request") == [(sum(map(sum, tries)),)]
