from contextlib import contextmanager

from odoo.exceptions import UserError

from .common import ClubCommon, day


class HoursCommon(ClubCommon):
    """A volunteer of Rennes and one of Provence, and lines of their log."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._member("Anna", cls.rennes).partner_id
        cls.paul = cls._member("Paul", cls.provence).partner_id
        cls.log = cls.env["club.hours"]
        cls.meeting = cls.env.ref("club_membership.hours_activity_meeting")

    def _said(self, origin="club.duty,1", person=None, **vals):
        """What an addon says of a duty of two hours."""
        return {
            "company_id": self.company.id,
            "partner_id": (person or self.anna).id,
            "date": "2026-03-02",
            "hours": 2,
            "activity": "duty",
            "origin": origin,
            **vals,
        }

    def _line(self, *args, **kwargs):
        """One proposed line."""
        return self.log._log([self._said(*args, **kwargs)])

    def _confirmed(self, *args, **kwargs):
        line = self._line(*args, **kwargs)
        line._confirm()
        return line

    def _declare(self, date="2026-03-10", person=None, **vals):
        return self.log._declare(
            person or self.anna,
            self.company,
            {
                "date": day(date),
                "hours": 1.5,
                "activity_id": self.meeting.id,
                "token": "form-1",
                **vals,
            },
        )

    @contextmanager
    def _refused(self, said, error=UserError):
        with self.assertRaises(error) as refusal:
            yield
        self.assertRegex(str(refusal.exception), said)
