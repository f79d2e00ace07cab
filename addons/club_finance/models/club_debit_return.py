import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bank import iso20022, returns

# What a treasurer gives; the rest says what the file said and what became of it.
GIVEN = {"name", "company_id", "content", "book_on"}


class ClubDebitReturn(models.Model):
    """A file in which the bank says which debits it did not take, or took back."""

    _name = "club.debit.return"
    _description = "Returned Debits"
    _inherit = ["club.state.lock", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    content = fields.Binary(
        string="File of the bank",
        attachment=True,
        copy=False,
        help="pain.002, CAMT.053 or CAMT.054, as downloaded from the bank.",
    )
    digest = fields.Char(readonly=True, copy=False)
    book_on = fields.Date(
        string="Book on",
        copy=False,
        help="Empty: the day the bank says. For a day in a closed period, give a later "
        "one.",
    )
    state = fields.Selection(
        [("draft", "To read"), ("read", "Read")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    kind = fields.Char(string="Format", readonly=True, copy=False)
    message = fields.Char(string="Number of the bank", readonly=True, copy=False)
    made_on = fields.Date(string="Made on", readonly=True, copy=False)
    other_count = fields.Integer(
        string="Other entries",
        readonly=True,
        copy=False,
        help="What the file says besides returns; left alone.",
    )
    line_ids = fields.One2many(
        "club.debit.return.line", "return_id", readonly=True, copy=False
    )
    line_count = fields.Integer(string="Returns", compute="_compute_counts")
    todo_count = fields.Integer(string="To look at", compute="_compute_counts")
    amount = fields.Monetary(string="Booked", compute="_compute_counts")

    _digest_uniq = models.UniqueIndex(
        "(company_id, digest) WHERE digest IS NOT NULL",
        "This file was read already: nothing changed.",
    )

    @api.depends("line_ids.state", "line_ids.amount")
    def _compute_counts(self):
        groups = self.env["club.debit.return.line"]._read_group(
            [("return_id", "in", self.ids)],
            ["return_id", "state"],
            ["__count", "amount:sum"],
        )
        for file in self:
            mine = {state: (n, total) for f, state, n, total in groups if f == file}
            file.line_count = sum(n for n, _total in mine.values())
            file.todo_count = sum(
                mine.get(state, (0, 0))[0] for state in ("waiting", "check", "unknown")
            )
            file.amount = mine.get("booked", (0, 0.0))[1]

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._refuse_facts(vals)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_facts(vals)
            if vals.keys() & {"content", "company_id"}:
                self._check_draft()
        return super().write(vals)

    def _refuse_facts(self, vals):
        facts = {
            name
            for name in vals.keys() - GIVEN
            if name in self._fields and not name.startswith(("message_", "activity_"))
        }
        if facts:
            raise UserError(
                self.env._(
                    "%s cannot be written by hand: it follows from the bank's file.",
                    ", ".join(sorted(facts)),
                )
            )

    def _check_draft(self):
        for file in self.filtered(lambda file: file.state != "draft"):
            raise UserError(
                self.env._(
                    "%s was read and stays as it is: enter another file.", file.name
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_read(self):
        self._check_draft()

    def action_read(self):
        """Read the file and book the returns that are clear; the others say why not.

        :raises UserError: no file, one that cannot be read, one that was read before
        """
        for file in self._lock_in_state("draft"):
            # sudo: facts are written by this step alone; the right was checked.
            file = file.sudo()
            content = base64.b64decode(file.content or b"")
            read = file._parsed(content)
            file._check_new(content)
            file.write(
                {
                    "state": "read",
                    "digest": hashlib.sha256(content).hexdigest(),
                    "kind": read.version or read.kind,
                    "message": read.message,
                    "made_on": read.made_on,
                    "other_count": read.other_count,
                }
            )
            file._write_lines(read)
            file.line_ids._book()

    def action_book(self):
        """Try again what waited: the debit was booked meanwhile, or merged, or made.

        :raises UserError: the accounting period is closed
        """
        for file in self._lock_in_state("read"):
            lines = file.line_ids.filtered(lambda x: x.state in ("waiting", "unknown"))
            lines.sudo()._book()  # sudo: as for reading

    def _check_new(self, content):
        digest = hashlib.sha256(content).hexdigest()
        known = self.search(
            [("company_id", "=", self.company_id.id), ("digest", "=", digest)], limit=1
        )
        if known:
            raise UserError(
                self.env._(
                    "This file was read already, as %s: nothing changed. Delete this "
                    "draft.",
                    known.name,
                )
            )

    def _parsed(self, content):
        """What the file says, or why it cannot be read, in words."""
        try:
            return returns.read(content)
        except iso20022.FileError as error:
            raise UserError(self._unreadable(error.reason)) from error

    def _unreadable(self, reason):
        known = {
            "empty": self.env._("%s is empty: choose the bank's file.", self.name),
            "large": self.env._(
                "%s is larger than a file of returns can be: download one day at a "
                "time.",
                self.name,
            ),
            "entities": self.env._(
                "%s declares a document type, which no bank does: it is not read, to "
                "be safe. Download it again from the bank.",
                self.name,
            ),
            "kind": self.env._(
                "%s holds no returns: give a pain.002, CAMT.053 or CAMT.054 file.",
                self.name,
            ),
        }
        return known.get(
            reason,
            self.env._(
                "%s is no file that a bank makes, or it is damaged: download it again "
                "as XML.",
                self.name,
            ),
        )
