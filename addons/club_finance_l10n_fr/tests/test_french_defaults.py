from odoo.addons.club_l10n_fr.tests.common import FrenchChartCase
from odoo.tests import tagged

from ..hooks import post_init_hook


@tagged("post_install", "-at_install")
class TestFrenchDefaults(FrenchChartCase):
    """A French association values its volunteers' hours without setting accounts."""

    def _codes(self):
        company = self.company.with_company(self.company)
        accounts = (
            company.club_volunteer_use_account_id
            | company.club_volunteer_gift_account_id
        )
        return [code[:3] for code in accounts.mapped("code")]

    def test_chart_brings_the_accounts_of_volunteering(self):
        self.assertEqual(self._codes(), ["864", "875"])

    def test_what_somebody_chose_stays_at_another_installation(self):
        other = self.company.club_volunteer_use_account_id.copy({"code": "864900"})
        self.company.write(
            {
                "club_volunteer_use_account_id": other.id,
                "club_volunteer_gift_account_id": False,
            }
        )
        post_init_hook(self.env)
        self.assertEqual(self.company.club_volunteer_use_account_id, other)
        self.assertEqual(self._codes(), ["864", "875"])
