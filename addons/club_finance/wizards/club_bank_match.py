from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_amount


class ClubBankMatch(models.TransientModel):
    """Say what a bank line is: dues, a heading, slips, or several of them."""

    _name = "club.bank.match"
    _description = "What a Bank Line Is"
    _inherit = ["club.dialog"]

    line_id = fields.Many2one(
        "club.bank.line", string="Bank line", required=True, readonly=True
    )
    company_id = fields.Many2one(related="line_id.company_id")
    currency_id = fields.Many2one(related="line_id.currency_id")
    section_id = fields.Many2one("club.section", compute="_compute_line_facts")
    date = fields.Date(compute="_compute_line_facts")
    label = fields.Char(compute="_compute_line_facts")
    payer_name = fields.Char(compute="_compute_line_facts")
    amount = fields.Monetary(compute="_compute_line_facts")
    part_ids = fields.One2many(
        "club.bank.match.part",
        "match_id",
        string="It is",
        compute="_compute_part_ids",
        store=True,
        readonly=False,
        precompute=True,
        compute_sudo=False,
    )
    left = fields.Monetary(string="Still to explain", compute="_compute_left")

    def _seen_line(self):
        """The line, if the user may see it: a form may name any before it is saved."""
        return self.line_id._origin._filtered_access("read")

    @api.depends("line_id")
    def _compute_line_facts(self):
        for match in self:
            line = match._seen_line()
            match.section_id = line.section_id
            match.date, match.amount = line.date, line.amount
            match.label, match.payer_name = line.label, line.payer_name

    @api.depends("line_id")
    def _compute_part_ids(self):
        """Begin with what was proposed, or with the whole amount."""
        for match in self:
            line = match._seen_line()
            best = line.proposal_ids.filtered(lambda each: each.kind == "dues")[:1]
            # Who may not see the proposed payer begins from nothing.
            payer = best.payer_id._filtered_access("read")
            dues = best.due_ids._filtered_access("read") if payer else best.due_ids[:0]
            match.part_ids = [Command.clear()] + (
                [
                    Command.create(
                        {
                            "what": "payer" if payer or line.amount > 0 else "heading",
                            "payer_id": payer.id,
                            "due_ids": [Command.set(dues.ids)],
                            "amount": line.amount,
                        }
                    )
                ]
                if line
                else []
            )

    @api.depends("amount", "part_ids.amount")
    def _compute_left(self):
        for match in self:
            explained = sum(match.part_ids.mapped("amount"))
            match.left = (match.currency_id or self.env.company.currency_id).round(
                match.amount - explained
            )

    @api.model_create_multi
    def create(self, vals_list):
        matches = super().create(vals_list)
        matches.line_id.check_access("write")
        return matches

    def action_confirm(self):
        """Book the bank line as said.

        :raises UserError: parts that do not make up the amount, a payer or heading
            missing, dues chosen twice, a line that is done meanwhile
        :raises AccessError: a line, due or payer that the user may not see
        """
        self.ensure_one()
        line = self.line_id
        line._check_confirmable()
        self._check_parts()
        values = [part._prepare_proposal() for part in self.part_ids]
        # sudo: proposals are written by methods only; what they say was read with the
        # user's own eyes.
        proposals = self.env["club.bank.proposal"].sudo()._propose(values)
        if not proposals._settle():
            raise UserError(
                self.env._(
                    "%s was settled meanwhile: undo it first if it is something else.",
                    line.label,
                )
            )
        return {"type": "ir.actions.act_window_close"}

    def _check_parts(self):
        if not self.part_ids:
            raise UserError(self.env._("Say what this bank line is."))
        if not self.currency_id.is_zero(self.left):
            raise UserError(
                self.env._(
                    "%(left)s of this line are not explained yet: add what they are, "
                    "or correct the amounts.",
                    left=format_amount(self.env, self.left, self.currency_id),
                )
            )
        seen = self.env["club.due"]
        for part in self.part_ids:
            part._check_complete()
            if twice := seen & part.due_ids:
                raise UserError(
                    self.env._(
                        "The dues of %s stand in two parts: put them in one.",
                        twice[:1].partner_id.name,
                    )
                )
            seen |= part.due_ids
