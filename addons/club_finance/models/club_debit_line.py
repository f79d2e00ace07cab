from odoo import api, fields, models
from odoo.exceptions import UserError

# The debit of such a line is still to come: its debts are nobody else's to take.
COMING = ("to_announce", "announced", "ordered")
# Facts that only the steps of a debit write.
OWN_FIELDS = {
    "debit_id",
    "payer_id",
    "mandate_id",
    "mandate_reference",
    "amount",
    "end_to_end",
    "sequence",
    "state",
    "announced_on",
    "mail_id",
    "mail_problem",
    "by_letter",
    "letter_to_print",
    "order_id",
    "returned_on",
    "return_code",
    "retracted_on",
}


class ClubDebitLine(models.Model):
    """What a direct debit takes from one payer, for which dues, on which mandate."""

    _name = "club.debit.line"
    _description = "Direct Debit Line"
    _order = "debit_id desc, id"
    _rec_name = "end_to_end"
    _check_company_auto = True

    debit_id = fields.Many2one(
        "club.debit", required=True, index=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(related="debit_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    collection_date = fields.Date(related="debit_id.collection_date", store=True)
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
        help="The section of the dues; the association when they are of several.",
    )
    payer_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict", readonly=True
    )
    mandate_id = fields.Many2one(
        "account.banking.mandate",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    mandate_reference = fields.Char(
        string="Mandate reference",
        readonly=True,
        help="Unique reference of the mandate (RUM).",
    )
    item_ids = fields.One2many("club.debit.item", "line_id", readonly=True)
    due_ids = fields.Many2many(
        "club.due", "club_debit_line_due_rel", "line_id", "due_id", readonly=True
    )
    amount = fields.Monetary(readonly=True)
    end_to_end = fields.Char(
        string="Reference at the bank",
        readonly=True,
        copy=False,
        help="The bank gives it back with the money, or with a return (EndToEndId).",
    )
    # FRST or RCUR: what the file says of the mandate, as it was when it was made.
    sequence = fields.Selection(
        [
            ("FRST", "First debit"),
            ("RCUR", "Later debit"),
            ("OOFF", "Only debit"),
            ("FNAL", "Last debit"),
        ],
        string="Debit of the mandate",
        readonly=True,
        copy=False,
    )
    state = fields.Selection(
        [
            ("to_announce", "To announce"),
            ("announced", "Announced"),
            ("ordered", "In a file"),
            ("collected", "Debited"),
            ("returned", "Returned"),
            ("left_out", "Left out"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="to_announce",
        readonly=True,
        copy=False,
        index=True,
    )
    reason = fields.Char(
        readonly=True, copy=False, help="Why it is left out, or was returned."
    )
    announced_on = fields.Date(string="Announced on", readonly=True, copy=False)
    mail_id = fields.Many2one(
        "mail.mail",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    mail_problem = fields.Char(
        string="Problem of the e-mail", readonly=True, copy=False
    )
    order_id = fields.Many2one(
        "account.payment.order",
        string="File",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    move_line_ids = fields.One2many(
        "account.move.line",
        "club_debit_line_id",
        string="Ledger lines",
        readonly=True,
    )
    returned_on = fields.Date(readonly=True, copy=False)
    return_code = fields.Char(readonly=True, copy=False)
    merged_into_id = fields.Many2one(
        "club.debit.line",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="The line of the payer's other contact, when the two were merged.",
    )

    # A payer is told of, and debited by, one debit once.
    _payer_uniq = models.UniqueIndex(
        "(debit_id, payer_id) WHERE state <> 'left_out' AND merged_into_id IS NULL",
        "This payer is in this debit already.",
    )
    _end_to_end_uniq = models.UniqueIndex(
        "(end_to_end) WHERE end_to_end IS NOT NULL",
        "Two debits cannot share a reference at the bank.",
    )

    @api.depends("debit_id.name", "payer_id.name")
    def _compute_display_name(self):
        for line in self:
            # sudo: a section's treasurer sees the line, not the whole debit, nor all
            # of a payer of other sections.
            known = line.sudo()
            line.display_name = f"{known.debit_id.name}, {known.payer_id.name}"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        for line in lines.filtered(lambda line: line.state != "left_out"):
            line.end_to_end = f"CLUB{line.debit_id.id:06d}-{line.id:08d}"
        return lines

    def write(self, vals):
        if not self.env.su and vals.keys() & OWN_FIELDS:
            raise UserError(
                self.env._(
                    "What a debit takes follows from its dues and its steps: it is "
                    "not written by hand."
                )
            )
        return super().write(vals)

    def _leave_out(self, reason):
        """Take these lines out of their debit: others may take their debts.

        :param reason: why, in a sentence
        """
        # sudo: rights were checked on the debit; lines are written by its steps.
        self = self.sudo()
        self.item_ids.live = False
        self.write({"state": "left_out", "reason": reason})

    def action_leave_out(self):
        """Leave these payers out of a debit whose files are not made yet.

        :raises UserError: the file is made, or the debit is over
        """
        self.debit_id.check_access("write")
        for line in self:
            if line.state not in ("to_announce", "announced"):
                raise UserError(
                    self.env._(
                        "%s cannot be left out any more: cancel the debit before it "
                        "is sent, or wait for the bank's return.",
                        line.display_name,
                    )
                )
        self._leave_out(self.env._("Left out by %s.", self.env.user.name))
