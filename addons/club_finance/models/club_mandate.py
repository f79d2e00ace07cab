from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# What a treasurer may write by hand: everything else is a fact or evidence.
FREE_FIELDS = {"note", "message_follower_ids", "message_ids", "activity_ids"}
LIVE = ("active", "suspended")


class ClubMandate(models.Model):
    """A payer lets the association take what they owe from their bank account.

    The mandate that orders and files use is OCA's; this one says who signed it, how,
    and what became of it, to people who may not read bank accounts.
    """

    _name = "club.mandate"
    _description = "Debit Mandate"
    _inherit = ["club.state.lock", "mail.thread"]
    _order = "id desc"
    _rec_name = "reference"
    _check_company_auto = True

    reference = fields.Char(
        string="Mandate reference",
        help="The unique reference (RUM) that stands on each debit.",
        readonly=True,
        copy=False,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Payer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    section_id = fields.Many2one(
        "club.section",
        compute="_compute_section_id",
        compute_sudo=True,
        store=True,
        index=True,
        help="Where the payer, or who they pay for, is a member now.",
    )
    mandate_id = fields.Many2one(
        "account.banking.mandate",
        string="Mandate in the orders",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="account_payment_order.group_account_payment",
    )
    holder = fields.Char(string="Account holder", readonly=True)
    iban_masked = fields.Char(string="IBAN", readonly=True)
    state = fields.Selection(
        [
            ("active", "In force"),
            ("suspended", "Suspended"),
            ("revoked", "Revoked"),
            ("replaced", "Replaced"),
            ("expired", "Expired"),
        ],
        required=True,
        readonly=True,
        index=True,
        tracking=True,
    )
    signed_on = fields.Date(string="Signed on", readonly=True)
    channel = fields.Selection(
        [("portal", "In the member's space"), ("paper", "On paper")],
        string="Signed",
        required=True,
        readonly=True,
    )
    last_debit_on = fields.Date(
        string="Last debit", related="mandate_id.last_debit_date", store=True
    )
    expires_on = fields.Date(
        string="Expires on",
        compute="_compute_expires_on",
        store=True,
        help="A mandate ends after 36 months in which nothing was debited.",
    )
    suspended_on = fields.Date(string="Suspended on", readonly=True, copy=False)
    ended_on = fields.Date(string="Ended on", readonly=True, copy=False)
    reason = fields.Char(
        string="Why it stopped", readonly=True, copy=False, tracking=True
    )
    replaced_by_id = fields.Many2one(
        "club.mandate",
        string="Replaced by",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    note = fields.Text()

    # Two signatures at once: the database lets one through.
    _live_uniq = models.UniqueIndex(
        "(company_id, partner_id) WHERE state IN ('active', 'suspended')",
        "There is a mandate of this payer already: change its bank account, or revoke "
        "it first.",
    )
    _mandate_uniq = models.UniqueIndex(
        "(mandate_id) WHERE mandate_id IS NOT NULL", "This mandate is known already."
    )

    @api.depends("partner_id.club_membership_ids.section_id", "company_id")
    def _compute_section_id(self):
        for mandate in self:
            mandate.section_id = self._section_of(
                mandate.partner_id, mandate.company_id
            )

    @api.model
    def _section_of(self, payer, company):
        """Whose treasurer looks after the debits of this payer."""
        # sudo: who pays for whom decides, whoever asks.
        memberships = self.env["club.membership"].sudo()
        found = memberships.search(
            Domain("company_id", "=", company.id)
            & Domain("merged_into_id", "=", False)
            & (Domain("partner_id", "=", payer.id) | Domain("payer_id", "=", payer.id))
        )
        own = found.filtered(lambda m: m.partner_id == payer)
        return (own or found)[:1].section_id or company._club_root_section()

    @api.depends("signed_on", "last_debit_on")
    def _compute_expires_on(self):
        for mandate in self:
            used = max(
                filter(None, (mandate.signed_on, mandate.last_debit_on)), default=None
            )
            mandate.expires_on = used and fields.Date.add(used, months=36)

    @api.model
    def _live(self, payers, company):
        """The mandates that may be debited today, by payer.

        :param payers: ``res.partner`` records
        :return: {payer: mandate in force}; who has none is left out
        """
        # sudo: a run of debits asks for all payers; each has one at most.
        found = self.sudo().search(
            [
                ("partner_id", "in", payers.ids),
                ("company_id", "=", company.id),
                ("state", "=", "active"),
                ("expires_on", ">", company._club_today()),
            ]
        )
        return {mandate.partner_id: mandate for mandate in found}

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self.check_access("create")
            raise UserError(
                self.env._(
                    "A mandate begins with a signature: the payer's in their space, or "
                    "a paper one that you enter in Direct debits, Enter a paper "
                    "mandate."
                )
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and (forbidden := vals.keys() - FREE_FIELDS):
            raise UserError(
                self.env._(
                    "%s cannot be written by hand: revoke, suspend or replace the "
                    "mandate.",
                    ", ".join(sorted(forbidden)),
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        for mandate in self:
            raise UserError(
                self.env._(
                    "The mandate %s is evidence and stays: revoke it instead.",
                    mandate.reference,
                )
            )
