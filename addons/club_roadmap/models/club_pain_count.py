from odoo import models
from odoo.tools import SQL

from ..figures import pains


class ClubPain(models.Model):
    """How many members a pain point hurts, and what they lose together."""

    _inherit = "club.pain"

    def _count_reports(self):
        """Count again the members of these pain points and what they lose."""
        self.env.flush_all()
        # sudo: hidden lines count as well.
        rows = self.env["club.pain.report"].sudo().search([("root_id", "in", self.ids)])
        by_root = rows.grouped("root_id")
        for pain in self.sudo():  # sudo: what is counted is written by nobody's hand
            mine = by_root.get(pain, rows.browse())._of_members()
            told = pains.totals(
                [pains.Report(r.hours, r.money, r.is_shown) for r in mine]
            )
            pain._keep_figures(len(mine), told)

    def _keep_figures(self, members, told):
        """Write what was counted, behind the ORM: ``write_date`` would tell the second
        in which somebody who is not named reported it.

        :param told: ``pains.Totals``, None where nothing may be shown
        """
        self.env.cr.execute(
            SQL(
                """
                UPDATE club_pain SET member_count = %s, has_figures = %s,
                       hours = %s, median_hours = %s, money = %s
                 WHERE id = %s
                """,
                members,
                bool(told),
                told.hours if told else 0.0,
                told.median_hours if told else 0.0,
                told.money if told else 0.0,
                self.id,
            )
        )
        self.invalidate_recordset(
            ["member_count", "has_figures", "hours", "median_hours", "money"]
        )
