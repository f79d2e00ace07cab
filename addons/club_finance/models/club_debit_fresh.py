from odoo import models


class ClubDebit(models.Model):
    """Looking again before each step: what was paid or revoked meanwhile."""

    _inherit = "club.debit"

    def _refresh(self, lines):
        """Leave out of these lines what is no longer to be debited.

        An amount only goes down: nobody is debited more than they were told.

        :return: the lines that stay
        """
        dues = lines.due_ids
        paying = self._dues_being_paid(dues)
        stays = lines.browse()
        for line in lines:
            reason = self._line_refusal(line, paying)
            if reason:
                line._leave_out(reason)
            else:
                stays |= line
        return stays

    def _line_refusal(self, line, paying):
        payer = line.payer_id
        reason = self._payer_refusal(payer, line.mandate_id)
        if reason:
            return reason
        for due in line.due_ids:
            if due in paying:
                return self.env._(
                    "An online payment of %s is under way.", due.partner_id.name
                )
            if due.partner_id.club_deceased_on:
                return self.env._(
                    "%s has died: nothing is debited.", due.partner_id.name
                )
        self._lower(line)
        if not line.item_ids:
            return self.env._("%s has paid meanwhile.", payer.name)
        return self._first_under_way(line)

    def _lower(self, line):
        """Take off a line what was paid or credited since it was written."""
        currency, changed = self.currency_id, False
        for item in line.item_ids:
            debt = item.move_line_id
            left = debt.amount_residual if debt.parent_state == "posted" else 0.0
            if currency.compare_amounts(left, 0) <= 0:
                item.unlink()
            elif currency.compare_amounts(left, item.amount) < 0:
                item.amount = left
            else:
                continue
            changed = True
        if changed:
            line.amount = currency.round(sum(line.item_ids.mapped("amount")))

    def _first_under_way(self, line):
        """A bank takes a mandate's later debits only once it took the first."""
        mandate = line.mandate_id
        if mandate.type != "recurrent" or mandate.recurrent_sequence_type != "first":
            return ""
        other = self.env["club.debit.line"].search(
            [
                ("mandate_id", "=", mandate.id),
                ("state", "=", "ordered"),
                ("id", "!=", line.id),
            ],
            limit=1,
        )
        return (
            self.env._(
                "The first debit of the mandate %(mandate)s is still on its way, "
                "with %(debit)s.",
                mandate=mandate.unique_mandate_reference,
                debit=other.debit_id.name,
            )
            if other
            else ""
        )
