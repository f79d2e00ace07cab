from odoo import fields, models


class ClubNotice(models.Model):
    """What one payer was told about one call, at one level: unique and permanent."""

    _name = "club.notice"
    _description = "Notice of Dues"
    _inherit = ["portal.mixin"]
    _order = "id desc"
    _check_company_auto = True

    call_id = fields.Many2one(
        "club.dues.call", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    payer_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict"
    )
    level_id = fields.Many2one(
        "club.reminder.level", index=True, ondelete="restrict",
        help="Empty: the call itself.",
    )
    reference = fields.Char(
        readonly=True, help="Structured creditor reference (ISO 11649) of the payment."
    )
    channel = fields.Selection(
        [("email", "E-mail"), ("letter", "Letter")], required=True, index=True
    )
    state = fields.Selection(
        [
            ("to_send", "To send"),
            ("queued", "Queued"),
            ("sent", "Sent"),
            ("bounced", "Bounced"),
            ("to_print", "To print"),
            ("printed", "Printed"),
            ("dropped", "Not needed"),
        ],
        required=True, index=True,
    )
    mail_id = fields.Many2one("mail.mail", ondelete="set null", index="btree_not_null")
    date = fields.Date(required=True)
    access_token = fields.Char()

    _once = models.UniqueIndex(
        "(payer_id, call_id, COALESCE(level_id, 0))",
        "This payer was already told about this call at this level.",
    )
