from odoo import api, fields, models
from odoo.exceptions import UserError

# What one may write on a bank line; the rest is what the bank said, or follows.
OPEN_FIELDS = {"note"}


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
        "account.bank.statement.line", required=True, ondelete="cascade", readonly=True
    )
    file_id = fields.Many2one(
        "club.bank.file", index=True, ondelete="set null", readonly=True
    )
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
    payer_iban = fields.Char(string="Account of the payer", index="btree_not_null")
    reference = fields.Char(help="What the bank gave as a reference, apart.")
    note = fields.Char(help="For yourself or the next treasurer.")
    state = fields.Selection(
        [
            ("todo", "To do"),
            ("proposed", "To confirm"),
            ("done", "Done"),
        ],
        compute="_compute_state",
        store=True,
        compute_sudo=True,
        index=True,
    )
    by_hand = fields.Boolean(
        string="Only by hand",
        readonly=True,
        help="It was undone once: it is no longer settled without being asked.",
    )
    proposal_ids = fields.One2many("club.bank.proposal", "line_id", readonly=True)

    _statement_line_uniq = models.UniqueIndex(
        "(statement_line_id)", "A bank line is shown once."
    )
    # What the lists and the runs look for.
    _undone_idx = models.Index("(journal_id, date) WHERE state <> 'done'")

    @api.depends("statement_line_id.is_reconciled", "proposal_ids")
    def _compute_state(self):
        # compute_sudo: it follows the books, whoever reconciled, and in which screen.
        for line in self:
            if line.statement_line_id.is_reconciled:
                line.state = "done"
            else:
                line.state = "proposed" if line.proposal_ids else "todo"

    def write(self, vals):
        if not self.env.su and (forbidden := vals.keys() - OPEN_FIELDS):
            raise UserError(
                self.env._(
                    "%s cannot be written by hand on a bank line: it is what the bank "
                    "said, or follows from what you confirm or undo.",
                    ", ".join(sorted(forbidden)),
                )
            )
        return super().write(vals)

    def _recognisers(self):
        """(rank, name) of the methods that recognise: the lowest rank goes first.

        Each gets the undone lines that none before explained exactly, and returns
        values of proposals. What names a file or a slip as a whole goes before what
        looks at single debts; guesses go last.
        """
        return []
