"""Meetings that were held, and who came: what figures are counted from."""

from .common import EventsCommon


class FiguresCommon(EventsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.acme = cls._standing("Acme", cls.brittany, cls.type_organisation)
        cls.hooli = cls._standing("Hooli", cls.provence, cls.type_organisation)
        cls.people = [cls._person(name) for name in ("Ada", "Bob", "Cleo")]

    @classmethod
    def _held(cls, day, **vals):
        return cls._meeting(
            f"Meeting of {day}",
            "open",
            date_begin=f"{day} 12:00:00",
            date_end=f"{day} 15:00:00",
            commission_id=cls.commission.id,
            announced_on="2024-01-01 08:00:00",
            **vals,
        )

    @classmethod
    def _acts_for(cls, person, membership):
        delegations = cls.env["club.delegation"]
        values = {
            "membership_id": membership.id,
            "partner_id": person.id,
            "role": "manager",
        }
        if not delegations.search([(k, "=", v) for k, v in values.items()]):
            delegations.create({**values, "date_from": "2020-01-01"})

    @classmethod
    def _came(cls, event, person, membership=None, state="done", **vals):
        partner = person if hasattr(person, "_name") else None
        if membership:
            cls._acts_for(partner, membership)
        return cls.env["event.registration"].create(
            {
                "event_id": event.id,
                "name": partner.name if partner else person,
                "email": partner.email if partner else f"{person}@example.org",
                "attendee_id": partner.id if partner else False,
                "membership_id": membership.id if membership else False,
                "organisation_id": membership.partner_id.id if membership else False,
                "state": state,
                **vals,
            }
        )
