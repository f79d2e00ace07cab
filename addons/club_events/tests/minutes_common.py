"""A commission with a chair, a secretary and a member, and its past meeting."""

from odoo.addons.club_portal.models.club_space import Space

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
            .with_context(tracking_disable=True)
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
        self.env.flush_all()
        person = self.people[name]
        return Space(self.env.user, person.with_env(self.env(su=False)), mode)

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

    def _reads(self, name):
        """Whether this person finds the minutes of the meeting in their space."""
        found = self.env["club.minutes"]._of_space(self._space(name))
        return self.meeting.minutes_ids in found and bool(found)
