from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import IBANS, DebitCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDuesReportWays(DebitCommon):
    """Who owes: promised and announced money stands apart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.plain = cls._due("Ann Plain", cls.brittany)
        cls.ordered = cls._due("Town Hall", cls.brittany)
        cls.debited = cls._payer("Bob Debit", cls.brittany, iban=IBANS[2])

    def _ways(self, env=None):
        self.env.flush_all()
        self.env.invalidate_all()
        rows = (env or self.env)["club.dues.report"].search(
            [("due_id", "in", (self.plain | self.ordered | self.debited).ids)]
        )
        return {row.partner_id.name: row.way for row in rows}

    def _order(self, **vals):
        return self.env["club.purchase.order"].create(
            {
                "name": "BC 42",
                "partner_id": self.ordered.payer_id.id,
                "company_id": self.company.id,
                "until": "2026-09-30",
                **vals,
            }
        )

    def test_money_on_its_way_stands_apart(self):
        order = self._order()
        self._announced()
        ways = {
            "Ann Plain": "1_open",
            "Town Hall": "2_order",
            "Bob Debit": "3_debit",
        }
        self.assertEqual(self._ways(), ways)
        self.assertEqual(self._ways(self._as("section_treasurer")), ways)
        report = self.env["club.dues.report"]
        groups = dict(
            report._read_group(
                [("due_id", "in", (self.plain | self.ordered | self.debited).ids)],
                ["way"],
                ["residual:sum"],
            )
        )
        self.assertEqual(groups["2_order"], self.ordered.residual)
        self.assertEqual(
            report.search([("due_id", "=", self.ordered.id)]).order_id, order
        )

    def test_order_that_ended_or_was_closed_promises_nothing(self):
        order = self._order()
        with freeze_time("2026-10-01"):
            self.assertEqual(self._ways()["Town Hall"], "1_open")
        order.action_close()
        self.assertEqual(self._ways()["Town Hall"], "1_open")

    def test_debit_that_is_only_prepared_announces_nothing(self):
        self._prepared()
        self.assertEqual(self._ways()["Bob Debit"], "1_open")

    def test_paid_dues_are_settled_whatever_was_promised(self):
        self._order()
        self.ordered._pay(self.ordered.residual, self.bank, TODAY)
        self.assertEqual(self._ways()["Town Hall"], "4_settled")
