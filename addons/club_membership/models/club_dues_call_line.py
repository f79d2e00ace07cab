from odoo import fields, models


class ClubDuesCallLine(models.Model):
    """One member of a call: its work item, and what happened to it."""

    _name = "club.dues.call.line"
    _description = "Member of a Dues Call"
    _order = "state, id"

    call_id = fields.Many2one(
        "club.dues.call", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Member", ondelete="cascade", required=True, index=True
    )
    payer_id = fields.Many2one("res.partner", ondelete="cascade", required=True)
    section_id = fields.Many2one("club.section", ondelete="cascade", required=True)
    type_id = fields.Many2one("club.membership.type", ondelete="cascade", required=True)
    booking_mode = fields.Char()
    period_id = fields.Many2one(
        "club.membership.period",
        ondelete="set null",
        help="The period called: existing already (import), or made by the call.",
    )
    term_from = fields.Date()
    term_to = fields.Date()
    newcomer = fields.Boolean()
    charges = fields.Json(help="List of [kind, quantity, amount].")
    amount = fields.Monetary()
    headcount = fields.Integer()
    state = fields.Selection(
        [
            ("ready", "To call"),
            ("on_request", "Renews on request"),
            ("already", "Already called"),
            ("anomaly", "Anomaly"),
            ("failed", "Failed"),
            ("done", "Called"),
        ],
        required=True,
        index=True,
    )
    anomaly = fields.Selection(
        [
            ("no_address", "No e-mail and no postal address"),
            ("no_price", "The type has no price on that date"),
            ("no_headcount", "No headcount for a price by bracket"),
            ("no_bracket", "No bracket for this headcount"),
            ("no_amount", "No amount chosen"),
            ("below_minimum", "Amount below the minimum"),
            ("negative", "Negative amount"),
            ("no_account", "No income account"),
            ("payer_deceased", "The payer is deceased"),
        ]
    )
    message = fields.Char()

    _member_uniq = models.Constraint(
        "UNIQUE (call_id, membership_id)", "A member stands once in a call."
    )
    _work = models.Index(
        "(call_id, booking_mode, section_id, type_id, id) WHERE state = 'ready'"
    )

    def _compute_display_name(self):
        for line in self:
            line.display_name = line.partner_id.name
