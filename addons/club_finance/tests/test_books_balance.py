from odoo.tests import tagged

from .books_out_common import BooksOutCommon
from .common import TODAY, freeze_time

OPERATIONS = 1000
SEED = 7


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBooksBalance(BooksOutCommon):
    def test_books_balance_after_a_thousand_operations_at_random(self):
        operations = self._draw(SEED, OPERATIONS)
        idle = [name for name in operations if not self.tally[name]]
        self.assertEqual(idle, [], "never happened: the test would prove nothing")
        # Most of what was drawn happened: few refusals, all of them in words.
        self.assertGreater(self.tally.total(), OPERATIONS // 2, self.refused)
