from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubDeposit(models.Model):
    """A deposit that came from an online payment, once."""

    _inherit = "club.deposit"

    transaction_id = fields.Many2one(
        "payment.transaction",
        string="Online payment",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="account.group_account_invoice",
    )

    refundable = fields.Monetary(
        string="Can be given back online", compute="_compute_refundable"
    )

    _transaction_uniq = models.UniqueIndex(
        "(transaction_id) WHERE transaction_id IS NOT NULL",
        "This online payment is booked already.",
    )

    @api.depends("state")
    def _compute_refundable(self):
        """What of an online payment was not given back, nor asked to be."""
        for deposit in self:
            # sudo: amounts of a payment whose deposit one may read.
            payment = deposit.sudo().transaction_id
            refunds = payment.child_transaction_ids.filtered(
                lambda child: (
                    child.operation == "refund"
                    and child.state in ("pending", "authorized", "done")
                )
            )
            left = payment.amount + sum(refunds.mapped("amount"))
            booked = deposit.state == "posted" and not deposit.line_ids.filtered(
                "bounced_on"
            )
            deposit.refundable = left if payment and booked else 0.0

    def _refuse_own_fields(self, vals):
        if "transaction_id" in vals:
            raise UserError(
                self.env._("An online payment is booked when it comes in, by itself.")
            )
        return super()._refuse_own_fields(vals)

    def _create_move(self, day, ref, shares, sign, names):
        # sudo: where the provider pays into is no secret of who books the deposit.
        provider = self.sudo().transaction_id.provider_id
        deposit = self.with_context(club_provider_id=provider.id) if provider else self
        return super(ClubDeposit, deposit)._create_move(day, ref, shares, sign, names)

    def _undo(self, lines, day, ref):
        # sudo: whether the provider gave it back already, not the transaction.
        if self.sudo().transaction_id.child_transaction_ids.club_refund_move_ids:
            raise UserError(
                self.env._(
                    "%s was given back online already: its payments are not taken "
                    "back twice.",
                    self.name,
                )
            )
        return super()._undo(lines, day, ref)


class AccountJournal(models.Model):
    _inherit = "account.journal"

    def _club_bank_account(self):
        """Of an online payment: the account where the provider's money waits."""
        provider_id = self.env.context.get("club_provider_id")
        line = self.inbound_payment_method_line_ids.filtered(
            lambda line: provider_id and line.payment_provider_id.id == provider_id
        )
        return line.payment_account_id[:1] or super()._club_bank_account()


class AccountMove(models.Model):
    _inherit = "account.move"

    club_transaction_id = fields.Many2one(
        "payment.transaction",
        string="Refund of an online payment",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    _club_transaction_uniq = models.UniqueIndex(
        "(club_transaction_id) WHERE club_transaction_id IS NOT NULL",
        "This refund is booked already.",
    )
