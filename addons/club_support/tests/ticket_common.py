"""A member of Brittany, who is on duty there, and a national team."""

from odoo.tests import freeze_time

from .common import SupportCommon

# Tuesday of the first week of the rota, in the morning.
NOW = "2026-04-07 08:00:00"
frozen = freeze_time(NOW)


class TicketCommon(SupportCommon):
    """Anna leads and Bea backs up Brittany's first week; Carl leads Normandy's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"email": "club@club.example", "name": "The Club"})
        cls.company.partner_id.tz = "Europe/Paris"
        cls.company.resource_calendar_id = cls._calendar()
        cls.boss = cls._person("Nathalie National")
        cls.company.club_support_owner_id = cls.boss
        cls.anna = cls._volunteer("Anna", skills=cls.portal)
        cls.bea = cls._volunteer("Bea", skills=cls.portal | cls.finance)
        cls.carl = cls._volunteer(
            "Carl", cls.normandy, skills=cls.finance, helps_neighbours=True
        )
        cls.rota = cls._rota()
        cls.lead = cls._duty(cls.rota, cls.anna)
        cls.backup = cls._duty(cls.rota, cls.bea, role="backup")
        cls.near_rota = cls._rota(cls.normandy)
        cls.near = cls._duty(cls.near_rota, cls.carl)
        membership = cls._member("Mia Member", cls.brittany)
        cls._period(membership, "2026-01-01", "2026-12-31")
        cls.mia = membership.partner_id
        cls.money = cls._category("Money", cls.finance)
        cls.tickets = cls.env["club.ticket"]
        cls._create_users()

    @classmethod
    def _calendar(cls):
        """Nine to five, from Monday to Friday, in Paris."""
        days = [
            (
                0,
                0,
                {
                    "name": str(number),
                    "dayofweek": str(number),
                    "hour_from": 9,
                    "hour_to": 17,
                    "day_period": "morning",
                },
            )
            for number in range(5)
        ]
        return cls.env["resource.calendar"].create(
            {
                "name": "Nine to five",
                "tz": "Europe/Paris",
                "company_id": cls.company.id,
                "attendance_ids": [(5, 0, 0), *days],
            }
        )

    @classmethod
    def _category(cls, name, skill=None):
        return cls.env["club.ticket.category"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "skill_id": skill.id if skill else False,
            }
        )

    @classmethod
    def _asked(cls, person=None, **vals):
        """A question of Mia's, by default."""
        person = cls.mia if person is None else person
        values = {
            "name": "How do I close the year?",
            "body": "I find no button.",
            "partner_id": person.id,
            "company_id": cls.company.id,
            **vals,
        }
        return cls.tickets._ask(values, person)

    def _away(self, volunteer, first="2026-04-07", last="2026-04-07"):
        return self.env["club.volunteer.absence"].create(
            {"volunteer_id": volunteer.id, "date_from": first, "date_to": last}
        )

    @classmethod
    def _mails(cls, ticket=None):
        """E-mails in the queue, about this question."""
        domain = [("model", "=", "club.ticket")]
        if ticket:
            domain.append(("res_id", "=", ticket.id))
        return cls.env["mail.mail"].search(domain, order="id")

    def _told(self, happens):
        """E-mails that this made."""
        before = self._mails()
        happens()
        return self._mails() - before

    def _to(self, mails):
        return [mail.recipient_ids or mail.email_to for mail in mails]
