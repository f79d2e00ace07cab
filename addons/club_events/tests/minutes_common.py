"""A commission with a chair, a secretary and a member, and its past meeting."""

from odoo.addons.club_portal.models.club_space import Space

from ..models.event_registration_holds import CHECKED
from .common import EventsCommon


class MinutesCommon(EventsCommon):
    """Clara chairs and Sam is secretary of Finance; Max sits there; Nora does not.

    The meeting was held on 10 March 2026; Max was there, and so was Rita, who is a
    member but does not sit in the commission.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.company.partner_id.tz = "Europe/Paris"
        cls.members = {
            name: cls._standing(name)
            for name in ("Clara", "Sam", "Max", "Nora", "Rita")
        }
        cls.people = {
            name: membership.partner_id for name, membership in cls.members.items()
        }
        roles = {"Clara": "chair", "Sam": "secretary", "Max": "member"}
        cls.seats = {
            name: cls._sits(cls.members[name], role=role)
            for name, role in roles.items()
        }
        cls.meeting = cls._meeting(
            "Spring",
            "body",
            commission_id=cls.commission.id,
            date_begin="2026-03-10 13:00:00",
            date_end="2026-03-10 16:00:00",
        )
        for name in ("Max", "Rita"):
            cls._came(cls.meeting, name)

    @classmethod
    def _came(cls, event, name, state="done"):
        registration = (
            cls.env["event.registration"]
            .with_context(tracking_disable=True, club_event_checked=CHECKED)
            .create(
                {
                    "event_id": event.id,
                    "name": name,
                    "email": f"{name}@example.org",
                    "attendee_id": cls.people[name].id,
                    "membership_id": cls.members[name].id,
                }
            )
        )
        registration.state = state
        return registration

    def _space(self, name, mode="self"):
        """The space of this person, opened by somebody without any right."""
        self.env.flush_all()
        user = self.users["secretary" if mode == "staff" else "portal"]
        return Space(user, self.people[name].with_user(user), mode)

    @classmethod
    def _minutes(cls, event=None, author="Sam", **vals):
        return cls.env["club.minutes"].create(
            {
                "event_id": (event or cls.meeting).id,
                "author_id": cls.people[author].id,
                "body": "<p>We looked at the élan of invoices.</p>",
                **vals,
            }
        )

    def _published(self, minutes=None, **vals):
        minutes = minutes or self._minutes(**vals)
        minutes._submit(self.people["Sam"])
        minutes._approve(self.people["Clara"])
        minutes._publish(self.people["Clara"])
        return minutes

    def _readers_of(self, minutes):
        """Names of those who find these minutes in their space."""
        return {
            name
            for name in self.people
            if minutes._of_space(self._space(name), minutes.id)
        }

    @classmethod
    def _action(cls, minutes, name="Write to the vendor", owner="Max", **vals):
        return cls.env["club.minutes.action"].create(
            {
                "minutes_id": minutes.id,
                "name": name,
                "owner_id": cls.people[owner].id,
                "due_date": "2026-04-10",
                **vals,
            }
        )
