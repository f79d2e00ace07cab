from odoo import api, models
from odoo.fields import Domain

OURS = "club."


class MailMessage(models.Model):
    """Portal users read and write no message of our threads but through our pages.

    Core lets them read any message they wrote or received, rewrite their own ones, and
    add one to any thread whatever with a parent that names them as its recipient.
    """

    _inherit = "mail.message"

    @api.model
    def _get_search_domain_share(self):
        return super()._get_search_domain_share() & (
            Domain("model", "=", False) | Domain("model", "not =like", f"{OURS}%")
        )

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        if self.env.user._is_internal():
            return forbidden
        # sudo: where the message stands, to know whether it may be reached.
        rest = (self - forbidden).sudo()
        closed = rest.filtered(
            lambda message: (
                (message.model or "").startswith(OURS)
                or (operation == "create" and message._strays_from_parent())
            )
        )
        return forbidden | closed.sudo(self.env.su)

    def _strays_from_parent(self):
        """Whether this message answers one of another thread."""
        parent = self.parent_id
        return bool(parent) and (self.model, self.res_id) != (
            parent.model,
            parent.res_id,
        )
