from odoo import Command, api, fields, models

from ..tools import choices_of


class ClubAdmission(models.TransientModel):
    """The newcomer's cheque or cash, booked in the same form as the admission."""

    _inherit = "club.admission"

    paid_now = fields.Boolean(string="Paid now")
    can_pay = fields.Boolean(compute="_compute_can_pay")
    pay_method = fields.Selection(
        choices_of("club.deposit", "method"),
        string="Paid by",
        default="cheque",
    )
    cheque_number = fields.Char(string="Cheque no.")
    journal_id = fields.Many2one(
        "account.journal",
        string="Bank or cash journal",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
    )

    @api.depends("section_id")
    def _compute_journal_id(self):
        for admission in self:
            admission.journal_id = (
                admission.section_id and admission.section_id._bank_journal()
            )

    def _compute_can_pay(self):
        self.can_pay = self.env["club.deposit"].has_access("create")

    def _due_date(self):
        """The day the first dues fall due; None leaves it to the call."""
        today = fields.Date.context_today(self)
        return max(self.joined_on, today) if self.paid_now else None

    def _record_payment(self, membership):
        dues = membership.due_ids.filtered(lambda due: due.residual > 0)
        if not (self.paid_now and dues):
            return
        deposit = self.env["club.deposit"].create(
            {
                "company_id": self.company_id.id,
                "section_id": membership.section_id.id,
                "journal_id": self.journal_id.id,
                "method": self.pay_method,
                "date": fields.Date.context_today(self),
                "line_ids": [
                    Command.create(
                        {
                            "payer_id": membership._payer.id,
                            "number": self.cheque_number,
                            "amount": sum(dues.mapped("residual")),
                            "due_ids": [Command.set(dues.ids)],
                        }
                    )
                ],
            }
        )
        deposit.action_post()
