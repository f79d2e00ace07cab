import re
from contextlib import contextmanager

from odoo.exceptions import UserError

from .common import ClubCommon

TOKEN = r"/club/invitation/(\d+)/([\w-]+)"


class TeamCommon(ClubCommon):
    """A member organisation with four seats and a team manager, and its colleagues."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.type_seats.write({"vote_count": 1, "delegate_count": 2, "prorata": "month"})
        cls.acme = cls._team_member("Acme", cls.rennes, seats=4)
        cls.rival = cls._team_member("Rival", cls.provence)
        cls.ada = cls._person("Ada Manager")
        cls.bob = cls._person("Bob Seat")
        cls.manager = cls._join(cls.acme, cls.ada, "manager")
        last = cls.env["mail.mail"].search([], order="id desc", limit=1)
        cls.mails_before = last.id or 0

    @classmethod
    def _team_member(cls, name, section=None, kind=None, **vals):
        """An organisation that is a member through 2026."""
        membership = cls._member(name, section, kind or cls.type_seats, **vals)
        cls._period(membership, "2026-01-01", "2026-12-31")
        return membership

    @classmethod
    def _join(cls, membership, person, role="seat", date_from="2026-01-01", **vals):
        return cls.env["club.delegation"].create(
            {
                "membership_id": membership.id,
                "partner_id": person.id,
                "role": role,
                "date_from": date_from,
                **vals,
            }
        )

    @contextmanager
    def _refused(self, said, error=UserError):
        """What is refused with a sentence, and leaves nothing behind."""
        with self.assertRaises(error) as refusal:
            yield
        self.assertRegex(str(refusal.exception), said)

    def _mails(self):
        return self.env["mail.mail"].search(
            [("id", ">", self.mails_before)], order="id"
        )

    def _last_link(self):
        """(id, token) of the link in the last mail."""
        body = self._mails()[-1].body_html
        found = re.search(TOKEN, body)
        return int(found[1]), found[2]

    def _seats(self, membership, kind="seat"):
        return self.env["club.seat"].search(
            [("membership_id", "=", membership.id), ("kind", "=", kind)]
        )
