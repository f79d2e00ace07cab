from odoo import api, fields, models
from odoo.tools import SQL


class ClubDuesReport(models.Model):
    """Who owes: money that is on its way stands apart from money nobody promised."""

    _inherit = "club.dues.report"

    way = fields.Selection(
        [
            ("1_open", "Nothing announced"),
            ("2_order", "Under a purchase order"),
            ("3_debit", "Will be debited"),
            ("4_settled", "Settled"),
        ],
        string="On its way",
        readonly=True,
        help="Dues under an open purchase order, or with an announced direct debit, "
        "are not late: nobody is reminded of them.",
    )
    order_id = fields.Many2one(
        "club.purchase.order", string="Purchase order", readonly=True
    )
    debit_on = fields.Date(string="Will be debited on", readonly=True)

    _depends = {
        "club.due": ["debit_on", "order_id", "payer_id", "residual"],
        "club.purchase.order": ["date", "ends_on", "partner_id", "state"],
    }

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT report.*, due.debit_on, held.id AS order_id,
                   CASE WHEN NOT due.residual > 0 THEN '4_settled'
                        WHEN due.debit_on IS NOT NULL THEN '3_debit'
                        WHEN held.id IS NOT NULL THEN '2_order'
                        ELSE '1_open' END AS way
              FROM (%(report)s) report
              JOIN club_due due ON due.id = report.id
                   %(orders)s
            """,
            report=super()._table_query,
            orders=self._join_orders(fields.Date.context_today(self)),
        )

    @api.model
    def _join_orders(self, today):
        """Join of ``due`` with the open purchase order it is ``held`` by.

        :param today: day on which the order has to be open
        """
        return SQL(
            """
            LEFT JOIN LATERAL (
                 SELECT o.id FROM club_purchase_order o
                  WHERE o.company_id = due.company_id
                    AND o.partner_id = due.payer_id AND o.state = 'open'
                    AND o.date <= %(today)s AND o.ends_on >= %(today)s
                    AND due.residual > 0
                  ORDER BY o.id = due.order_id DESC NULLS LAST, o.date, o.id
                  LIMIT 1) held ON TRUE
            """,
            today=today,
        )
