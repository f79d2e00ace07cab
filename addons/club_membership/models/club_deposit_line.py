from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

BOOKED_FIELDS = {"deposit_id", "payer_id", "amount", "due_ids", "gift_amount"}


class ClubDepositLine(models.Model):
    """One cheque or payment: whose, how much, for which dues, how much is a gift."""

    _name = "club.deposit.line"
    _description = "Payment of a Deposit"
    _order = "sequence, id"
    _rec_name = "payer_id"
    _check_company_auto = True

    deposit_id = fields.Many2one(
        "club.deposit", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(related="deposit_id.company_id", store=True)
    currency_id = fields.Many2one(related="deposit_id.currency_id")
    state = fields.Selection(related="deposit_id.state")
    date = fields.Date(related="deposit_id.date")
    payer_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    number = fields.Char(string="Cheque no.")
    drawer = fields.Char(help="Name on the cheque, when it is not the payer's.")
    bank_name = fields.Char(string="Bank")
    amount = fields.Monetary(required=True)
    due_ids = fields.Many2many(
        "club.due",
        string="Pays",
        check_company=True,
        help="Empty: the payer's open dues, oldest first.",
    )
    gift_amount = fields.Monetary(string="Of which gift")
    move_line_ids = fields.One2many(
        "account.move.line", "club_deposit_line_id", string="Ledger lines"
    )
    bounced_on = fields.Date(readonly=True, copy=False)
    bounce_reason = fields.Char(readonly=True, copy=False)

    _amounts_valid = models.Constraint(
        "CHECK (amount > 0 AND gift_amount >= 0 AND gift_amount <= amount)",
        "A payment is above zero, and its gift part is at most the whole.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
            vals.keys() & {"bounced_on", "bounce_reason"} for vals in vals_list
        ):
            self._refuse_bounce_fields()
        lines = super().create(vals_list)
        lines.deposit_id._check_draft()
        return lines

    def write(self, vals):
        if not self.env.su and vals.keys() & {"bounced_on", "bounce_reason"}:
            self._refuse_bounce_fields()
        if not vals.keys() & BOOKED_FIELDS:
            return super().write(vals)
        self.deposit_id._check_draft()
        result = super().write(vals)
        # Both deposits of a line that moved, and nothing that is out of sight.
        self.deposit_id._check_draft()
        self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_booked(self):
        self.deposit_id._check_draft()

    def _refuse_bounce_fields(self):
        raise UserError(self.env._("Record a bounced payment with its button."))

    def action_bounce(self):
        """Ask when and why the bank took this payment back."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_payment_bounce_action"
            ),
            "context": {"active_model": self._name, "active_ids": self.ids},
        }

    def _bounce(self, day, reason):
        """The bank took these payments back: their dues are owed again.

        The deposit stays as it is, and so do its other payments. A payment that
        bounced already is left alone.

        :param day: date of the entry that takes the money back
        :param reason: what the bank said
        :raises UserError: not booked, day before the deposit, closed period
        """
        for deposit in self.deposit_id:
            deposit._lock_in_state("posted")
            lines = self.filtered(
                lambda line, deposit=deposit: (
                    line.deposit_id == deposit and not line.bounced_on
                )
            )
            if deposit.state != "posted":
                raise UserError(
                    self.env._("%s is not booked: nothing can bounce.", deposit.name)
                )
            if day < deposit.date:
                raise UserError(
                    self.env._(
                        "A payment banked on %(date)s cannot bounce before that day.",
                        date=format_date(self.env, deposit.date),
                    )
                )
            # sudo: as for posting the deposit, by who may write it.
            lines = lines.sudo()
            deposit.sudo()._undo(lines, day, self.env._("Bounced: %s", deposit.name))
            lines.write({"bounced_on": day, "bounce_reason": reason})
