from odoo import api, models


class MailThread(models.AbstractModel):
    """Where an e-mail to support goes: the only place that sees all its headers."""

    _inherit = "mail.thread"

    @api.model
    @api.private
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        """Odoo's routes, those to questions looked at again.

        :param message: the e-mail with its headers
        :param message_dict: the parsed e-mail
        :return: list of routes, as Odoo's own
        """
        routes = super().message_route(
            message, message_dict, model, thread_id, custom_values
        )
        if not any(route[0] == "club.ticket" for route in routes or ()):
            return routes
        return self.env["club.ticket"]._checked_routes(message, message_dict, routes)
