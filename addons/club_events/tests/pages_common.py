"""People who sign in to their space: what the tests of pages of meetings start from."""

import re

from odoo import Command
from odoo.http import Request
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .common import EventsCommon, new_test_user


class EventsPages(EventsCommon, HttpCase):
    """Anna and Bea are members with a login; Anna sits in the commission."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna_user = cls._login("Anna")
        cls.bea_user = cls._login("Bea")
        cls.anna, cls.bea = cls.anna_user.partner_id, cls.bea_user.partner_id
        cls.seat = cls._sits(cls._membership_of(cls.anna))
        cls.env.flush_all()

    @classmethod
    def _membership_of(cls, partner):
        return cls.env["club.membership"].search([("partner_id", "=", partner.id)])

    @classmethod
    def _login(cls, name, section=None, since="2026-01-01", until="2026-12-31"):
        """A member in good standing from one day to another, with a login."""
        membership = cls._member(name, section)
        cls._period(membership, since, until)
        return cls._user_of(membership.partner_id)

    @classmethod
    def _user_of(cls, partner):
        """A login to the portal for this person: its password is the login."""
        login = partner.name.lower().replace(" ", "")
        return new_test_user(
            cls.env,
            login=login,
            groups="base.group_portal",
            partner_id=partner.id,
            name=partner.name,
            email=f"{login}@example.org",
            tz="Europe/Paris",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _space(self, user=None):
        user = user or self.anna_user
        return self.env["club.space"].with_user(user)._open()

    def _as(self, user):
        self.env.flush_all()
        self.authenticate(user.login, user.login)

    def _words(self, answer):
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", answer.text)
        return re.sub(r"\s+", " ", text)

    def _get(self, path, status=200):
        """Words of a page, in one line."""
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self.url_open(path)
        self.assertEqual(answer.status_code, status, path)
        return self._words(answer)

    def _post(self, path, **data):
        """Send a form; the words of the page that follows."""
        self.env.flush_all()
        data = {"csrf_token": Request.csrf_token(self), "space": "me", **data}
        answer = self.url_open(path, data=data, method="POST")
        self.env.invalidate_all()
        return self._words(answer)
