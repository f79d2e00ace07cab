from odoo import api, fields, models


class ClubSettings(models.TransientModel):
    """How requests are examined and discussed."""

    _inherit = "club.settings"

    club_request_threshold = fields.Integer(
        string="Supporters before a commission examines a request"
    )
    club_comments_at_once = fields.Boolean(
        string="Publish comments at once",
        help="Otherwise the office reads a comment on a request before members do.",
    )
    club_request_alias = fields.Char(
        string="E-mail address for requests",
        help="What stands before the @. A request that arrives there is published by "
        "its sender alone, once signed in.",
    )

    @api.model
    def _settings(self):
        return (
            *super()._settings(),
            "club_request_threshold",
            "club_comments_at_once",
            "club_request_alias",
        )
