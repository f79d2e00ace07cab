"""A small club with a commission and a year: what the tests of meetings start from."""

from datetime import datetime

from odoo.addons.club_membership.tests.common import (  # noqa: F401 (re-exported)
    TODAY,
    ClubCommon,
    day,
    freeze_time,
    new_test_user,
)


def moment(text):
    """A time in UTC from ``2026-04-09 12:00``."""
    return datetime.fromisoformat(text)


class EventsCommon(ClubCommon):
    """A commission with two members, a company with three people, and meetings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].sudo().set_param("event.event_mail_async", "1")
        cls.programme = cls.env["club.programme"].create(
            {
                "name": "2026",
                "company_id": cls.company.id,
                "date_start": "2026-01-01",
                "date_end": "2026-12-31",
            }
        )
        cls.commission = cls.env["club.commission"].create(
            {"name": "Finance", "company_id": cls.company.id, "state": "open"}
        )

    @classmethod
    def _standing(cls, name, section=None, kind=None, **vals):
        """A member in good standing all through 2026."""
        membership = cls._member(name, section, kind, **vals)
        cls._period(membership, "2026-01-01", "2026-12-31")
        return membership

    @classmethod
    def _sits(cls, membership, partner=None, role="member", commission=None):
        """Somebody in the commission since the beginning of the year."""
        return (
            cls.env["club.commission.member"]
            .sudo()
            .create(
                {
                    "commission_id": (commission or cls.commission).id,
                    "partner_id": (partner or membership.partner_id).id,
                    "membership_id": membership.id,
                    "role": role,
                    "state": "active",
                    "date_from": "2026-01-01",
                }
            )
        )

    @classmethod
    def _meeting(cls, name="Meeting", audience="members", **vals):
        """A meeting on 9 April 2026 from 14 to 17 o'clock in Paris, announced."""
        return cls.env["event.event"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "programme_id": cls.programme.id,
                "audience": audience,
                "date_tz": "Europe/Paris",
                "date_begin": "2026-04-09 12:00:00",
                "date_end": "2026-04-09 15:00:00",
                "announced_on": "2026-03-01 08:00:00",
                "event_ticket_ids": [],
                **vals,
            }
        )

    @classmethod
    def _ticket(cls, event, name="Member", category="member", price=0.0, **vals):
        return cls.env["event.event.ticket"].create(
            {
                "name": name,
                "event_id": event.id,
                "club_category": category,
                "price": price,
                **vals,
            }
        )
