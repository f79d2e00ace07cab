from odoo import fields, models
from odoo.tools import format_date


class ClubBankLine(models.Model):
    """Where a line stands in a run."""

    _inherit = "club.bank.line"

    run_id = fields.Many2one(
        "club.bank.run", readonly=True, index="btree_not_null", ondelete="set null"
    )
    run_step = fields.Selection(
        [("recognise", "To recognise"), ("settle", "To settle")], readonly=True
    )
    # Lines that settle debts of one entry go together: it is computed once for all.
    run_key = fields.Integer(readonly=True)
    message = fields.Char(
        string="Why not settled",
        readonly=True,
        help="What was in the way when it was to be settled, or of proposing a match.",
    )

    _run_idx = models.Index(
        "(run_id, run_step, run_key, id) WHERE run_step IS NOT NULL"
    )

    def _exact(self):
        """The exact proposals of these lines, where there is one only, and nobody took
        one back before."""
        found = self.proposal_ids.filtered(
            lambda proposal: proposal.confidence == "exact"
        )
        alone = {
            line
            for line, exact in found.grouped("line_id").items()
            if len(exact) == 1 and not line.by_hand
        }
        return found.filtered(lambda proposal: proposal.line_id in alone)

    def action_recognise(self):
        """Look again what these lines may be, and settle what is exact.

        :raises AccessError: the user may not confirm these lines
        """
        self.check_access("write")
        for company, lines in self.grouped("company_id").items():
            self.env["club.bank.run"]._start(
                lines,
                self.env._(
                    "Bank lines of %s",
                    format_date(self.env, company._club_today()),
                ),
            )
