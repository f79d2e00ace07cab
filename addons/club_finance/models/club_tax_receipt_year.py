from odoo import api, fields, models
from odoo.tools import SQL


class ClubTaxReceiptYear(models.Model):
    """A year of tax receipts: their numbers, and the total to declare."""

    _name = "club.tax.receipt.year"
    _description = "Year of Tax Receipts"
    _order = "year desc, id"
    _rec_name = "year"
    _check_company_auto = True

    year = fields.Integer(
        required=True, readonly=True, help="In which they were given."
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    last_number = fields.Integer(readonly=True, required=True, default=0)
    receipt_ids = fields.One2many("club.tax.receipt", "year_id", readonly=True)
    receipt_count = fields.Integer(
        string="Receipts that hold", compute="_compute_totals"
    )
    cancelled_count = fields.Integer(
        string="Cancelled receipts", compute="_compute_totals"
    )
    total = fields.Monetary(
        string="Total to declare",
        compute="_compute_totals",
        help="Gifts named on the receipts given in this year, cancelled ones left out.",
    )
    donor_count = fields.Integer(string="Donors", compute="_compute_totals")

    _year_uniq = models.UniqueIndex("(company_id, year)", "This year is open already.")

    @api.depends("receipt_ids.state", "receipt_ids.amount")
    def _compute_totals(self):
        rows = self.env["club.tax.receipt"]._read_group(
            [("year_id", "in", self.ids)],
            ["year_id", "state"],
            ["__count", "amount:sum", "partner_id:count_distinct"],
        )
        found = {(year, state): numbers for year, state, *numbers in rows}
        for year in self:
            valid = found.get((year, "issued"), (0, 0.0, 0))
            year.receipt_count, year.total, year.donor_count = valid
            year.cancelled_count = found.get((year, "cancelled"), (0, 0.0, 0))[0]

    @api.model
    def _next_number(self, company, year):
        """The year and the next number in it, without gaps.

        The row of the year is locked until the receipt is there: who comes at the
        same time is refused by PostgreSQL and tried again by Odoo; a receipt that is
        not written gives its number back.

        :return: (``club.tax.receipt.year``, int)
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO club_tax_receipt_year
                       (company_id, year, last_number, create_uid, create_date,
                        write_uid, write_date)
                VALUES (%(company)s, %(year)s, 0, %(user)s, now() AT TIME ZONE 'UTC',
                        %(user)s, now() AT TIME ZONE 'UTC')
                ON CONFLICT DO NOTHING
                """,
                company=company.id,
                year=year,
                user=self.env.uid,
            )
        )
        [(year_id, number)] = self.env.execute_query(
            SQL(
                "UPDATE club_tax_receipt_year SET last_number = last_number + 1 "
                "WHERE company_id = %s AND year = %s RETURNING id, last_number",
                company.id,
                year,
            )
        )
        found = self.browse(year_id)
        found.invalidate_recordset(["last_number"], flush=False)
        return found, number

    def action_view_receipts(self):
        """The receipts given in this year."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_tax_receipt_action"
            ),
            "domain": [("year_id", "=", self.id)],
            "context": {},
        }
