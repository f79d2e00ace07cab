from odoo import models
from odoo.fields import Domain

LEADING = ("chair", "vice_chair", "secretary")
DESK = "event.group_event_registration_desk"


class EventEvent(models.Model):
    """Who holds a meeting, and who runs it for the office."""

    _inherit = "event.event"

    def _hosts(self):
        """Who holds these meetings: whoever leads the commission, else the officers
        of the section (of the association, without one); and the trainers.

        :return: ``res.partner``, with full rights
        """
        # sudo: asked by rules for people who read neither offices nor commissions.
        events = self.sudo()
        hosts = events.trainer_ids
        if commissions := events.commission_id:
            rows = self.env["club.commission.member"].sudo()  # sudo: as above
            rows = rows.search_fetch(
                Domain("commission_id", "in", commissions.ids)
                & Domain("state", "=", "active")
                & Domain("role", "in", LEADING)
            )
            hosts |= rows.filtered(lambda row: row._takes_part()).partner_id
        for event in events.filtered(lambda e: e.company_id and not e.commission_id):
            hosts |= event._officers()
        return hosts

    def _officers(self):
        """Officers in charge today of the section that holds the meeting."""
        company = self.company_id
        section = self.section_id or company._club_root_section()
        offices = self.env["club.office"].with_context(tz=company._club_tz())
        return offices.search_fetch(
            Domain("section_id", "=", section.id)
            & Domain("role", "=", "officer")
            & Domain("is_current", "=", True)
        ).partner_id.with_env(self.env)

    def _is_host(self, partner):
        """Whether this person holds the meeting."""
        self.ensure_one()
        return bool(partner) and partner.id in self._hosts().ids

    def _is_run_by(self, user):
        """Whether this user registers people at the desk: events staff, and regional
        officers for the meetings of their own sections.

        :param user: a ``res.users``
        """
        self.ensure_one()
        if not user._is_internal():
            return False
        if user._is_superuser():
            return True
        event = self.with_user(user)
        if user.has_group(DESK):
            return event.has_access("read")
        return event.has_access("write")
