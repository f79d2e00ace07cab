import csv
import io
from collections import Counter

from odoo import models


class ClubBenefit(models.Model):
    """What the provider is told: how often, by month and type, and nobody's name."""

    _inherit = "club.benefit"

    def _sheet_rows(self):
        """Lines of the sheet: (month as 2026-03, membership type, uses, members).

        A member who used it twice in a month is one member.
        """
        self.ensure_one()
        uses = self.env["club.benefit.use"].search_fetch(
            [("benefit_id", "=", self.id)], ["date", "type_id", "membership_id"]
        )
        counts, members = Counter(), {}
        for use in uses:
            key = (use.date.strftime("%Y-%m"), use.type_id.name)
            counts[key] += 1
            members.setdefault(key, set()).add(use.membership_id.id)
        return [
            (month, kind, counts[month, kind], len(members[month, kind]))
            for month, kind in sorted(counts)
        ]

    def _sheet(self):
        """The sheet for the provider.

        :return: (name of the file, its content as bytes)
        """
        self.ensure_one()
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow(
            [
                self.env._("Month"),
                self.env._("Membership type"),
                self.env._("Uses"),
                self.env._("Members"),
            ]
        )
        writer.writerows(
            [month, _harmless(kind), uses, members]
            for month, kind, uses, members in self._sheet_rows()
        )
        # A byte order mark: Excel reads the accents.
        return f"benefit-{self.id}.csv", text.getvalue().encode("utf-8-sig")


def _harmless(text):
    """A text that no spreadsheet runs as a formula (CWE-1236)."""
    return f"'{text}" if text[:1] in "=+-@" else text
