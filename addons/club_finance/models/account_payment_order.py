from odoo import fields, models
from odoo.exceptions import UserError

# The debit's own lines tell what became of each payer: hundreds of messages on payments
# and mandates besides would take most of the time.
QUIET_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "club_debit_quiet": True,
}
REFERENCES = ("End to End Identification", "Instruction Identification")


class AccountPaymentLine(models.Model):
    _inherit = "account.payment.line"

    club_debit_line_id = fields.Many2one(
        "club.debit.line",
        string="Line of a direct debit",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    def payment_line_hashcode(self):
        # All debts of a payer are one debit, on whatever accounts they stand.
        if line := self.club_debit_line_id:
            return f"club.debit.line,{line.id}"
        return super().payment_line_hashcode()

    def _prepare_account_payment_vals(self):
        vals = super()._prepare_account_payment_vals()
        if self.club_debit_line_id:
            # Not once per debt.
            vals["payment_reference"] = self[:1].communication
        return vals


class AccountPaymentOrder(models.Model):
    """The file of a debit: its references are ours, and it is booked as one entry."""

    _inherit = "account.payment.order"

    club_debit_id = fields.Many2one(
        "club.debit",
        string="Direct debit",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    club_line_ids = fields.One2many(
        "club.debit.line", "order_id", string="Lines of the direct debit", readonly=True
    )
    club_credited = fields.Boolean(
        string="On the bank statement", compute="_compute_club_credited"
    )

    def _compute_club_credited(self):
        for order in self:
            lines = order._club_bank_lines()
            order.club_credited = bool(lines) and all(lines.mapped("reconciled"))

    def _prepare_field(
        self, field_name, field_value, eval_ctx, max_size=0, gen_args=None
    ):
        payment = eval_ctx.get("line")
        if field_name in REFERENCES and payment is not None:
            # sudo: who makes the file need not read debits.
            line = payment.payment_line_ids[:1].sudo().club_debit_line_id
            if line:
                return line.end_to_end
        return super()._prepare_field(
            field_name, field_value, eval_ctx, max_size=max_size, gen_args=gen_args
        )

    def post_and_reconcile(self):
        ours = self.filtered("club_debit_id")
        for order in ours:
            order._club_book()
        others = self - ours
        return super(AccountPaymentOrder, others).post_and_reconcile()

    def action_cancel(self):
        ours = self.filtered("club_debit_id")
        for order in ours.filtered(lambda order: order.state == "uploaded"):
            raise UserError(
                self.env._(
                    "The bank took %(order)s of the direct debit %(debit)s: enter "
                    "what it returns instead of cancelling.",
                    order=order.name,
                    # sudo: the name only.
                    debit=order.sudo().club_debit_id.name,
                )
            )
        result = super().action_cancel()
        # sudo: lines of debits are written by their steps alone.
        lines = ours.sudo().club_line_ids.filtered(lambda x: x.state == "ordered")
        lines.write({"state": "announced", "order_id": False, "sequence": False})
        return result

    def cancel2draft(self):
        if ours := self.filtered("club_debit_id")[:1]:
            raise UserError(
                self.env._(
                    "%s was the file of a direct debit: make the files again there.",
                    ours.name,
                )
            )
        return super().cancel2draft()

    def action_club_download(self):
        """Give the file that was made for the bank."""
        self.ensure_one()
        self.check_access("read")
        file = self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)],
            order="id desc",
            limit=1,
        )
        if not file:
            raise UserError(
                self.env._("%s has no file yet: make the files.", self.name)
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{file.id}?download=true",
            "target": "self",
        }

    def _club_book(self):
        """One entry: what each payer owed is settled, the bank owes their sum."""
        self.ensure_one()
        # sudo: who says that the bank took the file need not read debits.
        order = self.sudo()
        debit = order.club_debit_id
        items = order.club_line_ids.item_ids.sorted("id")
        day = debit._booking_day()
        lines = [
            {
                "account": item.move_line_id.account_id,
                "partner": item.move_line_id.partner_id,
                "balance": -item.amount,
                "name": item.line_id.end_to_end,
                "values": {
                    "club_debit_line_id": item.line_id.id,
                    "display_type": "payment_term",
                    "date_maturity": day,
                    "date": day,
                },
            }
            for item in items
        ]
        lines.append(
            {
                "account": order._club_outstanding_account(),
                "balance": sum(items.mapped("amount")),
                "name": f"{order.name} {debit.name}",
                "values": {"sequence": 20, "date": day},
            }
        )
        move = self.env["account.move"].sudo()
        move = move._club_book(
            order.journal_id,
            day,
            f"{order.name} {debit.name}",
            lines,
            payment_order_id=order.id,
        )
        credits = move.line_ids.filtered("club_debit_line_id").sorted("id")
        self.env["club.deposit"].sudo()._settle(
            [
                (item.move_line_id, credit)
                for item, credit in zip(items, credits, strict=True)
                # Paid by other means since: the money stays as the payer's credit.
                if item.move_line_id.amount_residual > 0
            ]
        )
        order.payment_ids.write({"state": "paid"})
        items.live = False
        order.club_line_ids.state = "collected"

    def _club_outstanding_account(self):
        """Where the money waits until the bank statement shows it."""
        method = self.payment_mode_id.payment_method_id
        lines = self.journal_id.inbound_payment_method_line_ids
        mine = lines.filtered(lambda line: line.payment_method_id == method)
        return mine.payment_account_id[:1] or self.company_id._club_outstanding()

    def _club_bank_lines(self):
        """The ledger lines that the bank statement settles."""
        # sudo: for the debit's readers, who need not read the ledger.
        moves = self.sudo().move_ids.filtered(lambda move: move.state == "posted")
        return moves.line_ids.filtered(
            lambda line: line.balance > 0 and not line.club_debit_line_id
        )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    club_debit_line_id = fields.Many2one(
        "club.debit.line",
        string="Line of a direct debit",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )


class AccountBankingMandate(models.Model):
    _inherit = "account.banking.mandate"

    def message_post(self, **kwargs):
        if self.env.context.get("club_debit_quiet"):
            return self.env["mail.message"]
        return super().message_post(**kwargs)
