from odoo import api, fields, models
from odoo.exceptions import UserError

from .club_mandate import LIVE

# What OCA's mandate says of ours, and the other way round.
THEIRS = {
    "active": "valid",
    "suspended": "draft",
    "revoked": "cancel",
    "replaced": "cancel",
    "expired": "expired",
}
OURS = {
    "valid": "active",
    "draft": "suspended",
    "cancel": "revoked",
    "expired": "expired",
}


class ClubMandate(models.Model):
    """Stopping a mandate for a while or for good; OCA's follows, and is followed."""

    _inherit = "club.mandate"

    return_count = fields.Integer(
        string="Returns",
        readonly=True,
        copy=False,
        help="Debits that the bank returned since the mandate was signed or resumed.",
    )

    def action_revoke(self):
        """End these mandates at their payers' wish."""
        # sudo: who may write the mandate ends it; OCA's is the accountants'.
        for mandate in self._lock_in_state(*LIVE).sudo():
            mandate._end("revoked", self.env._("Revoked by %s", self.env.user.name))

    def action_suspend(self):
        """Debit nothing on these mandates until they are resumed."""
        for mandate in self._lock_in_state("active").sudo():  # sudo: as for revoking
            mandate._suspend(self.env._("Suspended by %s", self.env.user.name))

    def action_resume(self):
        """Debit again on suspended mandates; returns are counted anew.

        :raises UserError: it expired meanwhile
        """
        for mandate in self._lock_in_state("suspended").sudo():  # sudo: as above
            if mandate.expires_on <= mandate.company_id._club_today():
                raise UserError(
                    self.env._(
                        "The mandate %s was not used for 36 months: ask the payer to "
                        "sign a new one.",
                        mandate.reference,
                    )
                )
            mandate._set_state(
                "active", suspended_on=False, reason=False, return_count=0
            )

    def _end(self, state, reason):
        self._set_state(state, ended_on=fields.Date.context_today(self), reason=reason)

    def _suspend(self, reason):
        """Stop debiting, whoever or whatever decided.

        :param reason: in a sentence that the payer may read
        """
        self._set_state(
            "suspended",
            suspended_on=fields.Date.context_today(self),
            reason=reason,
        )

    def _why_followed(self, state):
        if state == "expired":
            return self.env._("Nothing was debited for 36 months")
        return self.env._("Changed in the orders by %s", self.env.user.name)

    def _set_state(self, state, **values):
        self.write({"state": state, **values})
        self.mandate_id.with_context(club_mandate=True).write({"state": THEIRS[state]})
        # The index must see who stepped back before the next one signs.
        self.flush_recordset()


class AccountBankingMandate(models.Model):
    """What accountants and OCA's nightly job do to a mandate shows on ours."""

    _inherit = "account.banking.mandate"

    club_mandate_ids = fields.One2many("club.mandate", "mandate_id")

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals and not self.env.context.get("club_mandate"):
            self._club_follow(vals["state"])
        return result

    def _club_follow(self, state):
        # sudo: whoever may change the mandate in the orders, ours follows.
        for mandate in self.sudo().club_mandate_ids:
            if OURS[state] == mandate.state or (
                mandate.state == "replaced" and state == "cancel"
            ):
                continue
            live = OURS[state] in LIVE
            mandate.write(
                {
                    "state": OURS[state],
                    "ended_on": False if live else fields.Date.context_today(mandate),
                    "suspended_on": fields.Date.context_today(mandate)
                    if OURS[state] == "suspended"
                    else False,
                    "reason": False
                    if OURS[state] == "active"
                    else mandate._why_followed(state),
                }
            )

    @api.model
    def _sdd_mandate_set_state_to_expired(self):
        """Suspended mandates expire as well, and what may be forgotten is."""
        result = super()._sdd_mandate_set_state_to_expired()
        mandates = self.env["club.mandate"]
        for companies in self.env["res.company"]._club_by_today():
            old = mandates.search(
                [
                    ("company_id", "in", companies.ids),
                    ("state", "in", LIVE),
                    ("expires_on", "<=", companies[0]._club_today()),
                ]
            )
            for mandate in old:
                mandate._end("expired", mandate._why_followed("expired"))
        mandates._forget_due()
        return result
