from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubDebitReturnLine(models.Model):
    """One debit that came back: whose, why, and what was done about it."""

    _name = "club.debit.return.line"
    _description = "Returned Debit"
    _order = "return_id desc, id"
    _rec_name = "end_to_end"
    _check_company_auto = True

    return_id = fields.Many2one(
        "club.debit.return",
        string="File",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="return_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    end_to_end = fields.Char(string="Reference at the bank", readonly=True)
    mandate_reference = fields.Char(string="Mandate", readonly=True)
    payer_name = fields.Char(string="Name at the bank", readonly=True)
    day = fields.Date(string="Returned on", readonly=True)
    amount = fields.Monetary(readonly=True)
    charges = fields.Monetary(string="Charges of the bank", readonly=True)
    code = fields.Char(readonly=True)
    text = fields.Char(string="Words of the bank", readonly=True)
    why = fields.Char(string="Reason", compute="_compute_why")
    # A file or batch refused whole: the bank's quarrel is with us, not with the payer.
    whole = fields.Boolean(string="Refused with its file", readonly=True)
    debit_line_id = fields.Many2one(
        "club.debit.line",
        string="Debit",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    payer_id = fields.Many2one(related="debit_line_id.payer_id", store=True, index=True)
    section_id = fields.Many2one(
        related="debit_line_id.section_id", store=True, index=True
    )
    state = fields.Selection(
        [
            ("new", "To do"),
            ("booked", "Booked"),
            ("known", "Known already"),
            ("waiting", "Waits for the debit"),
            ("check", "Another amount"),
            ("unknown", "Not ours"),
            ("undone", "Taken back"),
        ],
        required=True,
        default="new",
        readonly=True,
        index=True,
    )
    note = fields.Char(string="What to do", readonly=True)
    payment_return_id = fields.Many2one(
        "payment.return",
        string="Return in the books",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="account.group_account_invoice",
    )
    fee_due_id = fields.Many2one(
        "club.due", string="Fee", readonly=True, ondelete="set null"
    )
    mandate_suspended = fields.Boolean(string="Mandate suspended", readonly=True)
    told_on = fields.Date(string="Payer told on", readonly=True)

    # Two files at once: a debit comes back once.
    _booked_uniq = models.UniqueIndex(
        "(debit_line_id) WHERE state = 'booked'",
        "This debit is booked as returned already.",
    )

    @api.depends("code", "text")
    def _compute_why(self):
        for line in self:
            line.why = line._reason()

    def _reason(self):
        """Why the bank returned it, in a sentence that a payer understands."""
        known = {
            "AC01": self.env._("The account number is wrong"),
            "AC04": self.env._("The account is closed"),
            "AC06": self.env._("The account is blocked"),
            "AC13": self.env._("Debits are not allowed on this kind of account"),
            "AG01": self.env._("Debits are not allowed on this account"),
            "AM04": self.env._("There was not enough money on the account"),
            "AM05": self.env._("The bank saw the same debit twice"),
            "MD01": self.env._("The bank knows no mandate for this debit"),
            "MD06": self.env._("The payer asked the bank for the money back"),
            "MD07": self.env._("The account holder has died"),
            "MS02": self.env._("The payer refused the debit"),
            "MS03": self.env._("The bank gives no reason"),
            "RC01": self.env._("The bank's identifier is wrong"),
            "SL01": self.env._("The payer lets no such debits through"),
        }
        said = known.get(self.code) or self.text or self.code
        return said or self.env._("The bank gives no reason")

    def action_accept(self):
        """Book a return of another amount than the debit: the whole debit came back.

        :raises UserError: the accounting period is closed
        """
        self.return_id.check_access("write")
        for line in self.filtered(lambda line: line.state == "check"):
            # sudo: facts follow from this step; the right on the file was checked.
            line.sudo()._book(any_amount=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self.check_access("create")
            raise UserError(
                self.env._("Returned debits are read from the bank's file, not typed.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            raise UserError(
                self.env._(
                    "A returned debit stays as the bank said it: cancel its return in "
                    "the books if it was a mistake."
                )
            )
        return super().write(vals)
