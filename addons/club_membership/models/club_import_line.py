from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ClubImportLine(models.Model):
    """One row of a file: what it says, what is wrong with it, what becomes of it."""

    _name = "club.import.line"
    _description = "Row of an Import"
    _order = "import_id desc, row"
    _rec_name = "name"

    import_id = fields.Many2one("club.import", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True)
    row = fields.Integer(required=True, aggregator=None)
    state = fields.Selection(
        [
            ("pending", "Read"),
            ("error", "Refused"),
            ("decide", "To decide"),
            ("new", "New member"),
            ("update", "Changed"),
            ("same", "Unchanged"),
            ("done", "Imported"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="pending",
    )
    name = fields.Char(readonly=True)
    number = fields.Char(string="Member number", readonly=True)
    email = fields.Char(readonly=True)
    birth_date = fields.Date(readonly=True)
    siret = fields.Char(readonly=True, string="SIRET")
    zip = fields.Char(readonly=True)
    city = fields.Char(readonly=True)
    data = fields.Json(readonly=True, help="Clean values by column.")
    read_problems = fields.Json(readonly=True, help="Found while reading.")
    problems = fields.Json(readonly=True, help="Found while reading or comparing.")
    message = fields.Text(string="Reasons", compute="_compute_message")
    failure = fields.Char(readonly=True, help="Why writing it was refused.")
    name_key = fields.Char(readonly=True)
    kind = fields.Selection(
        [("person", "Person"), ("company", "Organisation")], readonly=True
    )
    section_id = fields.Many2one("club.section", readonly=True, ondelete="cascade")
    type_id = fields.Many2one("club.membership.type", readonly=True, ondelete="cascade")
    country_id = fields.Many2one("res.country", readonly=True, ondelete="cascade")
    lang = fields.Char(readonly=True)
    date_from = fields.Date(readonly=True)
    date_to = fields.Date(readonly=True)
    confirmed = fields.Boolean(readonly=True)
    payer_id = fields.Many2one(
        "res.partner", readonly=True, index="btree_not_null", ondelete="set null"
    )
    payer_line_id = fields.Many2one(
        "club.import.line", readonly=True, index="btree_not_null", ondelete="set null"
    )
    pays = fields.Boolean(readonly=True, help="Other rows name this one as payer.")
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    prepared = fields.Boolean(
        readonly=True, help="The contact was made by this import and is not used yet."
    )
    membership_id = fields.Many2one(
        "club.membership", readonly=True, index="btree_not_null", ondelete="set null"
    )
    match = fields.Selection(
        [
            ("number", "Member number"),
            ("email", "E-mail and name"),
            ("birth", "Name and birth date"),
            ("siret", "SIRET"),
            ("decision", "Your decision"),
        ],
        string="Recognised by",
        readonly=True,
    )
    changes = fields.Json(readonly=True, help="Columns that would change something.")
    candidate_ids = fields.Many2many(
        "res.partner",
        "club_import_candidate_rel",
        "line_id",
        "partner_id",
        string="Looks like",
        readonly=True,
    )
    candidate_id = fields.Many2one(
        "res.partner",
        string="It is",
        domain="[('id', 'in', candidate_ids)]",
        index="btree_not_null",
        ondelete="set null",
    )
    candidate_email = fields.Char(related="candidate_id.email", string="Their e-mail")
    candidate_birth_date = fields.Date(
        related="candidate_id.club_birth_date", string="Their birth date"
    )
    candidate_city = fields.Char(related="candidate_id.city", string="Their city")
    twin_id = fields.Many2one(
        "club.import.line",
        string="Looks like row",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    decision = fields.Selection(
        [("same", "The same"), ("other", "Somebody else")], readonly=True
    )

    # Few indexes, and sparse ones: rows are inserted and rewritten by the thousand.
    # The sparse ones serve the foreign keys when contacts or rows are deleted.
    _import_state = models.Index("(import_id, state, row)")

    @api.depends("problems", "failure")
    @api.depends_context("lang")
    def _compute_message(self):
        for line in self:
            sentences = line.import_id._problem_sentences(line.problems or [])
            if line.failure:
                sentences.append(line.failure)
            line.message = "\n".join(sentences) or False

    def write(self, vals):
        if not self.env.su and self.import_id.filtered(
            lambda batch: batch.state in ("running", "done")
        ):
            raise UserError(
                self.env._("Rows that are being written or were cannot be changed.")
            )
        return super().write(vals)

    def action_same(self):
        """It is the one shown: their record is completed, nobody is added."""
        for line in self.filtered(lambda line: line.state == "decide"):
            candidate = line.candidate_id & line.candidate_ids
            candidate = candidate or line.candidate_ids[:1]
            line.write(
                {
                    "decision": "same",
                    "candidate_id": candidate.id,
                    "state": "update" if candidate else "same",
                }
            )

    def action_other(self):
        """Somebody else who happens to look alike: a new member."""
        undecided = self.filtered(lambda line: line.state == "decide")
        undecided.write({"decision": "other", "state": "new"})

    @api.model
    def _delete_of(self, batches):
        """Delete all rows of these imports in one statement."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL("DELETE FROM club_import_line WHERE import_id = ANY(%s)", batches.ids)
        )
        batches.invalidate_recordset()
        self.invalidate_model()

    @api.model
    def _drop_prepared_of(self, batches, limit=None):
        """Delete contacts prepared for rows that were not applied.

        They are archived and nothing refers to them.

        :return: how many
        """
        lines = self.search(
            [("import_id", "in", batches.ids), ("prepared", "=", True)], limit=limit
        )
        # sudo: the import made them; who cancels it may not delete contacts.
        lines = lines.sudo()
        partners = lines.partner_id
        lines.write({"partner_id": False, "prepared": False})
        partners.unlink()
        return len(lines)
