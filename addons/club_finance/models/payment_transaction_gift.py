from odoo import fields, models
from odoo.addons.club_portal.models.payment_transaction import SEEN_BY
from odoo.tools import format_amount


class PaymentTransaction(models.Model):
    """An online payment that is a gift, or has one beside dues."""

    _inherit = "payment.transaction"

    club_gift_amount = fields.Monetary(
        string="Of which gift", readonly=True, copy=False, groups=SEEN_BY
    )
    club_gift_section_id = fields.Many2one(
        "club.section",
        string="Gift to",
        readonly=True,
        copy=False,
        groups=SEEN_BY,
        ondelete="restrict",
        help="Empty: the association as a whole.",
    )
    club_gift_donor_id = fields.Many2one(
        "res.partner",
        string="Donor",
        readonly=True,
        copy=False,
        groups=SEEN_BY,
        ondelete="restrict",
        help="In whose name the gift is; by default who pays.",
    )

    _gift_valid = models.Constraint(
        "CHECK (club_gift_amount IS NULL OR operation = 'refund' "
        "OR (club_gift_amount >= 0 AND club_gift_amount <= amount))",
        "The gift is part of the payment.",
    )

    def _club_is_ours(self):
        return super()._club_is_ours() or bool(self.club_gift_amount)

    def _club_gift_source(self):
        """The payment that says what is a gift: part of an amount authorised before
        follows that one."""
        return self if self._club_is_ours() else self.source_transaction_id

    def _club_gift(self):
        """How much of this payment is a gift."""
        source = self._club_gift_source()
        if not source.club_gift_amount:
            return 0.0
        return self.currency_id.round(
            source.club_gift_amount * self.amount / source.amount
        )

    def _club_shares_of_amount(self):
        gift = self._club_gift()
        if not gift:
            return super()._club_shares_of_amount()
        if not self._club_gift_source().club_shares:
            return []
        shares = super()._club_shares_of_amount()
        # What is not for dues stands in the last share.
        dues, amount = shares.pop()
        amount = self.currency_id.round(amount - gift)
        if self.currency_id.compare_amounts(amount, 0) > 0:
            shares.append((dues, amount))
        return shares

    def _club_deposit_lines(self):
        lines = super()._club_deposit_lines()
        gift = self._club_gift()
        if not gift:
            return lines
        source = self._club_gift_source()
        donor = source.club_gift_donor_id or source.partner_id
        return [
            *lines,
            {"payer_id": donor.id, "amount": gift, "gift_amount": gift},
        ]

    def _club_section(self):
        # Of a gift alone: the section that it is for.
        return super()._club_section() or self._club_gift_source().club_gift_section_id

    def _club_thanks(self):
        sentence, gift = super()._club_thanks(), self._club_gift()
        if not gift:
            return sentence
        said = self.env._(
            "Thank you for your gift of %s.",
            format_amount(self.env, gift, self.currency_id),
        )
        return said if not self.club_due_ids else f"{sentence} {said}"

    def _club_gifts_of(self, deposit):
        return self.env["club.donation"].search(
            [
                ("move_line_id", "in", deposit.line_ids.move_line_ids.ids),
                ("state", "=", "booked"),
            ]
        )

    def _club_credits_of(self, deposit):
        """After what settles nothing, the gift is given back before dues reopen."""
        pairs = super()._club_credits_of(deposit)
        for gift in self._club_gifts_of(deposit):
            part = self.currency_id.round(min(self._club_left(pairs), gift.amount))
            if self.currency_id.compare_amounts(part, 0) > 0:
                pairs.append((gift.move_line_id, part))
        return pairs

    def _club_enter_refund(self, deposit, pairs, left):
        gifts = self._club_gifts_of(deposit).grouped("move_line_id")
        result = super()._club_enter_refund(deposit, pairs, left)
        for line, part in pairs:
            if line in gifts:
                gifts[line]._give_back(part, fields.Date.context_today(self))
        return result
