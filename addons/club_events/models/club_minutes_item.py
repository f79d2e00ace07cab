from odoo import fields, models


class ClubMinutesDecision(models.Model):
    """One decision, numbered within its minutes."""

    _name = "club.minutes.decision"
    _description = "Decision"
    _order = "minutes_id, sequence, id"

    minutes_id = fields.Many2one(
        "club.minutes", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="minutes_id.company_id", store=True, index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Text(string="Decision", required=True)
    track_id = fields.Many2one(
        "event.track", string="Item of the agenda", ondelete="set null"
    )


class ClubMinutesAction(models.Model):
    """Something somebody does until a day: followed until it is done."""

    _name = "club.minutes.action"
    _description = "Action"
    _inherit = ["mail.thread"]
    _order = "state, due_date, id"

    minutes_id = fields.Many2one(
        "club.minutes", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="minutes_id.company_id", store=True, index=True
    )
    commission_id = fields.Many2one(related="minutes_id.commission_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What", required=True)
    owner_id = fields.Many2one(
        "res.partner",
        string="Who",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    due_date = fields.Date(string="Until", required=True, index=True)
    state = fields.Selection(
        [("open", "To do"), ("done", "Done"), ("dropped", "Given up")],
        required=True,
        default="open",
        index=True,
        tracking=True,
    )
    done_on = fields.Date(readonly=True, copy=False)
    outcome = fields.Char(help="What came of it, or why it was given up.")

    _done_dated = models.Constraint(
        "CHECK (state <> 'done' OR done_on IS NOT NULL)",
        "An action that is done has its day.",
    )
