from odoo.tests import freeze_time, tagged

from .common import TODAY, FinanceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestOrderPrivacy(FinanceCommon):
    """Orders of people who are merged, who ask for their data, who are forgotten."""

    def _order(self, partner, name="BC 1"):
        return self.env["club.purchase.order"].create(
            {"name": name, "partner_id": partner.id, "company_id": self.company.id}
        )

    def test_merge_keeps_both_orders_and_leaves_one_of_a_number_open(self):
        one, two = self._organisation("Town"), self._organisation("Town hall")
        orders = self._order(one) | self._order(two) | self._order(two, "BC 2")
        self.env["base.partner.merge.automatic.wizard"]._merge((one | two).ids, one)
        orders.invalidate_recordset()
        self.assertEqual(len(orders.exists()), 3)
        self.assertEqual(orders.partner_id, one)
        self.assertEqual(orders.mapped("state"), ["open", "closed", "open"])

    def test_merged_payer_is_held_by_the_order_of_the_other(self):
        due = self._due("Ann", kind=self.type_seats)
        period = due.term_id
        period.write({"newcomer": False, "grace_until": "2026-05-01"})
        due.membership_id._refresh()
        double = self._organisation("Ann again")
        self._order(double)
        self.assertEqual(str(period.covered_until), "2026-05-01")
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (due.partner_id | double).ids, due.partner_id
        )
        period.invalidate_recordset()
        self.assertEqual(str(period.held_until), "2027-03-15")

    def test_person_gets_their_orders_in_their_file(self):
        person = self._person("Ann")
        self._order(person, "BC 7")
        rows, _fields = self.env["club.data.export"]._parts_besides(person)[
            "purchase_orders"
        ]
        self.assertEqual(rows.mapped("name"), ["BC 7"])

    def test_forgotten_person_leaves_their_orders_closed(self):
        person = self._person("Ann", club_service_code="X")
        order = self._order(person)
        person._club_forget_elsewhere()
        self.assertEqual(order.state, "closed")
        self.assertFalse(person.club_service_code)
