from odoo import fields, models

LEVELS = [
    ("announced", "Announced"),
    ("moved", "Moved"),
    ("cancelled", "Cancelled"),
    ("offer", "A place became free"),
    ("expired", "The offer ended"),
    ("payment", "Kept until it is paid"),
    ("unpaid", "Not paid in time"),
    ("minutes", "Minutes are published"),
    ("action", "An action is due"),
    ("invited", "Invited"),
]


class ClubEventNotice(models.Model):
    """One person is told one thing about one meeting, once.

    Rows are noted where things happen and become mails later; what is not true any
    more by then is not said.
    """

    _name = "club.event.notice"
    _description = "Mail about a Meeting"
    _log_access = False
    _order = "id"
    _rec_name = "level"

    event_id = fields.Many2one("event.event", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Person", index="btree_not_null", ondelete="cascade"
    )
    email = fields.Char(help="Of who is no contact.")
    level = fields.Selection(LEVELS, required=True)
    key = fields.Char(
        required=True, default="", help="What sets a second occasion apart."
    )
    date = fields.Date(required=True)
    state = fields.Selection(
        [("to_send", "To send"), ("sent", "Queued"), ("dropped", "Not needed")],
        required=True,
        default="to_send",
    )

    _once = models.UniqueIndex(
        "(event_id, COALESCE(partner_id, 0), COALESCE(email, ''), level, key)",
        "This person was told of it already.",
    )
    _waiting = models.Index("(company_id, id) WHERE state = 'to_send'")
