from odoo.addons.club_membership.tests.common import TODAY
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged

from .test_request_pages import FORM, RequestSpaces


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestHttp(RequestSpaces, HttpCase):
    """The form without a line of JavaScript."""

    def setUp(self):
        super().setUp()
        self.authenticate("acme.voter", "acme.voter")

    def _send(self, **values):
        form = {
            **FORM,
            "membership_id": str(self.acme.id),
            "space": "me",
            "csrf_token": Request.csrf_token(self),
            **values,
        }
        return self.url_open("/my/requests/new", data=form, timeout=60)

    def _found(self):
        return self.env["club.request"].search([("name", "=", FORM["name"])])

    def test_similar_ones_are_shown_before_anything_is_published(self):
        other = self._request("Labels to print", membership=self.bolt)
        answer = self._send()
        self.assertIn("Is it one of these?", answer.text)
        self.assertIn(f"/my/requests/{other.id}", answer.text)
        # What was typed stands in the form again.
        self.assertIn(FORM["motivation"], answer.text)
        self.assertFalse(self._found())

    def test_what_was_seen_is_not_shown_twice(self):
        other = self._request("Labels to print", membership=self.bolt)
        self._send(seen=str(other.id))
        self.assertEqual(len(self._found()), 1)
        self.assertEqual(self._found().state, "open")

    def test_a_refusal_keeps_what_was_typed(self):
        answer = self._send(motivation=" ")
        self.assertIn("is empty: fill it in", answer.text)
        self.assertIn(FORM["wish"], answer.text)
        self.assertFalse(self._found())

    def test_what_came_by_mail_is_gone_once_it_is_published(self):
        mails = self.env["club.request.mail"]
        kept = mails._keep(
            {"subject": FORM["name"], "body": "<p>Ten a page</p>"},
            "acme.voter@example.org",
            self.company,
            "en_US",
        )
        sent = self.env["mail.mail"].search([], limit=1, order="id desc")
        link = sent.body_html.split(f"/mailed/{kept.id}/")[1].split('"')[0]
        page = self.url_open(f"/my/requests/mailed/{kept.id}/{link}", timeout=60)
        self.assertIn("Ten a page", page.text)
        self.assertFalse(self._found())
        self._send(mailed=f"{kept.id}-{link}", shown="")
        self.assertFalse(self._found().author_label)
        self.assertFalse(kept.exists())
