"""Volunteers who sign in: what the tests of their pages start from."""

import re

from odoo import Command
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user
from odoo.tools import mute_logger

from .common import SupportCommon


class PagesCommon(SupportCommon, HttpCase):
    """Anna and Bea are members of Brittany with a login; Anna is a volunteer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna_user = cls._login("Anna")
        cls.bea_user = cls._login("Bea")
        cls.anna = cls._volunteer("Anna", partner=cls.anna_user.partner_id)
        cls.env.flush_all()

    @classmethod
    def _login(cls, name, section=None, until="2026-12-31"):
        """A member in good standing until that day, with a login."""
        membership = cls._member(name, section or cls.brittany)
        cls._period(membership, "2026-01-01", until)
        return new_test_user(
            cls.env,
            login=name.lower(),
            groups="base.group_portal",
            partner_id=membership.partner_id.id,
            name=name,
            email=f"{name.lower()}@example.org",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _space(self, user=None):
        user = user or self.anna_user
        return self.env["club.space"].with_user(user)._open()

    def _as(self, user):
        self.env.flush_all()
        self.authenticate(user.login, user.login)

    def _get(self, path):
        """Status and words of a page, in one line."""
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self.url_open(path)
        self.assertEqual(answer.status_code, 200, path)
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", answer.text)
        return re.sub(r"\s+", " ", text)

    def _post(self, path, **data):
        """Send a form; the words of the page that follows."""
        self.env.flush_all()
        data = {"csrf_token": Request.csrf_token(self), "space": "me", **data}
        answer = self.url_open(path, data=data, method="POST")
        self.env.invalidate_all()
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", answer.text)
        return re.sub(r"\s+", " ", text)
