from odoo import api, models

from .club_expense import ACCOUNT_SEEN_BY


class ClubPaymentOut(models.Model):
    """A payment that pays an expense claim."""

    _inherit = "club.payment.out"

    @api.depends("origin")
    @api.depends_context("uid")
    def _compute_payee_account(self):
        """Of a claim: the account that was given for it, in full to treasurers."""
        result = super()._compute_payee_account()
        treasurer = self.env.su or any(
            map(self.env.user.has_group, ACCOUNT_SEEN_BY.split(","))
        )
        for payment in self:
            # sudo: its claim; who may not see the account in full gets it masked.
            claim = payment._origin.sudo()._claim()
            if claim.iban and payment.partner_id == claim.partner_id:
                payment.payee_account = claim.iban if treasurer else claim.iban_masked
        return result

    def _claim(self):
        """The expense claim that this payment pays, if it pays one."""
        model, _comma, number = (self.origin or "").partition(",")
        claims = self.env["club.expense"]
        if model != claims._name or not number.isdecimal():
            return claims
        return claims.browse(int(number)).exists()
