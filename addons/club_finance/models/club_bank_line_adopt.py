from odoo import api, models
from odoo.tools import SQL


class ClubBankLine(models.Model):
    """Every line of a bank journal is shown, whatever way it came in."""

    _inherit = "club.bank.line"

    @api.model
    def _adopt(self, statement_lines):
        """Show these bank lines; one that is shown already is brought up to date."""
        # sudo: whoever imports, all lines are shown, to those who may see them.
        lines = self.sudo()
        known = {
            line.statement_line_id: line
            for line in lines.search([("statement_line_id", "in", statement_lines.ids)])
        }
        sections = self._sections_of(statement_lines.journal_id)
        values = [
            (statement_line, self._prepare_from(statement_line, sections))
            for statement_line in statement_lines
        ]
        for statement_line, vals in values:
            if statement_line in known:
                known[statement_line].write(vals)
        return lines.create(
            [vals for statement_line, vals in values if statement_line not in known]
        )

    @api.model
    def _adopt_all(self):
        """Show the bank lines that were there before Club was; called at install."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT s.id FROM account_bank_statement_line s
                  JOIN account_journal j ON j.id = s.journal_id
                 WHERE NOT EXISTS (SELECT FROM club_bank_line l
                                    WHERE l.statement_line_id = s.id)
                 ORDER BY s.id
                """
            )
        )
        ids = [row[0] for row in rows]
        for start in range(0, len(ids), 1000):
            self._adopt(
                self.env["account.bank.statement.line"].browse(
                    ids[start : start + 1000]
                )
            )

    @api.model
    def _prepare_from(self, statement_line, sections):
        journal = statement_line.journal_id
        return {
            "statement_line_id": statement_line.id,
            "company_id": journal.company_id.id,
            "journal_id": journal.id,
            "section_id": sections[journal].id,
            "date": statement_line.date,
            "amount": statement_line.amount,
            "label": statement_line.payment_ref or "/",
            "payer_name": statement_line.partner_name,
            "payer_iban": _compact(statement_line.account_number),
            "reference": statement_line.ref,
        }

    @api.model
    def _sections_of(self, journals):
        """{journal: section whose bank account or cash box it is, else the root}."""
        # sudo: whose account it is decides who may look, before anybody looks.
        own = self.env["club.section"].sudo().with_context(active_test=False)
        found = {}
        for section in own.search(
            [
                "|",
                ("bank_journal_id", "in", journals.ids),
                ("cash_journal_id", "in", journals.ids),
            ]
        ):
            for journal in section.bank_journal_id | section.cash_journal_id:
                found[journal] = section
        return {
            journal: found.get(journal) or journal.company_id._club_root_section()
            for journal in journals
        }


def _compact(number):
    return number.replace(" ", "").upper() if number else False
