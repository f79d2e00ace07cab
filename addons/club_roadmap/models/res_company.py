from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    club_request_threshold = fields.Integer(
        string="Supporters before a commission examines a request",
        default=5,
        help="From so many members on, the chairs of commissions are asked to sponsor "
        "the request or to say why not.",
    )

    club_comments_at_once = fields.Boolean(
        string="Publish comments at once",
        help="Otherwise the office reads a comment on a request before members do.",
    )

    _club_request_threshold_positive = models.Constraint(
        "CHECK (club_request_threshold > 0)",
        "A request needs one supporter at least: give a number above zero.",
    )
