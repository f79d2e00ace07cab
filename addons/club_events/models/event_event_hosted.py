from odoo import api, models
from odoo.fields import Domain

from .event_event_hosts import LEADING


class EventEvent(models.Model):
    """Which meetings a space runs: their agenda, their minutes, their actions."""

    _inherit = "event.event"

    @api.model
    def _hosted_domain(self, space):
        """Of the associations of this space only; who helps a company on the telephone
        runs what its commissions let it, not what the person does for themselves."""
        here = Domain("company_id", "in", space.companies.ids)
        if space.personal:
            return super()._hosted_domain(space) & here
        led = space.seats.filtered(
            lambda row: row.role in LEADING and row._takes_part()
        )
        return Domain("commission_id", "in", led.commission_id.ids) & here

    def _hosted_by(self, space):
        """Whether this space runs the meeting."""
        self.ensure_one()
        # sudo: members hold no right on meetings; only a yes or no comes out.
        return bool(self.sudo().filtered_domain(self._hosted_domain(space)))
