from odoo import api, fields, models

COUNTED = ("error", "decide", "new", "update", "same", "done", "failed")


class ClubImport(models.Model):
    """What the form shows of an import: how many rows are in which state."""

    _inherit = "club.import"

    row_count = fields.Integer(string="Rows in the file", compute="_compute_counts")
    error_count = fields.Integer(string="Refused", compute="_compute_counts")
    decide_count = fields.Integer(string="To decide", compute="_compute_counts")
    new_count = fields.Integer(string="New members", compute="_compute_counts")
    update_count = fields.Integer(string="Changed", compute="_compute_counts")
    same_count = fields.Integer(string="Unchanged", compute="_compute_counts")
    done_count = fields.Integer(string="Imported", compute="_compute_counts")
    failed_count = fields.Integer(string="Failed", compute="_compute_counts")
    blocked = fields.Boolean(
        compute="_compute_file_message", help="The file as a whole is refused."
    )
    file_message = fields.Text(compute="_compute_file_message")

    @api.depends("line_ids.state")
    def _compute_counts(self):
        groups = self.env["club.import.line"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "state"], ["__count"]
        )
        for batch in self:
            mine = {state: count for owner, state, count in groups if owner == batch}
            batch.row_count = sum(mine.values())
            for state in COUNTED:
                batch[f"{state}_count"] = mine.get(state, 0)

    @api.depends("file_problems")
    @api.depends_context("lang")
    def _compute_file_message(self):
        for batch in self:
            problems = batch.file_problems or []
            batch.blocked = any(problem["blocking"] for problem in problems)
            batch.file_message = "\n".join(batch._problem_sentences(problems)) or False

    def action_decide(self):
        """Show the look-alikes, and only those."""
        self.ensure_one()
        views = [
            (
                self.env.ref(f"club_membership.club_import_line_view_{mode}_decide").id,
                mode,
            )
            for mode in ("list", "kanban")
        ]
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.import.line",
            "name": self.env._("Is it them?"),
            "views": views,
            "mobile_view_mode": "kanban",
            "domain": [("import_id", "=", self.id), ("state", "=", "decide")],
        }
