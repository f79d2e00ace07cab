import base64
import json
from itertools import islice

from odoo import fields, models
from odoo.tools import SQL

# Lines brought in by one transaction.
CHUNK = 500


class ClubBankFile(models.Model):
    """A large file comes in by committed chunks, and a killed process goes on."""

    _inherit = "club.bank.file"

    # What was read of the file and is not in the books yet; gone once it is.
    staged = fields.Binary(
        attachment=True, copy=False, readonly=True, groups="base.group_system"
    )
    # Where the chunks are: {"position": lines done, "total": of them all}.
    staging = fields.Json(copy=False, readonly=True, groups="base.group_system")
    run_state = fields.Selection(related="run_id.state", string="State of the job")
    run_done = fields.Integer(related="run_id.run_done", string="Steps done")
    run_total = fields.Integer(related="run_id.run_total", string="Steps to do")
    run_progress = fields.Float(related="run_id.run_progress")
    run_error = fields.Char(related="run_id.run_error")

    def action_go_on(self):
        """Go on with a file that stopped at a problem, once its cause is gone."""
        self.check_access("write")
        # sudo: the run follows from the file, whose right was checked.
        self.sudo().run_id.filtered(lambda run: run.state == "ready")._run_start()

    def _lock_account(self):
        """Let one file at a time bring lines into this bank account.

        Who waited here sees a row changed since it began: PostgreSQL refuses, Odoo
        tries again, and finds the lines that came in.
        """
        self.env.cr.execute(
            SQL(
                "UPDATE account_journal SET sequence = sequence WHERE id = %s",
                self.journal_id.id,
            ),
            log_exceptions=False,
        )

    def _stage(self, statements):
        """Keep the lines that are not in the books yet, for the chunks.

        :return: how many there are
        """
        self._lock_account()
        numbers = [
            line["unique_import_id"]
            for vals in statements
            for line in vals["transactions"]
        ]
        known = self._known(numbers)
        staged = []
        for vals in statements:
            lines = vals.pop("transactions")
            new = [line for line in lines if line["unique_import_id"] not in known]
            for sequence, line in enumerate(new, start=1):
                line.update(sequence=sequence, date=str(line["date"])[:10])
            if "balance_start" in vals:
                # Between the two balances of the bank stand the new lines alone.
                vals["balance_start"] += sum(
                    float(line["amount"])
                    for line in lines
                    if line["unique_import_id"] in known
                )
            if new:
                vals["date"] = str(vals.get("date") or new[-1]["date"])[:10]
                staged.append({"values": vals, "lines": new})
        self.staged = base64.b64encode(json.dumps(staged).encode())
        total = sum(len(part["lines"]) for part in staged)
        self.staging = {"position": 0, "total": total}
        return total

    def _known(self, numbers):
        """Those of these numbers of lines that are in the books, of any company."""
        self.env["account.bank.statement.line"].flush_model(["unique_import_id"])
        rows = self.env.execute_query(
            SQL(
                "SELECT unique_import_id FROM account_bank_statement_line "
                "WHERE unique_import_id = ANY(%s)",
                numbers,
            )
        )
        return {row[0] for row in rows}

    def _staged_left(self):
        """How many lines are still to be brought in."""
        staging = self.staging
        return staging["total"] - staging["position"] if staging else 0

    def _staged_parts(self):
        """[{"values": of a statement, "lines": values of its lines}]."""
        return json.loads(base64.b64decode(self.staged))

    def _bring_in(self, limit=CHUNK):
        """Make bank lines of the next staged ones.

        :param limit: how many at most
        :return: (ours, of those that are new; how many were looked at)
        """
        self._lock_account()
        start = self.staging["position"]
        staged = (line for part in self._staged_parts() for line in part["lines"])
        values = list(islice(staged, start, start + limit))
        # Another file may have brought some meanwhile.
        known = self._known([line["unique_import_id"] for line in values])
        # Whose money it is, our recognition says, with its reasons.
        model = self.env["account.bank.statement.line"].with_company(self.company_id)
        created = model.with_context(skip_retrieve_partner=True).create(
            [line for line in values if line["unique_import_id"] not in known]
        )
        lines = self.env["club.bank.line"].search(
            [("statement_line_id", "in", created.ids)]
        )
        lines.file_id = self
        self.staging = {**self.staging, "position": start + len(values)}
        self.line_count += len(lines)
        self.known_count += len(values) - len(lines)
        return lines, len(values)

    def _make_statements(self):
        """The bank's statements and their balances, around the lines that came in.

        Once all are there: Odoo adds up the whole statement for each line it gets.
        """
        came = self.line_ids.statement_line_id
        ids = {line.unique_import_id: line.id for line in came}
        for part in self._staged_parts():
            numbers = (line["unique_import_id"] for line in part["lines"])
            lines = [ids[number] for number in numbers if number in ids]
            if lines:
                self.env["account.bank.statement"].create(
                    {**part["values"], "line_ids": [fields.Command.set(lines)]}
                )


class ClubBankRun(models.Model):
    """The run of a file brings its lines in first."""

    _inherit = "club.bank.run"

    file_ids = fields.One2many("club.bank.file", "run_id", readonly=True)

    def _start_file(self, file):
        """Bring in the lines of a file, recognise and settle them, chunk by chunk.

        :return: the run
        """
        # sudo: who may import the file was asked before; what follows is the run's.
        run = self.sudo().create(
            {
                "name": file.name,
                "company_id": file.company_id.id,
                "section_id": file.section_id.id,
                "state": "ready",
            }
        )
        file.sudo().run_id = run
        run._run_start()
        return run

    def _importing(self):
        return self.file_ids.filtered(lambda file: file.state == "importing")[:1]

    def _run_chunk(self):
        # sudo: the run does what whoever started it may do.
        run = self.sudo()
        if file := run._importing():
            return run._import_chunk(file)
        return super()._run_chunk()

    def _import_chunk(self, file):
        lines, done = file._bring_in()
        lines.write({"run_id": self.id, "run_step": "recognise"})
        if not file._staged_left():
            file._end_import()
        # A line that came in before has no more steps.
        return done + 2 * (done - len(lines)) or 1

    def _run_count_remaining(self):
        # sudo: as for the chunks.
        left = sum(file._staged_left() for file in self.sudo()._importing())
        return super()._run_count_remaining() + 3 * left

    def _run_finish(self):
        result = super()._run_finish()
        # sudo: the outcome is noted on the file, whoever runs.
        self.sudo().file_ids._say_outcome()
        return result
