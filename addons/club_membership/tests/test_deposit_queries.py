from odoo.tests import tagged

from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDepositQueries(DepositCommon):
    """What a deposit reads and writes hardly grows with its cheques."""

    def _queries_of(self, count, kind):
        self._forget_nothing()
        partners = self.env["res.partner"].create(
            [{"name": f"P{n}", "email": f"p{n}@example.org"} for n in range(count)]
        )
        self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "section_id": self.brittany.id,
                    "type_id": kind.id,
                    "joined_on": TODAY,
                }
                for partner in partners
            ]
        )
        call = self._dues_call()
        call.action_preview()
        call._run_now()
        deposit = self._deposit(
            *({"payer_id": partner.id, "amount": 30} for partner in partners)
        )
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        deposit.action_post()
        self.env.flush_all()
        dues = self.env["club.due"].search([("call_id", "=", call.id)])
        self.assertEqual(set(dues.mapped("state")), {"paid"})
        self.assertEqual(len(dues), count)
        return self.env.cr.sql_log_count - start

    def test_forty_cheques_more_cost_no_more_queries(self):
        self._queries_of(2, self.type_person)  # what is read once per process
        few = self._queries_of(10, self.type_person)
        many = self._queries_of(50, self.type_person)
        self.assertLess(many - few, 10, f"{few} for 10, {many} for 50")

    def test_forty_invoices_more_cost_under_three_queries_each(self):
        self._queries_of(2, self.type_invoice)
        few = self._queries_of(10, self.type_invoice)
        many = self._queries_of(50, self.type_invoice)
        self.assertLess(many - few, 120, f"{few} for 10, {many} for 50")
