from odoo import models
from odoo.addons.club_membership.tools import locked_ids
from odoo.tools import SQL

from .bank_booking import BOOKING_CONTEXT


class ClubBankLine(models.Model):
    """Taking back what a bank line was settled with: dues reopen, it waits again."""

    _inherit = "club.bank.line"

    def _undo(self):
        """Undo these lines; one that is not done stays as it is.

        They are never settled again without being asked.

        :return: the lines undone
        :raises UserError: closed accounting period
        """
        # sudo: as for settling.
        lines = self.sudo()._lock_done()
        if not lines:
            return lines
        for company, journal, day in {
            (line.company_id, line.journal_id, line.date) for line in lines
        }:
            company._club_check_period_open(day, journal)
        settled = lines.proposal_ids.filtered("accepted")
        lines._give_back()
        settled.accepted = False
        lines.by_hand = True
        settled._undone()
        lines._recognise()
        return lines

    def _lock_done(self):
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM club_bank_line WHERE id = ANY(%s) AND state = 'done' "
            "ORDER BY id FOR UPDATE",
            self.ids,
        )
        return self.browse(locked_ids(self.env, query))

    def _give_back(self):
        """Put the suspense lines back where counterparts stand."""
        statement_lines = self.statement_line_id
        others = self.env["account.move.line"]
        values = []
        for line in statement_lines:
            _liquidity, suspense, counterparts = line._seek_for_lines()
            others |= suspense | counterparts
            values.append(line._prepare_move_line_default_vals()[1])
        (others.matched_debit_ids | others.matched_credit_ids).unlink()
        moves = statement_lines.move_id.with_context(**BOOKING_CONTEXT)
        with moves._check_balanced({"records": moves, "self": moves}):
            others.with_context(**BOOKING_CONTEXT).unlink()
            self.env["account.move.line"].with_context(
                **BOOKING_CONTEXT, check_move_validity=False
            ).create(values)
