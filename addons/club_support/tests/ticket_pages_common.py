"""Spaces of who asks and who answers, on top of the people of ``ticket_common``."""

from contextlib import contextmanager
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, new_test_user

from .ticket_common import NOW, TicketCommon


class TicketPagesCommon(TicketCommon):
    """Mia asks; Anna and Bea of Brittany and Carl of Normandy answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brittany.portal_open_on = "2024-01-01"
        for person in (
            cls.mia,
            cls.anna.partner_id,
            cls.bea.partner_id,
            cls.carl.partner_id,
        ):
            cls._login(person)

    @classmethod
    def _login(cls, person):
        return new_test_user(
            cls.env,
            login=person.name.lower().replace(" ", "."),
            name=person.name,
            email=person.email,
            groups="base.group_portal",
            partner_id=person.id,
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def _space(self, person, acting_for=None):
        if person._name == "club.volunteer":
            person = person.partner_id
        return self.env["club.space"].with_user(person.user_ids)._open(acting_for)

    def _of(self, person):
        """The model of questions as this person's page calls it."""
        if person._name == "club.volunteer":
            person = person.partner_id
        return self.tickets.with_user(person.user_ids)

    @contextmanager
    def _later(self, minutes):
        """So many minutes after the frozen moment."""
        then = fields.Datetime.to_datetime(NOW) + timedelta(minutes=minutes)
        with freeze_time(then):
            yield

    @contextmanager
    def _counted(self):
        """Number of queries inside, as the only item of a list."""
        self._forget_nothing()
        count, before = [], self.env.cr.sql_log_count
        yield count
        self.env.flush_all()
        count.append(self.env.cr.sql_log_count - before)
