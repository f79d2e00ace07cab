from odoo import fields, models


class ClubBankLine(models.Model):
    """A line of a bank account as its treasurer sees it: what it is, or may be.

    The bank line itself is Odoo's; a section's treasurer, who may not read those, works
    with this one.
    """

    _name = "club.bank.line"
    _description = "Bank Line"
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True

    statement_line_id = fields.Many2one(
        "account.bank.statement.line", required=True, ondelete="cascade"
    )
    file_id = fields.Many2one("club.bank.file", index=True, ondelete="set null")
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    journal_id = fields.Many2one(
        "account.journal", string="Bank account", required=True, ondelete="restrict"
    )
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        help="Whose bank account it is.",
    )
    date = fields.Date(required=True, index=True)
    amount = fields.Monetary(required=True)
    label = fields.Char(required=True)
    payer_name = fields.Char(string="Payer")
    payer_iban = fields.Char(string="Account of the payer")
    state = fields.Selection(
        [
            ("todo", "To do"),
            ("proposed", "To confirm"),
            ("done", "Done"),
        ],
        required=True,
        default="todo",
        readonly=True,
        index=True,
    )
    proposal_ids = fields.One2many("club.bank.proposal", "line_id", readonly=True)

    _statement_line_uniq = models.UniqueIndex(
        "(statement_line_id)", "A bank line is shown once."
    )
