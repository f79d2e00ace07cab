from dataclasses import replace
from decimal import Decimal

from odoo import api, fields, models


class ClubDue(models.Model):
    _inherit = "club.due"

    quote_id = fields.Many2one(
        "club.quote", index="btree_not_null", ondelete="restrict", readonly=True
    )

    def _kind_label(self):
        kind, _sep, number = (self.origin_key or "").partition(":")
        if kind != "quote" or not number.isdigit():
            return super()._kind_label()
        # sudo: the words of what these dues are for.
        line = self.env["club.quote.line"].sudo().browse(int(number)).exists()
        return line.name or super()._kind_label()


class ClubDuesCall(models.Model):
    _inherit = "club.dues.call"

    def _price_line(self, row, candidate, kind, term, prices):
        row = super()._price_line(row, candidate, kind, term, prices)
        quote = self.env["club.quote"]._being_called()
        if quote.partner_id.id != candidate["partner_id"] or (
            row.get("anomaly") == "payer_deceased"
        ):
            return row
        quote._quoted_elsewhere(term.date_to)
        row["charges"] = [line._charge() for line in quote.line_ids]
        row["amount"] = str(sum(Decimal(charge[2]) for charge in row["charges"]))
        return {**row, "state": "ready", "anomaly": None}


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _quote_seats(self, count):
        quotes = super()._quote_seats(count)
        quote = self.env["club.quote"]._being_called()
        if not quote or quote.membership_id != self or quote.kind != "seats":
            return quotes
        lines = quote.line_ids.filtered(lambda line: line.kind == "seats")
        quote._quoted_elsewhere(quotes[-1][0].date_to if quotes else None)
        exact = quote.currency_id._club_decimal
        return [
            (
                piece,
                replace(
                    charge, unit=exact(line.price_unit), amount=exact(line.subtotal)
                ),
            )
            for (piece, charge), line in zip(quotes, lines, strict=True)
        ]

    @api.model
    def _cron_nightly(self):
        for companies in self.env["res.company"]._club_by_today():
            quotes = self.env["club.quote"].with_env(companies.env)
            quotes._expire_by_calendar(companies)
        return super()._cron_nightly()


class ResCompany(models.Model):
    _inherit = "res.company"

    club_quote_sequence_id = fields.Many2one("ir.sequence", readonly=True)

    def _club_next_quote_name(self, day):
        """The next number of a quote, such as DV/2026/0001.

        :param day: the quote's date, whose year is in the number
        """
        self.ensure_one()
        # sudo: numbering is not the user's business; ir.sequence is for settings users.
        company = self.sudo()
        if not company.club_quote_sequence_id:
            # Written on the company, so that two first quotes at once collide there
            # and one is tried again.
            company.club_quote_sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(
                    {
                        "name": self.env._("Quotes of %s", self.name),
                        "prefix": "DV/%(range_year)s/",
                        "padding": 4,
                        "use_date_range": True,
                        "company_id": self.id,
                    }
                )
            )
        return company.club_quote_sequence_id.next_by_id(sequence_date=day)
