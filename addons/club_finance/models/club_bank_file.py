from odoo import fields, models


class ClubBankFile(models.Model):
    """A file from the bank, and what became of its lines."""

    _name = "club.bank.file"
    _description = "Bank File"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    section_id = fields.Many2one(
        "club.section", index=True, check_company=True, ondelete="restrict"
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Bank account",
        check_company=True,
        domain="[('type', '=', 'bank')]",
        ondelete="restrict",
    )
    state = fields.Selection(
        [("draft", "To import"), ("imported", "Imported")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    line_ids = fields.One2many("club.bank.line", "file_id", readonly=True)
    known_count = fields.Integer(string="Lines known already", readonly=True)
