from odoo import fields, models
from odoo.tools import SQL


class ClubSectionEntry(models.Model):
    """Income and spending of the sections: the ledger as a section reads it.

    A query, not a table. What a ledger line says is income or spending belongs to the
    sections whose analytic accounts carry it, to the cent; what no section carries is
    the association's own, and stands with the section at the top.
    """

    _name = "club.section.entry"
    _description = "Income and Spending of a Section"
    _auto = False
    _rec_name = "label"
    _order = "date desc, id desc"

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    date = fields.Date(readonly=True)
    month = fields.Date(readonly=True, help="First day of the month.")
    kind = fields.Selection(
        [("income", "Income"), ("expense", "Spending")], readonly=True
    )
    heading_id = fields.Many2one("club.heading", readonly=True)
    account_id = fields.Many2one("account.account", readonly=True)
    label = fields.Char(readonly=True)
    partner_name = fields.Char(string="With", readonly=True)
    amount = fields.Monetary(
        readonly=True, help="Income is above zero, spending below."
    )
    move_id = fields.Many2one("account.move", string="Entry", readonly=True)
    line_id = fields.Many2one("account.move.line", string="Ledger line", readonly=True)

    _depends = {
        "account.account": ["account_type"],
        "account.move": ["name"],
        "account.move.line": [
            "account_id",
            "analytic_distribution",
            "balance",
            "club_heading_id",
            "company_id",
            "company_currency_id",
            "date",
            "move_id",
            "name",
            "parent_state",
            "partner_id",
        ],
        "club.heading": ["account_id", "active", "company_id", "sequence"],
        "club.section": ["active", "analytic_account_id", "company_id", "parent_id"],
        "res.currency": ["rounding"],
        "res.partner": ["name"],
    }

    @property
    def _table_query(self):
        return SQL(
            """
            WITH root AS (
                SELECT DISTINCT ON (company_id) company_id, id
                  FROM club_section WHERE parent_id IS NULL
                 ORDER BY company_id, active DESC, id
            ), spoken AS (
                SELECT DISTINCT ON (company_id, account_id) company_id, account_id, id
                  FROM club_heading WHERE account_id IS NOT NULL
                 ORDER BY company_id, account_id, active DESC, sequence, id
            )
            SELECT l.id::bigint * 1000 + part.place AS id,
                   l.id AS line_id, l.move_id, l.company_id, l.account_id, l.date,
                   l.company_currency_id AS currency_id, part.section_id,
                   date_trunc('month', l.date)::date AS month,
                   CASE WHEN a.account_type LIKE 'income%%' THEN 'income'
                        ELSE 'expense' END AS kind,
                   COALESCE(l.club_heading_id, spoken.id) AS heading_id,
                   COALESCE(NULLIF(l.name, ''), m.name) AS label,
                   p.name AS partner_name, -part.balance AS amount
              FROM account_move_line l
              JOIN account_account a ON a.id = l.account_id
                   AND (a.account_type LIKE 'income%%'
                        OR a.account_type LIKE 'expense%%')
              JOIN account_move m ON m.id = l.move_id
              JOIN root ON root.company_id = l.company_id
              JOIN res_currency c ON c.id = l.company_currency_id
              LEFT JOIN spoken ON spoken.company_id = l.company_id
                   AND spoken.account_id = l.account_id
              LEFT JOIN res_partner p ON p.id = l.partner_id
              CROSS JOIN LATERAL %(parts)s part
             WHERE l.parent_state = 'posted' AND l.balance <> 0
               AND part.balance <> 0
            """,
            parts=self._parts_sql(),
        )

    def _parts_sql(self):
        """The sections of one ledger line, each with its part of the balance.

        Rounded as a running total, so that the parts add up; the section at the top
        comes last and takes what the others left.
        """
        return SQL(
            """(
                SELECT place, section_id,
                       upto - COALESCE(LAG(upto) OVER (ORDER BY place), 0) AS balance
                  FROM (
                    SELECT place, section_id, ROUND(l.balance * LEAST(100,
                               SUM(percent) OVER (ORDER BY place)) / 100,
                               c.decimal_places) AS upto
                      FROM (
                        SELECT ROW_NUMBER() OVER (ORDER BY s.id) AS place,
                               s.id AS section_id, SUM(e.value::numeric) AS percent
                          FROM jsonb_each_text(l.analytic_distribution) e
                         CROSS JOIN LATERAL regexp_split_to_table(e.key, ',') k
                          JOIN club_section s ON s.company_id = l.company_id
                               AND s.analytic_account_id::text = k
                         GROUP BY s.id
                         UNION ALL
                        SELECT 999, root.id, 100
                      ) asked
                  ) running
            )"""
        )
