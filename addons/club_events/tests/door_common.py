"""A meeting today with people who are registered, and who stands at its door."""

from odoo import fields

from .common import EventsCommon
from .pages_common import EventsPages

NOW = "2026-04-09 12:10:00"  # ten past two in Paris


class DoorCommon(EventsCommon):
    """Anna is registered for a meeting on 9 April; Bea chairs the commission that
    holds it, Hugo was asked to stand at the door, Carl has nothing to do with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_people()
        cls._sits(cls._membership_of(cls.bea), role="chair")
        cls.event = cls._meeting(
            "Spring meeting",
            commission_id=cls.commission.id,
            door_partner_ids=[fields.Command.set(cls.hugo.ids)],
        )
        cls.row = cls._registered(cls.anna)

    @classmethod
    def _set_people(cls):
        for name in ("Anna", "Bea", "Hugo", "Carl"):
            setattr(cls, name.lower(), cls._standing(name).partner_id)

    @classmethod
    def _membership_of(cls, partner):
        return cls.env["club.membership"].search([("partner_id", "=", partner.id)])

    @classmethod
    def _registered(cls, person, event=None, **vals):
        """A confirmed registration of this person."""
        registrations = cls.env["event.registration"].sudo()
        return registrations.create(
            {
                "event_id": (event or cls.event).id,
                "attendee_id": person.id,
                "name": person.name,
                "email": person.email,
                "state": "open",
                **vals,
            }
        )


class DoorPagesCommon(DoorCommon, EventsPages):
    """The same people, with a login each."""

    @classmethod
    def _set_people(cls):
        # Anna and Bea have theirs already; Bea leads the commission, Anna sits in it.
        cls.hugo_user, cls.carl_user = cls._login("Hugo"), cls._login("Carl")
        cls.hugo, cls.carl = cls.hugo_user.partner_id, cls.carl_user.partner_id

    def _door(self, path="", event=None):
        return f"/my/meetings/{(event or self.event).id}/door{path}"
