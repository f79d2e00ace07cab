from odoo import models


class ClubSection(models.Model):
    """What waits for the treasurer, on the dashboard."""

    _inherit = "club.section"

    def _board_waiting(self):
        """What waits for somebody, counted with the reader's own rights.

        :return: list of ``label``, ``count``, ``model`` and ``domain``
        """
        waiting = []
        for label, model, place, domain in self._board_waiting_kinds():
            records = self.env[model]
            if not records.has_access("read"):
                continue
            domain = [(place, "child_of", self.id), *domain]
            if count := records.search_count(domain):
                waiting.append(
                    {
                        "label": label,
                        "count": count,
                        "model": model,
                        "domain": domain,
                    }
                )
        return waiting

    def _board_waiting_kinds(self):
        """What may wait: a label, the model, whose section counts, and which of its
        records; others add theirs."""
        env = self.env
        section = "section_id"
        return [
            (
                env._("Bank lines to match"),
                "club.bank.line",
                section,
                [("state", "in", ("todo", "proposed"))],
            ),
            (
                env._("Expense claims to decide"),
                "club.expense",
                section,
                [("state", "=", "submitted")],
            ),
            (
                env._("Payments to approve"),
                "club.payment.out",
                section,
                [("state", "=", "requested"), ("requested_by_id", "!=", env.uid)],
            ),
            (
                env._("Payments a colleague has to approve"),
                "club.payment.out",
                section,
                [("state", "=", "requested"), ("requested_by_id", "=", env.uid)],
            ),
            (
                env._("Payments to make"),
                "club.payment.out",
                section,
                [("state", "=", "approved")],
            ),
            (
                env._("Mandates suspended"),
                "club.mandate",
                section,
                [("state", "=", "suspended")],
            ),
            (
                env._("Transfers to confirm"),
                "club.section.transfer",
                "awaits_section_id",
                [("state", "=", "proposed")],
            ),
            (
                env._("Deposits to post"),
                "club.deposit",
                section,
                [("state", "=", "draft")],
            ),
            (
                env._("Budgets to prepare"),
                "club.budget",
                section,
                [("state", "=", "draft")],
            ),
            (
                env._("Budgets to approve"),
                "club.budget",
                section,
                [("state", "=", "proposed")],
            ),
            (
                env._("Budgets to freeze"),
                "club.budget",
                section,
                [("state", "=", "approved")],
            ),
        ]
