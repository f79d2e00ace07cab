from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY


class IrWebsocket(models.AbstractModel):
    """A page that is left while another page of the same person says "I am here".

    Odoo notes "offline", loses to the other page and calls that an error in its log.
    """

    _inherit = "ir.websocket"

    def _on_websocket_closed(self, cookies):
        try:
            result = super()._on_websocket_closed(cookies)
            self.env.flush_all()
            return result
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # They are here, on the other page.
            return self.env.cr.rollback()
