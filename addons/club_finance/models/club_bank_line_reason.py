from odoo import models

from ..bank import picking, scoring


class ClubBankLine(models.Model):
    """The reason of a match, in sentences: who was recognised, what the amount says."""

    _inherit = "club.bank.line"

    def _reason(self, evidence, how, what, debts, chosen):
        """Why this line may pay these debts.

        :param evidence: what of the payer was recognised, as ``scoring`` names it
        :param how: what the amount pays, as ``picking`` names it
        :param what: the reference, the account or the name recognised
        """
        who = self._reason_who(evidence, what)
        return f"{who} {self._reason_what(how, debts, chosen)}"

    def _reason_who(self, evidence, what):
        sentences = {
            scoring.REFERENCE: self.env._("It quotes %s.", what),
            scoring.ACCOUNT: self.env._(
                "It comes from %s, known from earlier payments or a mandate.", what
            ),
            scoring.NAME: self.env._("It is paid in the name of %s.", what),
            scoring.MEMBER: self.env._("It names %s.", what),
            scoring.NAMESAKES: self.env._("It names %s, as others are called.", what),
        }
        return sentences[evidence]

    def _reason_what(self, how, debts, chosen):
        money = self.currency_id.format
        owed = sum(debts.left(debt) for debt in chosen) * self.currency_id.rounding
        if not chosen:
            return self.env._(
                "Nothing of it is open any more: the money would stay a credit."
            )
        sentences = {
            picking.ALL: self.env._("The amount is all that is owed."),
            picking.OLDEST: self.env._("The amount is what is owed first."),
            picking.CHOICE: self.env._(
                "The amount is exactly that of what is chosen here."
            ),
            picking.AMBIGUOUS: self.env._(
                "The amount could pay other dues as well: check which ones."
            ),
            picking.PART: self.env._(
                "It pays a part only of %s, the oldest first.", money(owed)
            ),
            picking.OVER: self.env._(
                "It is more than the %s owed: the rest would stay a credit.",
                money(owed),
            ),
        }
        return sentences[how]
