"""People of a club before a meeting: members, a company's team, strangers."""

from contextlib import contextmanager

from odoo import Command
from odoo.exceptions import UserError

from .common import EventsCommon, new_test_user


class RegisterCommon(EventsCommon):
    """Alice is a member; Acme sends Carol (its manager), Dan and Eve; Zoe is nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.alice = cls._standing("Alice")
        cls.acme = cls._standing("Acme", kind=cls.type_organisation)
        cls.carol, cls.dan, cls.eve = (
            cls._person(name) for name in ("Carol", "Dan", "Eve")
        )
        for person, role in ((cls.carol, "manager"), (cls.dan, "seat")):
            cls._acts(cls.acme, person, role)
        cls._acts(cls.acme, cls.eve, "voter")
        cls.zoe = cls._person("Zoe")

    @classmethod
    def _acts(cls, membership, person, role="seat", **vals):
        return cls.env["club.delegation"].create(
            {
                "membership_id": membership.id,
                "partner_id": person.id,
                "role": role,
                "date_from": "2026-01-01",
                **vals,
            }
        )

    @classmethod
    def _login(cls, person):
        """A portal user of this person, made once."""
        if not person.user_ids:
            new_test_user(
                cls.env,
                login=f"portal_{person.id}",
                groups="base.group_portal",
                name=person.name,
                email=person.email,
                partner_id=person.id,
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
        return person.user_ids

    @classmethod
    def _door(cls, event, person, *people, **kw):
        """``person``, logged in, registers these people (themselves by default)."""
        entries = [
            each if isinstance(each, dict) else {"partner": each}
            for each in people or (person,)
        ]
        here = event.with_user(cls._login(person))
        booking = here._register_people(entries, person, **kw)
        return booking.registration_ids.sorted("id")

    @contextmanager
    def _refuses(self, sentence):
        """Nothing is left of what is refused, as in a page or a remote call."""
        with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
            yield

    @classmethod
    def _members(cls, count, prefix="Member"):
        """So many people who are members in good standing."""
        people = [cls._standing(f"{prefix} {number}") for number in range(count)]
        return cls.env["res.partner"].union(*(m.partner_id for m in people))
