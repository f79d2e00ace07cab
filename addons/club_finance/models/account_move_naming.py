from odoo import models


class AccountMove(models.Model):
    """The entries of a bank's file are named together."""

    _inherit = "account.move"

    def _get_next_sequence_format(self):
        """Look for the last name once for the bank lines of a day, not for each.

        The numbers are counted, under Odoo's lock, as ever: it keeps the last one in a
        cache, and forgets it when a name is changed by hand. What a name looks like is
        kept there, too.
        """
        journal = self.journal_id
        alike = (
            self.env.context.get("is_statement_line")
            and journal.type in ("bank", "cash", "credit")
            and self.move_type == "entry"
            and not self.origin_payment_id
        )
        if not alike:
            return super()._get_next_sequence_format()
        cache = self._get_sequence_cache()
        key = ("club_format", journal.id, self.date)
        if key not in cache:
            pattern, values = super()._get_next_sequence_format()
            if not values["seq"]:
                # The first of a period: the next one has a name to follow.
                return pattern, values
            cache[key] = (pattern, values)
        pattern, values = cache[key]
        return pattern, dict(values)
