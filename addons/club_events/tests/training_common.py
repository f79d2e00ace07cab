"""Courses, their sessions, and who attended."""

from .common import EventsCommon


class TrainingCommon(EventsCommon):
    """Advanced requires Basics."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Europe/Paris"
        cls.basics = cls._course("Basics", validity_months=12)
        cls.advanced = cls._course("Advanced", prerequisite_ids=cls.basics.ids)
        cls.member = cls._standing("Anna Member").partner_id

    @classmethod
    def _course(cls, name, **vals):
        return cls.env["club.training"].create(
            {"name": name, "company_id": cls.company.id, **vals}
        )

    @classmethod
    def _session(cls, course, **vals):
        return cls._meeting(
            course.name, training_id=course.id, club_kind="training", **vals
        )

    @classmethod
    def _held(cls, course, day="2026-03-10", **vals):
        """A session that was held."""
        return cls._session(
            course, date_begin=f"{day} 08:00:00", date_end=f"{day} 11:00:00", **vals
        )

    @classmethod
    def _join(cls, session, person=None, **vals):
        person = person or cls.member
        return (
            cls.env["event.registration"]
            .sudo()
            .create(
                {
                    "event_id": session.id,
                    "attendee_id": person.id,
                    "name": person.name,
                    "email": person.email,
                    "state": "open",
                    **vals,
                }
            )
        )

    @classmethod
    def _attended(cls, session, person=None):
        row = cls._join(session, person)
        row.action_set_done()
        return row

    @classmethod
    def _certificate(cls, course, date="2026-01-10", person=None, **vals):
        return cls.env["club.training.certificate"].create(
            {
                "training_id": course.id,
                "company_id": cls.company.id,
                "partner_id": (person or cls.member).id,
                "date": date,
                **vals,
            }
        )
