from collections import Counter

from odoo.tests import TransactionCase, tagged

from ..story import association, wishes


@tagged("post_install", "-at_install")
class TestDemoRoadmap(TransactionCase):
    """What the association of the demonstration asks of its vendor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].search(
            [("name", "=", association.NAME)], limit=1
        )
        cls.mine = [("company_id", "=", cls.company.id)]
        cls.requests = cls.env["club.request"].search(cls.mine)

    def _request(self, key):
        title = wishes.REQUESTS[key][4]
        return self.requests.filtered(lambda request: request.name == title)

    def test_vendor_has_two_products_with_modules_and_versions(self):
        products = self.env["club.product"].search(self.mine)
        self.assertEqual(len(products), 2)
        self.assertEqual(len(products.vendor_id), 1)
        for product in products:
            self.assertGreaterEqual(len(product.module_ids), 4)
            states = set(product.version_ids.mapped("state"))
            self.assertLessEqual({"released", "planned"}, states)

    def test_requests_are_of_every_kind_and_have_supporters(self):
        self.assertGreaterEqual(len(self.requests), 25)
        kinds = dict(self.requests._fields["kind"].selection)
        self.assertEqual(set(self.requests.mapped("kind")), set(kinds))
        asked = self.requests.filtered(lambda request: request.state != "merged")
        self.assertGreaterEqual(min(asked.mapped("support_count")), 1)
        self.assertGreater(max(asked.mapped("support_count")), 25)

    def test_some_authors_are_not_shown(self):
        shown = Counter(self.requests.mapped("is_author_shown"))
        self.assertEqual(shown[False], len(wishes.DISCREET))
        self.assertFalse(self._request("incident").author_label)

    def test_requests_were_made_over_a_year(self):
        days = self.requests.event_ids.mapped("date")
        self.assertGreater((max(days) - min(days)).days, 300)
