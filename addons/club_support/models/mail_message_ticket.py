from odoo import api, models
from odoo.fields import Domain

OURS = "club.ticket"


class MailMessage(models.Model):
    """Words of questions are for who may open the question in the back office.

    Odoo also lets authors and recipients read and change a message, and add to a
    thread of any model, whatever their rights on the record; here it does not. A note
    is not for who asked, whatever else they are.
    """

    _inherit = "mail.message"

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **kwargs):
        if not (self.env.is_superuser() or kwargs.get("bypass_access")):
            domain = Domain(domain) & self._club_visible()
        return super()._search(domain, offset, limit, order, **kwargs)

    @api.model
    def _club_visible(self):
        others = Domain("model", "!=", OURS)
        tickets = self.env[OURS]
        if not tickets.has_access("read"):
            return others
        mine = self.env.user.partner_id.id
        asked = tickets.sudo()._search([("partner_id", "=", mine)])
        notes = Domain("is_internal", "=", True) | Domain("subtype_id", "=", False)
        return others | Domain("model", "=", OURS) & Domain(
            "res_id", "in", tickets._search([])
        ) & ~(Domain("res_id", "in", asked) & notes)

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        # sudo: read to find out whose they are.
        ours = self.sudo().filtered(lambda message: message.model == OURS)
        return forbidden | (ours.sudo(False) - ours.sudo(False)._club_open(operation))

    def _club_open(self, operation):
        """Those of these messages of questions that the user may have."""
        right = "read" if operation == "read" else "write"
        tickets = self.env[OURS]
        if not tickets.has_access(right):
            return self.browse()
        # sudo: as above
        by_ticket = self.sudo().grouped("res_id")
        found = tickets.browse(by_ticket).exists()._filtered_access(right)
        mine = self.env.user.partner_id
        allowed = self.browse()
        for ticket in found:
            of_it = by_ticket[ticket.id]
            if ticket.sudo().partner_id == mine:  # sudo: as above
                of_it = of_it.filtered(lambda m: m.subtype_id and not m.is_internal)
            allowed |= of_it.sudo(False)
        return allowed
