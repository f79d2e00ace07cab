from odoo import api, fields, models
from odoo.addons.club_membership.tools import locked_ids
from odoo.exceptions import UserError
from odoo.tools import SQL

# Facts that only the import writes.
OWN_FIELDS = {
    "state",
    "line_count",
    "known_count",
    "foreign_count",
    "elsewhere_count",
    "message",
    "run_id",
    "staged",
    "staging",
}


class ClubBankFile(models.Model):
    """A file from the bank, and what became of its lines."""

    _name = "club.bank.file"
    _description = "Bank File"
    _inherit = ["club.facts", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)
    _scope_fields = frozenset({"journal_id", "section_id", "company_id"})

    name = fields.Char(string="File name", required=True)
    content = fields.Binary(
        string="File",
        attachment=True,
        copy=False,
        help="CAMT.053 (XML, or several in a ZIP), CSV or XLSX as your bank offers it.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    section_id = fields.Many2one(
        "club.section",
        index=True,
        check_company=True,
        ondelete="restrict",
        help="Whose bank account it is.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Bank account",
        check_company=True,
        domain="[('type', '=', 'bank')]",
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("draft", "To import"),
            ("importing", "Being imported"),
            ("imported", "Imported"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    line_ids = fields.One2many("club.bank.line", "file_id", readonly=True)
    line_count = fields.Integer(string="New lines", readonly=True, copy=False)
    known_count = fields.Integer(
        string="Lines known already", readonly=True, copy=False
    )
    foreign_count = fields.Integer(
        string="Lines in another currency",
        readonly=True,
        copy=False,
        help="They are not of this account and were left out.",
    )
    elsewhere_count = fields.Integer(
        string="Lines of other accounts",
        readonly=True,
        copy=False,
        help="The file holds other bank accounts as well: import it there too.",
    )
    message = fields.Char(string="Outcome", readonly=True, copy=False)
    run_id = fields.Many2one("club.bank.run", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._complete(vals)
        files = super().create(vals_list)
        files._check_account()
        return files

    def write(self, vals):
        if vals.keys() & {"content", "journal_id", "section_id", "company_id"}:
            self._check_draft()
        result = super().write(vals)
        if vals.keys() & self._scope_fields:
            self._check_account()
        return result

    @api.model
    def _complete(self, vals):
        """The bank account of the section given, or the section of the account."""
        # sudo: a section's treasurer may not read journals, theirs neither.
        journal = self.env["account.journal"].sudo().browse(vals.get("journal_id"))
        section = self.env["club.section"].sudo().browse(vals.get("section_id"))
        if not section and journal:
            sections = self.env["club.bank.line"]._sections_of(journal)
            section = sections[journal]
        elif not section:
            company = self.env["res.company"].browse(vals.get("company_id"))
            section = self.env["club.section"]._default_for_user(
                company or self.env.company
            )
        vals["section_id"] = section.id
        vals["company_id"] = section.sudo().company_id.id
        if not journal:
            vals["journal_id"] = section.sudo()._file_journal().id

    def _check_account(self):
        """The account of a file is its section's: or its lines would show to others."""
        for file in self.sudo().filtered("journal_id"):  # sudo: as in _complete
            sections = self.env["club.bank.line"]._sections_of(file.journal_id)
            if sections[file.journal_id] != file.section_id:
                raise UserError(
                    self.env._(
                        "This is not the bank account of %(section)s: choose its own, "
                        "or have it set on the section.",
                        section=file.section_id.name,
                    )
                )

    def _check_draft(self):
        for file in self.filtered(lambda file: file.state != "draft"):
            raise UserError(
                self.env._(
                    "%s is imported and cannot change: its lines are in the list of "
                    "bank lines.",
                    file.name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_imported(self):
        self._check_draft()

    def action_import(self):
        """Import the files: their new lines are shown, recognised, settled when exact.

        A file that is imported already is left as it is, and so is every line that
        came in before.

        :raises UserError: a file that cannot be read, or is of another account
        :raises AccessError: the user may not keep this bank account
        """
        self.check_access("write")
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM club_bank_file WHERE id = ANY(%s) AND state = 'draft' "
            "ORDER BY id FOR UPDATE",
            self.ids,
        )
        for file in self.browse(locked_ids(self.env, query)):
            if not file.content:
                raise UserError(self.env._("%s: choose the file first.", file.name))
            # sudo: importers write the ledger; the account is that of a section whose
            # files the user may write.
            file.sudo()._import()
