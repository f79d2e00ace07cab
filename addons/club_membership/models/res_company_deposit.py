from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ResCompany(models.Model):
    """Numbers of deposits and the closed periods of the books."""

    _inherit = "res.company"

    club_deposit_sequence_id = fields.Many2one("ir.sequence", readonly=True)

    def _club_next_deposit_name(self, day):
        """The next deposit number, such as BR/2026/0001.

        :param day: the deposit's date, whose year is in the number
        """
        self.ensure_one()
        # sudo: numbering is not the user's business; ir.sequence is for settings users.
        company = self.sudo()
        if not company.club_deposit_sequence_id:
            # Written on the company, so that two first deposits at once collide
            # there and one is tried again.
            company.club_deposit_sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(
                    {
                        "name": self.env._("Deposits of %s", self.name),
                        "prefix": "BR/%(range_year)s/",
                        "padding": 4,
                        "use_date_range": True,
                        "company_id": self.id,
                    }
                )
            )
        return company.club_deposit_sequence_id.next_by_id(sequence_date=day)

    def _club_check_period_open(self, day, journal, taxed=False):
        """Refuse a date in a closed period: Odoo would move the entry in silence.

        :param day: date of the entry
        :param taxed: whether the entry carries taxes
        :raises UserError: the period is closed
        """
        self.ensure_one()
        if locks := self._get_violated_lock_dates(day, taxed, journal):
            raise UserError(
                self.env._(
                    "%(date)s is in an accounting period closed until %(lock)s: "
                    "choose a later date.",
                    date=format_date(self.env, day),
                    lock=format_date(self.env, locks[-1][0]),
                )
            )
