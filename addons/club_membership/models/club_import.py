from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import UserError

KEPT_MONTHS = 6
FIXED = {"company_id", "file", "section_id", "type_id", "paid_default"}


class ClubImport(models.Model):
    """A file of members: checked row by row first, then applied, whole or in part.

    Checking stages every row and writes nothing else. What is applied was checked
    anew just before, against the members of that moment.
    """

    _name = "club.import"
    _description = "Import of Members"
    _inherit = ["club.run"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, default=lambda s: s.env._("Members"))
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    file = fields.Binary(required=True, attachment=True)
    filename = fields.Char()
    section_id = fields.Many2one(
        "club.section",
        string="Section where none is given",
        required=True,
        check_company=True,
        default=lambda s: s.env.company._club_root_section(),
    )
    type_id = fields.Many2one(
        "club.membership.type",
        string="Type where none is given",
        check_company=True,
        help="Empty: the file must name the type of every new member.",
    )
    paid_default = fields.Boolean(
        string="Periods are paid",
        default=True,
        help="For files without a column saying so: the dues of the periods given "
        "are settled.",
    )
    mode = fields.Selection(
        [
            ("all", "All rows or nothing"),
            ("valid", "Valid rows only"),
        ],
        string="If rows are refused",
        required=True,
        default="all",
        help="All rows or nothing: one wrong row, and no member is written. Valid "
        "rows only: the others stay in the report, to be corrected and imported "
        "again.",
    )
    step = fields.Selection(
        [
            ("read", "Reading"),
            ("match", "Comparing"),
            ("checked", "Checked"),
            ("recheck", "Comparing again"),
            ("contacts", "Preparing contacts"),
            ("members", "Writing members"),
            ("undo", "Taking back what was prepared"),
        ],
        required=True,
        default="read",
        readonly=True,
        copy=False,
    )
    read_count = fields.Integer(string="Rows read", readonly=True, copy=False)
    titles = fields.Json(
        readonly=True, copy=False, help="Headings of the file, by column meant."
    )
    file_problems = fields.Json(readonly=True, copy=False)
    applied_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    line_ids = fields.One2many("club.import.line", "import_id", string="Rows")

    def write(self, vals):
        # What was checked is what is applied: by hand only the name and the mode
        # change afterwards.
        if not self.env.su and FIXED & set(vals):
            for batch in self.filtered(lambda batch: batch.state != "draft"):
                raise UserError(
                    self.env._(
                        "%s is checked: go back to the upload first.", batch.name
                    )
                )
        return super().write(vals)

    def unlink(self):
        # A large file's rows go in one statement, not one by one through the ORM.
        self.env["club.import.line"]._delete_of(self)
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_applied(self):
        for batch in self.filtered(lambda b: b.state in ("running", "done")):
            raise UserError(
                self.env._(
                    "%s is under way or applied: it stays as the record of what it "
                    "wrote.",
                    batch.name,
                )
            )

    def action_check(self):
        """Read and compare the file; nothing but its rows is written."""
        for batch in self:
            if batch.state not in ("draft", "ready"):
                raise UserError(
                    self.env._("%s is already under way or applied.", batch.name)
                )
            batch._forget_rows()
            if batch._is_small():
                batch._run_now()
            else:
                batch._run_start()

    def action_apply(self):
        """Start writing; a second click is harmless."""
        for batch in self:
            if batch.state in ("running", "done"):
                continue
            batch._check_appliable()
            batch.write({"step": "recheck", "applied_by_id": self.env.uid})
            batch._run_start()

    def action_cancel(self):
        for batch in self:
            if batch.state not in ("draft", "ready"):
                raise UserError(
                    self.env._("%s is already under way or applied.", batch.name)
                )
            batch._forget_rows()
            batch.state = "cancelled"

    def action_reset(self):
        """Back to the upload, to change the file or the defaults."""
        for batch in self:
            if batch.state not in ("ready", "cancelled"):
                raise UserError(
                    self.env._("%s is already under way or applied.", batch.name)
                )
            batch._forget_rows()
            batch.state = "draft"

    @api.autovacuum
    def _gc_files(self):
        """Files and rows are copies of personal data: kept half a year, no longer.

        What was written stays, with the name of the import in the register.
        """
        limit = fields.Datetime.now() - relativedelta(months=KEPT_MONTHS)
        old = self.search(
            [
                ("write_date", "<", limit),
                ("state", "!=", "running"),
                ("file", "!=", False),
            ]
        )
        self.env["club.import.line"]._drop_prepared_of(old)
        self.env["club.import.line"]._delete_of(old)
        old.write({"file": False, "file_problems": False})

    def _check_appliable(self):
        """Refuse to start with what can be said beforehand."""
        self.ensure_one()
        if self.state != "ready" or self.blocked:
            raise UserError(
                self.env._("Check %s first: the file cannot be taken yet.", self.name)
            )
        if self.decide_count:
            raise UserError(
                self.env._(
                    "%(count)s rows of %(name)s look like somebody known: say for "
                    "each whether it is them.",
                    count=self.decide_count,
                    name=self.name,
                )
            )
        if self.mode == "all" and self.error_count:
            raise UserError(
                self.env._(
                    "%(count)s rows of %(name)s are refused: correct them in the file "
                    "and check it again, or choose to import the valid rows only.",
                    count=self.error_count,
                    name=self.name,
                )
            )
        if not self.new_count + self.update_count:
            raise UserError(
                self.env._("%s changes nothing: there is nothing to import.", self.name)
            )

    def _forget_rows(self):
        """Drop what was staged, and the contacts prepared for it."""
        self.env["club.import.line"]._drop_prepared_of(self)
        self.env["club.import.line"]._delete_of(self)
        self.write(
            {
                "step": "read",
                "read_count": 0,
                "titles": False,
                "file_problems": False,
                "run_total": 0,
                "run_done": 0,
                "run_error": False,
                "run_started_at": False,
                "run_ended_at": False,
            }
        )
