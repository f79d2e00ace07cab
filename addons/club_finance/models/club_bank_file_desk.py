from odoo import api, fields, models


class ClubBankFile(models.Model):
    """What is left to do of a file, and where."""

    _inherit = "club.bank.file"

    bank_label = fields.Char(
        string="Account", compute="_compute_bank_label", compute_sudo=True
    )
    done_count = fields.Integer(string="Done", compute="_compute_left")
    proposed_count = fields.Integer(string="To confirm", compute="_compute_left")
    todo_count = fields.Integer(string="Nothing found", compute="_compute_left")

    @api.depends("journal_id.name")
    def _compute_bank_label(self):
        # compute_sudo: a section's treasurer reads no journal, and knows their bank.
        for file in self:
            account = file.journal_id.bank_account_id.acc_number
            parts = (file.journal_id.name, account)
            file.bank_label = " · ".join(part for part in parts if part)

    @api.depends("line_ids.state")
    def _compute_left(self):
        counts = {
            (file.id, state): count
            for file, state, count in self.env["club.bank.line"]._read_group(
                [("file_id", "in", self.ids)], ["file_id", "state"], ["__count"]
            )
        }
        for file in self:
            file.done_count = counts.get((file.id, "done"), 0)
            file.proposed_count = counts.get((file.id, "proposed"), 0)
            file.todo_count = counts.get((file.id, "todo"), 0)

    def action_view_lines(self):
        """The lines of these files, those to be done first."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_bank_line_action"
            ),
            "domain": [("file_id", "in", self.ids)],
            "context": {
                "search_default_undone": int(
                    bool(sum(self.mapped("proposed_count") + self.mapped("todo_count")))
                )
            },
        }
