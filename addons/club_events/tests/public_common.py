"""Open meetings on the site of the association, and one that is not for everybody."""

import json

from odoo.http import Request
from odoo.tests import HttpCase
from odoo.tests.common import HOST

from .common import TODAY, EventsCommon, freeze_time

FAR = {
    "date_begin": "2099-04-09 12:00:00",
    "date_end": "2099-04-09 15:00:00",
    "event_mail_ids": [],
}


@freeze_time(TODAY)
class PublicCommon(EventsCommon, HttpCase):
    """A browser on the site, whose association is the one of the tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        public = cls.env.ref("base.public_user")
        public.company_ids |= cls.company
        public.company_id = cls.company
        cls.env["website"].search([]).company_id = cls.company

    @classmethod
    def _open_meeting(cls, name="Open day", **vals):
        """A meeting for everybody, published."""
        questions = cls.env["event.question"].create(
            [
                {
                    "title": title,
                    "question_type": kind,
                    "is_mandatory_answer": kind != "phone",
                }
                for title, kind in (
                    ("Name", "name"),
                    ("Email", "email"),
                    ("Phone", "phone"),
                )
            ]
        )
        event = cls._meeting(name, audience="open", **{**FAR, **vals})
        event.write(
            {"is_published": True, "question_ids": [(6, 0, questions.ids)]},
        )
        return event

    def _browser(self, login=None):
        """Start as this user, or as nobody in particular."""
        self.authenticate(login, login)
        self.opener.cookies.set("session_id", self.session.sid, domain=HOST)

    def _send_order(self, event, people, ticket=None, slot=None, **more):
        """Send core's form of attendees; ``people`` are dicts of name, email, phone."""
        kinds = {q.question_type: q.id for q in event.question_ids}
        form = {}
        for number, person in enumerate(people, 1):
            form[f"{number}-event_ticket_id"] = ticket.id if ticket else 0
            if slot:
                form[f"{number}-event_slot_id"] = slot.id
            for kind, text in person.items():
                form[f"{number}-{kind}-{kinds[kind]}"] = text
        form |= more
        return self._post(f"/event/{event.id}/registration/confirm", form)

    def _post(self, path, form, follow=True):
        form = {"csrf_token": self._csrf(), **form}
        return self.url_open(path, data=form, allow_redirects=follow)

    def _csrf(self):
        return Request.csrf_token(self)

    def _call(self, path, **params):
        answer = self.url_open(
            path,
            data=json.dumps({"jsonrpc": "2.0", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return answer.json()
