from odoo import api, models
from odoo.fields import Domain


class EventEvent(models.Model):
    """Which meetings the member's space sees."""

    _inherit = "event.event"

    @api.model
    def _of_space(self, space):
        """Announced meetings whose audience this space belongs to, and those it is
        registered for.

        :param space: a ``Space``
        """
        audience = Domain("audience", "=", "open")
        if space.standing:
            audience |= Domain("audience", "=", "members") & Domain(
                "company_id", "in", space.standing.company_id.ids
            )
        active = space.seats.filtered(lambda row: row.state == "active")
        audience |= Domain("audience", "=", "body") & Domain(
            "commission_id", "in", active.commission_id.ids
        )
        mine = self.env["event.registration"]._of_space(space).event_id
        # sudo: members have no right on meetings of the club; a space starts from its
        # person.
        return self.sudo().search_fetch(
            Domain("announced_on", "!=", False)
            & Domain("company_id", "in", [*space.companies.ids, False])
            & (audience | Domain("id", "in", mine.ids))
        )
