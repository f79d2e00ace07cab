from odoo import api, models


class ClubPaymentOut(models.Model):
    """A payment that pays an expense claim."""

    _inherit = "club.payment.out"

    @api.depends("origin")
    def _compute_payee_account(self):
        return super()._compute_payee_account()

    def _payee_iban(self, payee):
        """Of a claim: the account that was given for it."""
        claim = self._origin._claim()
        if claim.iban and self.partner_id == claim.partner_id:
            return claim.iban
        return super()._payee_iban(payee)

    def _claim(self):
        """The expense claim that this payment pays, if it pays one."""
        model, _comma, number = (self.origin or "").partition(",")
        claims = self.env["club.expense"]
        if model != claims._name or not number.isdecimal():
            return claims
        return claims.browse(int(number)).exists()
