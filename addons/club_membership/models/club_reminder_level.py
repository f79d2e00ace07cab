from odoo import fields, models


class ClubReminderLevel(models.Model):
    """A reminder sent some days before or after the due date, unless paid."""

    _name = "club.reminder.level"
    _description = "Reminder Level"
    _order = "days, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    days = fields.Integer(
        string="Days after the due date", required=True,
        help="Negative: days before.",
    )
    template_id = fields.Many2one(
        "mail.template", required=True, ondelete="restrict",
        domain="[('model', '=', 'club.notice')]",
    )

    _days_uniq = models.Constraint(
        "UNIQUE (company_id, days)", "One reminder level per number of days."
    )
