from odoo import api, models
from odoo.fields import Command


class AccountMove(models.Model):
    """Plain entries of the association: transfers, shares, claims, hours."""

    _inherit = "account.move"

    @api.model
    def _club_book(self, journal, day, ref, lines, **vals):
        """Book and post one plain entry.

        :param journal: where it goes; its company is the entry's
        :param day: accounting date
        :param lines: dictionaries of ``account`` (record), ``balance`` (signed, debit
            above zero, company currency), and optionally ``name``, ``partner``,
            ``heading``, ``section`` (whose analytic account carries the line) and
            ``values`` (more fields of the ledger line)
        :param vals: more fields of the entry
        :raises UserError: the period is closed, the lines do not balance
        """
        company = journal.company_id
        company._club_check_period_open(day, journal)
        currency = company.currency_id
        entry_line = self.env["club.due"]._prepare_entry_line
        move = (
            self.with_company(company)
            .with_context(club_skip_rank=True)
            .create(
                {
                    "move_type": "entry",
                    "journal_id": journal.id,
                    "date": day,
                    "ref": ref,
                    "line_ids": [
                        Command.create(
                            entry_line(
                                currency,
                                line["account"],
                                line["balance"],
                                line.get("name") or ref,
                            )
                            | self._club_line_values(line)
                        )
                        for line in lines
                    ],
                    **vals,
                }
            )
        )
        move._post(soft=False)
        return move

    @api.model
    def _club_line_values(self, line):
        partner, section = line.get("partner"), line.get("section")
        heading = line.get("heading")
        return {
            "partner_id": partner.id if partner else False,
            "club_heading_id": heading.id if heading else False,
            "analytic_distribution": section._analytic_distribution()
            if section
            else {},
            **line.get("values", {}),
        }

    @api.model
    def _club_mirror(self, move, day, ref):
        """Book the mirror of a plain entry.

        :param move: the entry that is taken back; it stays
        :param day: date of the mirror
        :return: the new entry, its lines in the order of the other's
        :raises UserError: the period is closed
        """
        return self._club_book(
            move.journal_id,
            day,
            ref,
            [
                {
                    "account": line.account_id,
                    "balance": -line.balance,
                    "name": ref,
                    "partner": line.partner_id,
                    "heading": line.club_heading_id,
                    "values": {"analytic_distribution": line.analytic_distribution},
                }
                for line in move.line_ids.sorted("id")
            ],
        )
