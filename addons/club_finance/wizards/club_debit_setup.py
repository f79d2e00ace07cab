from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ClubDebitSetup(models.TransientModel):
    """What direct debits need: said in sentences, made by one button."""

    _name = "club.debit.setup"
    _description = "Set Up Direct Debits"
    _inherit = ["club.dialog"]

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda s: s.env.company,
        readonly=True,
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Bank account that gets the money",
        domain="[('type', '=', 'bank'), ('company_id', '=', company_id)]",
        default=lambda s: s._default_journal(),
    )
    iban = fields.Char(
        string="IBAN of this account", default=lambda s: s._default_iban()
    )
    creditor_identifier = fields.Char(
        string="SEPA creditor identifier",
        default=lambda s: s.env.company.sepa_creditor_identifier,
        help="Given by your bank, such as FR12ZZZ123456.",
    )
    notice_days = fields.Integer(
        string="Days between announcement and debit",
        default=lambda s: s.env.company.club_debit_notice_days,
    )
    template_id = fields.Many2one(
        "mail.template",
        string="Announcement",
        domain="[('model', '=', 'club.debit.line')]",
        default=lambda s: (
            s.env.company.club_debit_template_id
            or s.env.ref("club_finance.mail_template_debit", raise_if_not_found=False)
        ),
    )
    gaps = fields.Text(compute="_compute_gaps")

    @api.model
    def _default_journal(self):
        company = self.env.company
        mode = company._club_debit_mode()
        return mode.fixed_journal_id or company._club_debit_journal()

    @api.model
    def _default_iban(self):
        return self._default_journal().bank_account_id.acc_number

    @api.depends("company_id")
    def _compute_gaps(self):
        for setup in self:
            # sudo: settings of the association, for its treasurer.
            setup.gaps = "\n".join(setup.company_id.sudo()._club_debit_gaps())

    def action_set_up(self):
        """Create what is missing and say what still is.

        :raises AccessError: whoever is not the treasurer
        :raises UserError: the bank account or its IBAN is missing
        """
        self.ensure_one()
        if not self.env.user.has_group("club_membership.group_club_treasurer"):
            raise AccessError(
                self.env._("Only the association's treasurer sets up direct debits.")
            )
        self.check_access("write")
        # sudo: ways of paying and journals are settings; the treasurer decides them.
        setup = self.sudo()
        if not setup.journal_id:
            raise UserError(self.env._("Choose the bank account that gets the money."))
        setup._set_iban()
        setup.company_id.write(
            {
                "club_debit_notice_days": setup.notice_days,
                "club_debit_template_id": setup.template_id.id,
            }
        )
        setup.company_id._club_set_up_debits(
            setup.journal_id, setup.creditor_identifier
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set up direct debits"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
        }

    def _set_iban(self):
        journal = self.journal_id
        iban = (self.iban or "").replace(" ", "")
        account = journal.bank_account_id
        if iban and account.sanitized_acc_number != iban:
            journal.set_bank_account(iban)
        if journal.bank_account_id.acc_type != "iban":
            raise UserError(
                self.env._(
                    "%s is no valid IBAN: copy it from your bank's papers.",
                    self.iban or self.env._("What you entered"),
                )
            )
