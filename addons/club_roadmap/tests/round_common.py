from datetime import datetime
from unittest.mock import patch

from odoo import Command
from odoo.addons.club_portal.models.club_space import Space

from .common import RoadmapCommon

OPENS = datetime(2026, 3, 15, 8)
NOW = datetime(2026, 3, 15, 10)
CLOSES = datetime(2026, 4, 5, 16)


class RoundCommon(RoadmapCommon):
    """Acme, Bolt and four more organisations, each with a delegate and a deputy, and
    four sponsored requests that everybody may vote on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type_organisation.vote_count = 1
        cls.firms = [(cls.acme, cls.acme_team), (cls.bolt, cls.bolt_team)]
        for number in range(3, 7):
            cls.firms.append(cls._company_with_team(f"Firm {number}"))
        cls.requests = cls.env["club.request"].union(
            *(
                cls._request(name, shown=False)
                for name in ("Alerts", "Budgets", "Charts", "Drafts")
            )
        )
        cls.requests._move("sponsored", by="commission")
        cls.alerts, cls.budgets, cls.charts, cls.drafts = cls.requests

    def setUp(self):
        super().setUp()
        self.now = NOW
        clock = patch.object(
            type(self.env["club.ballot.box"]), "_clock", lambda box: self.now
        )
        clock.start()
        self.addCleanup(clock.stop)

    @classmethod
    def _round(cls, requests=None, **vals):
        """A draft on these requests, by default all of them."""
        requests = cls.requests if requests is None else requests
        return cls.env["club.round"].create(
            {
                "name": "Round one",
                "company_id": cls.company.id,
                "opens_at": OPENS,
                "closes_at": CLOSES,
                "winner_count": 2,
                "line_ids": [
                    Command.create({"request_id": request.id}) for request in requests
                ],
                **vals,
            }
        )

    def _open(self, requests=None, **vals):
        voted_on = self._round(requests, **vals)
        voted_on.action_open()
        return voted_on

    def _line(self, voted_on, number):
        membership = self.firms[number - 1][0]
        return voted_on.roll_ids.filtered(lambda line: line.membership_id == membership)

    def _give(self, voted_on, number, content, role="voter"):
        """Firm ``number`` votes: {request: points}, or a list of requests."""
        if isinstance(content, dict):
            content = {request.number: given for request, given in content.items()}
        else:
            content = [request.number for request in content]
        person = self.firms[number - 1][1][role]
        return voted_on.box_id._cast(self._line(voted_on, number), person, content)

    def _close(self, voted_on):
        """Close as the scheduled job does, whose two transactions are one here."""
        box = voted_on.box_id.sudo()
        box._stop()
        self.env.cr.postcommit.clear()
        box._seal()
        box._count()

    def _published(self, contents, requests=None, **vals):
        """A published round in which firms 1, 2, … gave this."""
        voted_on = self._open(requests, **vals)
        for number, content in enumerate(contents, 1):
            self._give(voted_on, number, content)
        self._close(voted_on)
        voted_on.action_publish()
        return voted_on

    def _space(self, person):
        """The space of a contact who is signed in on the portal."""
        if not person.user_ids:
            self.env["res.users"].create(
                {
                    "name": person.name,
                    "login": person.email,
                    "partner_id": person.id,
                    "company_id": self.company.id,
                    "company_ids": [Command.set(self.company.ids)],
                    "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
                }
            )
        for membership, _team in self.firms:
            membership.section_id.portal_open_on = "2020-01-01"
        return Space(person.user_ids, person)

    def _state(self, voted_on, person):
        return [each["state"] for each in voted_on._ballots_of(self._space(person))]
