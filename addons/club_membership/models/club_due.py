from odoo import api, fields, models
from odoo.exceptions import UserError

KINDS = [
    ("base", "Dues"),
    ("seats", "Extra seats"),
    ("joining", "Joining fee"),
    ("commission", "Commission fee"),
    ("donation", "Donation"),
    ("opening", "Opening balance"),
    ("other", "Other"),
]


class ClubDue(models.Model):
    """What one member owes for one term and one kind; its money lives in the ledger.

    Booked collectively, a due owns one receivable line per instalment. Booked on an
    invoice, it owns its income line, and shares the receivable with the other dues
    of the payer by the rule of ``rules/allocation.py``: a credit note line reduces
    the due it was written for, what stays open is spread pro rata.
    """

    _name = "club.due"
    _description = "Due"
    _order = "date desc, id desc"
    _rec_name = "reference"
    _check_company_auto = True

    reference = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="Structured creditor reference (ISO 11649).",
    )
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Member", required=True, index=True, ondelete="restrict"
    )
    payer_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True)
    term_id = fields.Many2one(
        "club.membership.period", required=True, index=True, ondelete="restrict"
    )
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        help="The member's section when the due was made.",
    )
    type_id = fields.Many2one(
        "club.membership.type", required=True, index=True, ondelete="restrict"
    )
    call_id = fields.Many2one(
        "club.dues.call", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True, default="base")
    origin_key = fields.Char(
        required=True,
        default="",
        help="What else the due is for (a commission, a seat order); empty for none.",
    )
    booking_mode = fields.Selection(
        [("collective", "Collective entry"), ("invoice", "Invoice")], required=True
    )
    date = fields.Date(required=True)
    due_date = fields.Date(required=True, index=True)
    next_due_date = fields.Date(
        string="Payable by",
        compute="_compute_ledger",
        store=True,
        index=True,
        help="Maturity of the first instalment that is open; the due date when "
        "nothing is.",
    )
    headcount = fields.Integer(help="Read on the day of the call, kept as it was.")
    quantity = fields.Integer(default=1)
    called_amount = fields.Monetary(
        required=True, help="What the price rule gave, taxes excluded."
    )
    line_ids = fields.One2many(
        "account.move.line", "club_due_id", string="Ledger lines"
    )
    invoice_id = fields.Many2one(
        "account.move", index="btree_not_null", ondelete="restrict", readonly=True
    )
    # Computed in club_due_ledger.py: amounts and state follow the ledger.
    amount = fields.Monetary(compute="_compute_ledger", store=True)
    amount_credited = fields.Monetary(compute="_compute_ledger", store=True)
    amount_paid = fields.Monetary(compute="_compute_ledger", store=True)
    residual = fields.Monetary(
        string="Still due", compute="_compute_ledger", store=True
    )
    state = fields.Selection(
        [
            ("called", "Called"),
            ("partial", "Partly paid"),
            ("paid", "Paid"),
            ("waived", "Waived"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_ledger",
        store=True,
        index=True,
    )
    waived_on = fields.Date(readonly=True)
    cancelled_on = fields.Date(readonly=True)
    decision_reason = fields.Char(
        string="Reason of waiver or cancellation", readonly=True
    )

    # One live due per term, kind and origin: the rule that makes calling twice
    # harmless, whoever calls and however often.
    _live_uniq = models.UniqueIndex(
        "(term_id, kind, origin_key) WHERE cancelled_on IS NULL",
        "These dues were already called for this term.",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_booked(self):
        for due in self:
            raise UserError(
                self.env._(
                    "%(due)s of %(member)s cannot be deleted: cancel or waive it, so "
                    "that the books keep their trace.",
                    due=due.reference or due.id,
                    member=due.partner_id.name,
                )
            )
