"""What members ask, and what becomes of it."""

from odoo.tools import mute_logger

from .world import ALIAS

OPEN = ("new", "open", "waiting")
GATEWAY = (
    "odoo.addons.mail.models.mail_thread",
    "odoo.addons.club_support.models.club_ticket_gateway",
)
HEAD = """\
Message-Id: <year.{number}@outside.example>
From: {sender}
To: {alias}
Subject: Question {number}
Content-Type: text/plain; charset=utf-8

{body}
"""


class Questions:
    """Members ask; owners answer early, late or never. Drawn by lot.

    Each text carries a mark (``Q``: asked, ``A``: answered, ``N``: noted), by which
    the mails that bring it are recognised.
    """

    def __init__(self, world, ledger, rng, later):
        self.world, self.ledger, self.rng, self.later = world, ledger, rng, later
        self.env = world.env
        self.tickets = self.env["club.ticket"]
        self.count, self.answered, self.known = 0, set(), set()
        self.marks = {}

    def ask(self):
        """One more question.

        :return: club.ticket
        """
        self.count += 1
        ticket = self._ask()
        self.marks[ticket.id] = self.count
        return ticket

    def _ask(self):
        rng = self.rng
        section = self.world.sections.browse(rng.choice(self.world.sections.ids))
        person = rng.choice(list(self.world.members[section]))
        body = f"I find no button. Q-{self.count}-"
        channel = rng.choice(("portal", "portal", "portal", "email", "email", "phone"))
        self.ledger.counts[f"asked by {channel}"] += 1
        if channel == "email" and person.email:
            return self._mail(person, body)
        values = {
            "body": body,
            "partner_id": person.id,
            "company_id": self.world.company.id,
            "category_id": rng.choice((*self.world.categories.ids, False)),
            "channel": "portal" if channel == "email" else channel,
        }
        author = person if channel != "phone" else self._who_telephones(person)
        return self.tickets._ask(values, author)

    def _who_telephones(self, person):
        """A volunteer on the telephone, who writes it down for the member."""
        others = self.world.volunteers.filtered(
            lambda v: v.partner_id != person and v._serves_on(self._today())
        )
        return others.browse(self.rng.choice(others.ids)).partner_id

    def _today(self):
        return self.world.company._club_today()

    def _mail(self, person, body):
        head = HEAD.format(
            number=self.count, sender=person.email_formatted, alias=ALIAS, body=body
        )
        last = self.tickets.search([], limit=1)
        with mute_logger(*GATEWAY):
            self.env["mail.thread"].message_process(None, head)
        return self.tickets.search([("id", ">", last.id or 0)])

    def watch(self):
        """Let each owner who has something to answer decide when they will."""
        waiting = self.tickets.search(
            [("state", "in", OPEN), ("deadline", "!=", False)]
        )
        for ticket in waiting:
            key = (ticket.id, ticket.owner_id.id, ticket.asked_at)
            if key in self.known:
                continue
            self.known.add(key)
            drawn = self.rng.random()
            if ticket.owner_id == self.world.boss:
                self.later(self.rng.uniform(1, 60), self._answer, ticket, key)
            elif drawn < 0.72:
                self.later(self.rng.uniform(0.3, 8), self._answer, ticket, key)
            elif drawn < 0.86:
                self.later(self.rng.uniform(8, 60), self._answer, ticket, key)

    def _may_act(self, ticket):
        """Whether the owner is there to do something now."""
        return ticket.owner_id == self.world.boss or not ticket.volunteer_id._is_away(
            self._today()
        )

    def _answer(self, ticket, key):
        if (ticket.id, ticket.owner_id.id, ticket.asked_at) != key:
            return
        if ticket.state not in OPEN or not ticket.deadline or not self._may_act(ticket):
            return
        author, drawn = ticket.owner_id, self.rng.random()
        if self.rng.random() < 0.12:
            ticket._note(author, f"Asks often. N-{self.marks[ticket.id]}-")
        if drawn < 0.07 and author != self.world.boss:
            ticket._pass_on("I do not know.", author)
            self.ledger.counts["passed on by hand"] += 1
            return
        waits = 0.6 < drawn < 0.85
        ticket._reply(author, f"Look left. A-{self.marks[ticket.id]}-", waits=waits)
        self.answered.add(ticket.id)
        if waits:
            self.later(self.rng.uniform(4, 120), self._say_more, ticket)
        elif drawn < 0.6:
            self._solve(ticket)
        else:
            self.later(self.rng.uniform(1, 60), self._solve, ticket)

    def _say_more(self, ticket):
        """What the member does about an answer that asks something."""
        if ticket.state != "waiting":
            return
        drawn = self.rng.random()
        if drawn < 0.6:
            ticket._reply(ticket.partner_id, f"Done that. Q-{self.marks[ticket.id]}-")
        elif drawn < 0.85:
            self._solve(ticket, ticket.partner_id)
        else:
            self.later(150, self._solve, ticket)

    def _solve(self, ticket, author=None):
        if ticket.state not in OPEN:
            return
        if not author and not self._may_act(ticket):
            self.later(24, self._solve, ticket)
            return
        minutes = None if author else self.rng.choice((None, None, 5, 30, 60, 0))
        owner = ticket.owner_id
        ticket._solve(author or owner, minutes)
        if owner != self.world.boss and (not author or ticket.id in self.answered):
            self.ledger.solve(owner.id, minutes)
        self.answered.add(ticket.id)
        self.ledger.counts["solved"] += 1
        drawn = self.rng.random()
        if drawn < 0.1:
            self.later(self.rng.uniform(2, 24 * 20), self._come_back, ticket)
        elif drawn < 0.4:
            self.later(self.rng.uniform(1, 60), self._rate, ticket)

    def _come_back(self, ticket):
        """It was not solved after all."""
        if ticket.state in OPEN:
            return
        ticket._reopen(ticket.partner_id, f"Not yet. Q-{self.marks[ticket.id]}-")
        self.ledger.counts["reopened"] += 1

    def _rate(self, ticket):
        if ticket.state not in OPEN and not ticket.rating:
            ticket._rate(ticket.partner_id, self.rng.randint(1, 5))
