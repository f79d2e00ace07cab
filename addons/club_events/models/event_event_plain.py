from odoo import models
from odoo.tools import format_amount


class EventEvent(models.Model):
    """What pages ask of prices, as long as a meeting has nothing but tickets."""

    _inherit = "event.event"

    def _tickets_for(self, partner, membership=None, guest=None):
        return self.sudo().event_ticket_ids  # sudo: shown to who sees the meeting

    def _withdrawal_sentence(self):
        return ""


class EventTicket(models.Model):
    _inherit = "event.event.ticket"

    def _price_text(self):
        company = self.event_id.company_id or self.env.company
        return format_amount(self.env, self.price, company.currency_id)
