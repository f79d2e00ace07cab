from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# Pages look back one year, and some days for who is late.
KEPT = timedelta(days=400)
# What somebody has to do something about before it is theirs.
TO_ANSWER = ("offer", "payment")


class EventRegistration(models.Model):
    """Registrations as the member's space reaches them."""

    _inherit = "event.registration"

    @api.model
    def _of_space(self, space):
        """Registrations that stand and that this space handles: the person's own, and
        those of the organisations whose team they manage. Read once for a page.

        :param space: a ``Space``
        """
        return space.once("event_registrations", lambda: self._find_of_space(space))

    @api.model
    def _find_of_space(self, space):
        mine = Domain("membership_id", "in", space.manages.ids)
        if space.personal:
            mine |= Domain("attendee_id", "=", space.person.id)
        # sudo: members have no right on registrations; a space starts from its person.
        return self.sudo().search_fetch(
            mine
            & Domain("state", "!=", "cancel")
            & Domain("event_id.company_id", "in", [*space.companies.ids, False])
            & Domain("event_id.date_end", ">=", fields.Datetime.now() - KEPT),
            order="id",
        )

    @api.model
    def _to_answer(self, space):
        """Registrations of this space that wait for it: an offered place to accept, a
        kept one to pay."""
        now = fields.Datetime.now()
        return self._of_space(space).filtered(
            lambda r: (
                r.hold in TO_ANSWER
                and not r.event_id.cancelled_on
                and (not r.hold_until or r.hold_until > now)
            )
        )

    @api.model
    def _next_sentence(self, space):
        """The next meeting of the person, for the home page."""
        now = fields.Datetime.now()
        coming = self._of_space(space).event_id.filtered(
            lambda e: e.date_end >= now and not e.cancelled_on
        )
        if not coming:
            return self.env._("What is planned, and where you can take part.")
        event = coming.sorted("date_begin")[0]
        return self.env._(
            "Next: %(meeting)s, %(day)s.",
            meeting=event.name,
            day=event._day_text(event.date_begin),
        )
