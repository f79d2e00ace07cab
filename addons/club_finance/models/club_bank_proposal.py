from odoo import api, fields, models
from odoo.fields import Command

CONFIDENCES = [
    ("exact", "Exact"),
    ("likely", "Likely"),
    ("possible", "Possible"),
]


class ClubBankProposal(models.Model):
    """What a bank line may be, with the reason: open ledger lines that it settles."""

    _name = "club.bank.proposal"
    _description = "Proposed Match"
    _order = "line_id, sequence, id"
    _rec_name = "reason"

    line_id = fields.Many2one(
        "club.bank.line", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(related="line_id.section_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    # Dues, a deposit slip, a debit order, a payout, a payment out, a transfer.
    kind = fields.Selection([("dues", "Dues")], required=True, default="dues")
    confidence = fields.Selection(CONFIDENCES, required=True, default="possible")
    reason = fields.Char(required=True, help="Why, in a sentence.")
    payer_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="cascade"
    )
    due_ids = fields.Many2many("club.due")
    # What it would be reconciled with.
    move_line_ids = fields.Many2many("account.move.line")
    amount = fields.Monetary(help="How much of the bank line this explains.")
    accepted = fields.Boolean(readonly=True)

    @api.model
    def _propose(self, values):
        """Create proposals from what recognisers return; ids of links are lists.

        The surest of a line comes first.
        """
        ranks = {name: 10 * rank for rank, (name, _label) in enumerate(CONFIDENCES)}
        return self.create(
            [
                {
                    **vals,
                    "sequence": vals.get("sequence", ranks[vals["confidence"]]),
                    "due_ids": [Command.set(vals.get("due_ids") or [])],
                    "move_line_ids": [Command.set(vals.get("move_line_ids") or [])],
                }
                for vals in values
            ]
        )

    def _fresh(self):
        """Those whose targets are open as they were, none of them taken twice."""
        left = {}
        fresh = self.browse()
        for proposal in self:
            targets = proposal.move_line_ids
            open_now = {
                target: left.get(target, target.amount_residual) for target in targets
            }
            owed = sum(open_now.values())
            compare = proposal.currency_id.compare_amounts
            if proposal.kind == "dues" and compare(owed, proposal.amount):
                continue
            if any(not amount for amount in open_now.values()):
                continue
            left.update(dict.fromkeys(targets, 0.0))
            fresh += proposal
        return fresh

    def _became(self):
        """What its line is once this proposal is taken, in words; kinds that know more
        say it."""
        return self._in_words()
