from odoo import api, fields, models
from odoo.tools import SQL

# Up to so many lines, whoever asks sees the outcome at once.
AT_ONCE = 300
WRITTEN_TABLES = (
    "club_bank_line, club_bank_proposal, account_move_line, account_partial_reconcile, "
    "club_due"
)


class ClubBankRun(models.Model):
    """Recognising many bank lines and settling those that are exact, in chunks."""

    _name = "club.bank.run"
    _description = "Recognition of Bank Lines"
    _inherit = ["club.run"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True
    )
    section_id = fields.Many2one(
        "club.section",
        index=True,
        readonly=True,
        check_company=True,
        ondelete="restrict",
        help="Whose bank lines they are; empty for those of several sections.",
    )
    line_ids = fields.One2many("club.bank.line", "run_id", readonly=True)
    settled_count = fields.Integer(string="Settled", compute="_compute_counts")
    proposed_count = fields.Integer(string="To confirm", compute="_compute_counts")
    todo_count = fields.Integer(string="Not recognised", compute="_compute_counts")

    def _compute_counts(self):
        counts = {
            (run, state): count
            for run, state, count in self.env["club.bank.line"]._read_group(
                [("run_id", "in", self.ids)], ["run_id", "state"], ["__count"]
            )
        }
        for run in self:
            run.settled_count = counts.get((run, "done"), 0)
            run.proposed_count = counts.get((run, "proposed"), 0)
            run.todo_count = counts.get((run, "todo"), 0)

    @api.model
    def _start(self, lines, name):
        """Recognise lines and settle what is exact: at once when they are few.

        Lines that another run is at are left to it.

        :param lines: bank lines of one company; those done are left out
        :param name: what the run is called
        :return: the run
        """
        # sudo: who may write the lines was asked before; what follows is the run's.
        lines = lines.sudo().filtered(lambda line: line.state != "done")
        sections = lines.section_id
        run = self.sudo().create(
            {
                "name": name,
                "company_id": (lines.company_id or self.env.company).id,
                "section_id": sections.id if len(sections) == 1 else False,
                "state": "ready",
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE club_bank_line l SET run_id = %(run)s, run_step = 'recognise'
                 WHERE l.id = ANY(%(ids)s) AND l.state <> 'done'
                   AND (l.run_step IS NULL OR NOT EXISTS (
                        SELECT FROM club_bank_run r
                         WHERE r.id = l.run_id AND r.state = 'running'))
                """,
                run=run.id,
                ids=lines.ids,
            )
        )
        lines.invalidate_recordset(["run_id", "run_step"], flush=False)
        run._run_start()
        if len(lines) <= AT_ONCE:
            run._run_in_own_words()._run_now()
        return run

    def _run_count_remaining(self):
        """Steps to do: a line has two, being recognised and being settled."""
        steps = dict(
            self.env["club.bank.line"]._read_group(
                [("run_id", "=", self.id), ("run_step", "!=", False)],
                ["run_step"],
                ["__count"],
            )
        )
        return 2 * steps.get("recognise", 0) + steps.get("settle", 0)
