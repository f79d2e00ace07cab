import re

from odoo import models
from odoo.tools import format_date

# How many lines booked under headings are looked at, the latest first.
MOST_BEFORE = 500


class ClubBankLine(models.Model):
    """What comes back every month goes where it went before, for one click."""

    _inherit = "club.bank.line"

    def _recognisers(self):
        return [*super()._recognisers(), (90, "_recognise_heading")]

    def _recognise_heading(self):
        """Lines with the words of one that was booked under a heading."""
        values = []
        for journal, lines in self.grouped("journal_id").items():
            before = lines._booked_before(journal)
            for line in lines:
                key = (line._words(), line.amount > 0)
                if found := before.get(key):
                    values.append(line._propose_again(found))
        return values

    def _booked_before(self, journal):
        """{(words, money in): the latest accepted proposal under a heading}."""
        accepted = self.env["club.bank.proposal"].search(
            [
                ("line_id.journal_id", "=", journal.id),
                ("kind", "=", "heading"),
                ("accepted", "=", True),
                ("heading_id.active", "=", True),
            ],
            order="id desc",
            limit=MOST_BEFORE,
        )
        before = {}
        for proposal in accepted:
            line = proposal.line_id
            words = line._words()
            # A line that was split says nothing of the next one.
            if words and proposal.amount == line.amount:
                before.setdefault((words, line.amount > 0), proposal)
        return before

    def _words(self):
        """The words of the label, without dates and numbers that change."""
        self.ensure_one()
        return " ".join(re.findall(r"[^\W\d_]{3,}", self.label.upper()))

    def _propose_again(self, proposal):
        self.ensure_one()
        return {
            "line_id": self.id,
            "kind": "heading",
            "confidence": "likely",
            "reason": self.env._(
                "%(label)s of %(date)s was booked there.",
                label=proposal.line_id.label,
                date=format_date(self.env, proposal.line_id.date),
            ),
            "heading_id": proposal.heading_id.id,
            "booked_section_id": proposal.booked_section_id.id,
            "payer_id": proposal.payer_id.id,
            "note": proposal.note,
            "amount": self.amount,
        }
