from odoo import fields, models


class ClubPaymentOut(models.Model):
    """Money that leaves: asked for by one person, approved by another."""

    _name = "club.payment.out"
    _description = "Payment Out"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        help="Whose money it is.",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Paid to", required=True, index=True, ondelete="restrict"
    )
    amount = fields.Monetary(required=True, tracking=True)
    reason = fields.Char(required=True)
    # What it pays, as "model,id": asked for twice, it is paid once.
    origin = fields.Char(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "To approve"),
            ("approved", "To pay"),
            ("paid", "Paid"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    requested_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    requested_on = fields.Date(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    journal_id = fields.Many2one(
        "account.journal",
        string="Paid from",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash'))]",
        ondelete="restrict",
    )
    paid_on = fields.Date(readonly=True, copy=False)
    move_id = fields.Many2one(
        "account.move",
        string="Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A payment is above zero."
    )
    # Four eyes: nobody approves what they asked for, nothing is paid unapproved.
    _four_eyes = models.Constraint(
        "CHECK (approved_by_id IS NULL OR approved_by_id <> requested_by_id)",
        "Whoever asked for a payment cannot approve it: somebody else has to.",
    )
    _approved_before_paid = models.Constraint(
        "CHECK (state NOT IN ('approved', 'paid') OR approved_by_id IS NOT NULL)",
        "A payment is approved before it is paid.",
    )
    _origin_uniq = models.UniqueIndex(
        "(company_id, origin) WHERE origin IS NOT NULL "
        "AND state NOT IN ('refused', 'cancelled')",
        "This is being paid already.",
    )
