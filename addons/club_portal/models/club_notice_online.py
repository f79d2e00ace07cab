from odoo import models


class ClubNotice(models.Model):
    """Paying online from the page behind the link in a notice, without signing in."""

    _inherit = "club.notice"

    def _page_values(self):
        return super()._page_values() | {"online_url": self._online_url()}

    def _online_url(self):
        """Where the holder of the link pays online, empty where one cannot."""
        self.ensure_one()
        asked = sum(bill._bill_amount("now") for bill in self._payable_bills())
        if self.currency_id.compare_amounts(asked, 0) <= 0:
            return ""
        _providers, methods = self.company_id._club_payment_options(
            self.payer_id, asked
        )
        return f"{self.access_url}/pay" if methods else ""

    def _payable_bills(self):
        """Bills of this notice's dues; an invoice with more on it is paid whole."""
        self.ensure_one()
        return self.due_ids._bills()
