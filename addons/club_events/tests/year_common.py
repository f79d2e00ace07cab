"""A year to plan: what the tests of programmes share."""

from datetime import date

from .common import freeze_time
from .mail_common import EventMailCommon

NEW_YEAR = "2025-12-01"


@freeze_time(NEW_YEAR)
class YearCommon(EventMailCommon):
    """The year 2026 of a French club, planned in December before it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event.unlink()

    @classmethod
    def _cycle(cls, name="Finance", commission=None, **vals):
        body = cls.commission if commission is None else commission
        return cls.env["club.meeting.cycle"].create(
            {
                "name": name,
                "programme_id": cls.programme.id,
                "commission_id": body.id,
                "audience": "body" if body else "members",
                "tz": "Europe/Paris",
                **vals,
            }
        )

    @classmethod
    def _body(cls, name, *memberships):
        body = cls.env["club.commission"].create(
            {"name": name, "company_id": cls.company.id, "state": "open"}
        )
        for membership in memberships:
            cls._sits(membership, commission=body)
        return body

    def _dates(self, cycle):
        return [
            event._local_days()[0]
            for event in cycle.event_ids.sorted("cycle_number")
            if not event.cancelled_on
        ]

    def assertKept(self, found, texts):
        """Each of these texts stands in one of the sentences found."""
        for text in texts:
            self.assertTrue(any(text in each for each in found), (text, found))


def day(text):
    return date.fromisoformat(text)
