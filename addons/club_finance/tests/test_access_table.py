from pathlib import Path

from odoo.addons.club_membership.tests.access_case import AccessTableCase
from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from . import recipes  # noqa: F401 (registers them)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestFinanceAccessTable(AccessTableCase):
    addon = "club_finance"
    table = Path(__file__).parent / "access_table.csv"

    def test_every_model_has_a_row_in_the_table(self):
        self._check_every_model_has_a_row()

    def test_each_role_can_do_what_the_table_says_and_no_more(self):
        for model in self.rows:
            with self.subTest(model=model):
                self._check_rights(model)
