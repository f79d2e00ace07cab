from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class ClubBankHeading(models.TransientModel):
    """Book whole bank lines under one heading: fees of the bank, a grant, a rent."""

    _name = "club.bank.heading"
    _description = "Book Bank Lines under a Heading"
    _inherit = ["club.dialog"]

    line_ids = fields.Many2many("club.bank.line", string="Bank lines", required=True)
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    heading_id = fields.Many2one("club.heading", required=True)
    section_id = fields.Many2one(
        "club.section",
        string="For",
        help="Whose income or spending it is; by default whose bank account it is.",
    )
    note = fields.Char(string="What for")

    @api.model
    def default_get(self, fields_list):
        """Take the selected bank lines that are not done."""
        values = super().default_get(fields_list)
        if self.env.context.get("active_model") == "club.bank.line":
            lines = self.env["club.bank.line"].browse(
                self.env.context.get("active_ids", [])
            )
            undone = lines.filtered(lambda line: line.state != "done")
            values["line_ids"] = [Command.set(undone.ids)]
        return values

    @api.depends("line_ids")
    def _compute_company_id(self):
        for choice in self:
            choice.company_id = choice.line_ids.company_id[:1]

    @api.model_create_multi
    def create(self, vals_list):
        choices = super().create(vals_list)
        choices.line_ids.check_access("write")
        return choices

    def action_confirm(self):
        """Book the lines under the heading; those done meanwhile are left alone.

        :raises UserError: no line, lines of several associations, a heading without
            account, a closed period
        :raises AccessError: a line or section that is not the user's
        """
        self.ensure_one()
        if not self.line_ids:
            raise UserError(
                self.env._("Choose at least one bank line that is not done yet.")
            )
        if len(self.line_ids.company_id) > 1:
            raise UserError(
                self.env._("Choose bank lines of one association at a time.")
            )
        self.line_ids._check_confirmable()
        if self.section_id:
            self.section_id._check_keeps_accounts()
        self.heading_id._check_bookable(self.company_id)
        values = [
            {
                "line_id": line.id,
                "kind": "heading",
                "confidence": "exact",
                "reason": self.env._("%s said so.", self.env.user.name),
                "heading_id": self.heading_id.id,
                "booked_section_id": self.section_id.id,
                "note": self.note,
                "amount": line.amount,
            }
            for line in self.line_ids
        ]
        # sudo: proposals are written by methods only, for lines one may write.
        self.env["club.bank.proposal"].sudo()._propose(values)._settle()
        return {"type": "ir.actions.act_window_close"}
