from odoo import fields, models
from odoo.tools import format_datetime


class EventEvent(models.Model):
    """When one may register for a meeting."""

    _inherit = "event.event"

    def _is_shown(self):
        """Whether its audience sees the meeting: announced, or on the website."""
        self.ensure_one()
        return bool(self.announced_on or self.is_published)

    def _is_off(self):
        self.ensure_one()
        return bool(self.cancelled_on) or self.kanban_state == "cancel"

    def _why_closed(self, by_staff=False, ticket=None, slot=None):
        """Why nobody can register at the moment, whoever they are.

        Staff prepare a meeting before its announcement, and write down afterwards who
        came; of a cancelled one nobody does.

        :param ticket: an ``event.event.ticket`` they would come with
        :param slot: the ``event.slot`` they would come to
        :return: a sentence, or False
        """
        self.ensure_one()
        if self._is_off():
            return self.env._("%s is cancelled.", self.name)
        if by_staff:
            return False
        if not self._is_shown():
            return self.env._(
                "%s is not announced yet: one registers once it is.", self.name
            )
        end = slot.end_datetime if slot else self.date_end
        if end <= fields.Datetime.now():
            return self.env._("%s is over.", self.name)
        return self._why_not_on_sale(ticket)

    def _why_not_on_sale(self, ticket):
        if ticket and not ticket.is_launched:
            return self.env._(
                "One registers for %(meeting)s with “%(ticket)s” from %(date)s on.",
                meeting=self.name,
                ticket=ticket.name,
                date=self._moment(ticket.start_sale_datetime),
            )
        if ticket and ticket.is_expired:
            return self.env._(
                "Registration for %(meeting)s with “%(ticket)s” ended on %(date)s.",
                meeting=self.name,
                ticket=ticket.name,
                date=self._moment(ticket.end_sale_datetime),
            )
        if not ticket and not self.event_registrations_started:
            return self.env._(
                "One registers for %(meeting)s from %(date)s on.",
                meeting=self.name,
                date=self._moment(self.start_sale_datetime),
            )
        return False

    def _moment(self, moment):
        """A date and time as it is where the meeting is held."""
        return format_datetime(self.env, moment, tz=self.date_tz, dt_format="medium")

    def _begins(self, slot=None):
        """When it begins (UTC): the meeting, or one of its slots."""
        self.ensure_one()
        return (slot and slot.start_datetime) or self.date_begin
