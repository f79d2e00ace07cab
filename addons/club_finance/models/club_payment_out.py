from odoo import api, fields, models

# Facts that only the steps write.
OWN_FIELDS = {
    "name",
    "origin",
    "state",
    "requested_by_id",
    "requested_on",
    "approved_by_id",
    "approved_on",
    "approver_partner_id",
    "refused_because",
    "payee_iban",
    "paid_on",
    "paid_by_id",
    "move_id",
    "payable_line_ids",
}
# What was asked for and approved: it cannot change behind the approver's back.
KEPT_FIELDS = {
    "company_id",
    "section_id",
    "partner_id",
    "amount",
    "reason",
    "heading_id",
    "document",
}


class ClubPaymentOut(models.Model):
    """Money that leaves: asked for by one person, approved by another."""

    _name = "club.payment.out"
    _description = "Payment Out"
    _inherit = ["club.books.document", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)
    _booked_fields = frozenset(KEPT_FIELDS)
    _number = ("club_payment_out_sequence_id", "PAY")

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
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
        default=lambda s: s.env["club.section"]._default_for_user(),
        help="Whose money it is.",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Paid to", required=True, index=True, ondelete="restrict"
    )
    amount = fields.Monetary(required=True, tracking=True)
    reason = fields.Char(required=True)
    heading_id = fields.Many2one(
        "club.heading",
        check_company=True,
        ondelete="restrict",
        help="What the money goes to. A claim or bill says so itself.",
    )
    document = fields.Binary(
        attachment=True, copy=False, help="The receipt or the letter that asks for it."
    )
    document_name = fields.Char(copy=False)
    # What it pays, as "model,id": asked for twice, it is paid once.
    origin = fields.Char(readonly=True, copy=False)
    # The debts in the books that it settles; none: the heading takes it directly.
    payable_line_ids = fields.Many2many(
        "account.move.line",
        readonly=True,
        copy=False,
        groups="account.group_account_readonly",
    )
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
    approved_by_id = fields.Many2one(
        "res.users", string="Approved by", readonly=True, copy=False
    )
    approved_on = fields.Date(string="Approved on", readonly=True, copy=False)
    approver_partner_id = fields.Many2one("res.partner", readonly=True, copy=False)
    refused_because = fields.Char(string="Refused because", readonly=True, copy=False)
    paid_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    paid_on = fields.Date(string="Paid on", readonly=True, copy=False)
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
    # Four eyes: nobody approves what they asked for or what they get, nothing is paid
    # unapproved, nothing is approved that nobody asked for.
    _four_eyes = models.Constraint(
        "CHECK (approved_by_id IS NULL OR approved_by_id <> requested_by_id)",
        "Whoever asked for a payment cannot approve it: somebody else has to.",
    )
    _not_for_oneself = models.Constraint(
        "CHECK (approver_partner_id IS NULL OR approver_partner_id <> partner_id)",
        "Nobody approves a payment to themselves: somebody else has to.",
    )
    _approved_before_paid = models.Constraint(
        "CHECK (state NOT IN ('approved', 'paid') OR (approved_by_id IS NOT NULL "
        "AND approver_partner_id IS NOT NULL AND requested_by_id IS NOT NULL))",
        "A payment is asked for and approved before it is paid.",
    )
    _origin_uniq = models.UniqueIndex(
        "(company_id, origin) WHERE origin IS NOT NULL "
        "AND state NOT IN ('refused', 'cancelled')",
        "This is being paid already.",
    )

    def _tell_origin(self):
        """Tell what these payments pay that they took a step.

        What asked for a payment answers by ``_payment_out_changed(payment)``.
        """
        # sudo: a claim or bill follows its payment, whoever took the step.
        for payment in self.sudo().filtered("origin"):
            model, number = payment.origin.split(",")[:2]
            record = self.env[model].sudo().browse(int(number)).exists()
            if record and hasattr(record, "_payment_out_changed"):
                record._payment_out_changed(payment)

    @api.model
    def _origin_of(self, record):
        """How a payment names what it pays."""
        return f"{record._name},{record.id}"
