from odoo import api, fields, models


class ClubSectionStatement(models.TransientModel):
    """What waits for the section's treasurer."""

    _inherit = "club.section.statement"

    to_approve_count = fields.Integer(compute="_compute_waiting")
    to_pay_count = fields.Integer(compute="_compute_waiting")
    transfer_count = fields.Integer(compute="_compute_waiting")
    bank_line_count = fields.Integer(compute="_compute_waiting")

    @api.depends("section_id", "below")
    def _compute_waiting(self):
        for page in self:
            page.to_approve_count = page._count(
                "club.payment.out", [("state", "=", "requested")]
            )
            page.to_pay_count = page._count(
                "club.payment.out", [("state", "=", "approved")]
            )
            page.transfer_count = page._count(
                "club.section.transfer",
                [("state", "=", "proposed")],
                "awaits_section_id",
            )
            page.bank_line_count = page._count(
                "club.bank.line", [("state", "!=", "done")]
            )

    def _waiting_domain(self, field):
        operator = "child_of" if self.below else "in"
        return [(field, operator, self.section_id._origin.ids)]

    def _count(self, model, domain, field="section_id"):
        if not self.env[model].has_access("read"):
            return 0
        return self.env[model].search_count([*self._waiting_domain(field), *domain])

    def action_view_to_approve(self):
        return self._view_waiting("club_payment_out_action", "requested")

    def action_view_to_pay(self):
        return self._view_waiting("club_payment_out_action", "approved")

    def action_view_transfers(self):
        return self._view_waiting(
            "club_section_transfer_action", "proposed", "awaits_section_id"
        )

    def _view_waiting(self, action, state, field="section_id"):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(f"club_finance.{action}"),
            "domain": [*self._waiting_domain(field), ("state", "=", state)],
            "context": {},
        }

    def action_view_bank_lines(self):
        """The bank lines that nobody explained yet."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Bank lines to do"),
            "res_model": "club.bank.line",
            "view_mode": "list,form",
            "domain": [*self._waiting_domain("section_id"), ("state", "!=", "done")],
        }
