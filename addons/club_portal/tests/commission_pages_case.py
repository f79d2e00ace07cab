from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user
from odoo.tools import mute_logger

from .rate_common import one_stretch


@freeze_time(TODAY)
class CommissionPagesCase(ClubCommon, HttpCase):
    """Members with a login, an open commission, and forms sent like a browser does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission = cls._commission("Training")
        cls.anna, cls.bob = cls._with_login("Anna"), cls._with_login("Bob")
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        one_stretch(self)

    @classmethod
    def _commission(cls, name, **vals):
        return cls.env["club.commission"].create(
            {"name": name, "company_id": cls.company.id, "state": "open", **vals}
        )

    @classmethod
    def _with_login(cls, name, until="2099-12-31"):
        """A membership whose holder signs in with their first name."""
        user = new_test_user(
            cls.env,
            login=name.lower(),
            name=f"{name} Member",
            groups="base.group_portal",
            email=f"{name.lower()}@example.org",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        return cls._current(name, user.partner_id, until)

    @classmethod
    def _current(cls, name, partner=None, until="2099-12-31", **vals):
        membership = cls._member(name, cls.brittany, partner=partner, **vals)
        cls._period(membership, "2024-01-01", until)
        return membership

    def _see(self, login, path=""):
        """The text of a page below the commission."""
        self.authenticate(login, login)
        return self._get(f"/my/commissions/{self.commission.id}{path}")

    def _get(self, path):
        self.env.flush_all()
        answer = self.url_open(path)
        self.assertEqual(answer.status_code, 200, path)
        self.env.invalidate_all()
        return " ".join(answer.text.split())

    def _send(self, login, path, **data):
        """Send a form of the commission; the page it leads to, or the status."""
        self.authenticate(login, login)
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self.url_open(
                f"/my/commissions/{self.commission.id}/{path}",
                data={**data, "csrf_token": Request.csrf_token(self)},
                method="POST",
            )
        self.env.invalidate_all()
        if answer.status_code != 200:
            return answer.status_code
        return " ".join(answer.text.split())

    def _row(self, membership, commission=None):
        return (commission or self.commission)._live_row(membership.partner_id)

    def _seat(self, membership, role="member"):
        row = self.env["club.commission.member"].create(
            {
                "commission_id": self.commission.id,
                "partner_id": membership.partner_id.id,
                "membership_id": membership.id,
            }
        )
        row._seat()
        return row._set_role(role) if role != "member" else row
