from datetime import timedelta

from odoo import models
from odoo.fields import Domain

ONE_DAY = timedelta(days=1)
# Who resigns or is struck off may serve to the end of the term; these may not.
ENDING = ("deceased", "excluded")


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _close(self, closing, day, reason):
        result = super()._close(closing, day, reason)
        if closing in ENDING:
            self._end_offices(day)
        return result

    def _end_offices(self, day):
        """End the offices these members hold in their association.

        :param day: first day without office
        """
        # sudo: the office ends with the membership, whoever may appoint to it.
        offices = self.env["club.office"].sudo()
        for company, mine in self.sudo().grouped("company_id").items():
            offices.search(
                offices._running_domain(day)
                & Domain("partner_id", "in", mine.partner_id.ids)
                & Domain("company_id", "=", company.id)
            )._end_before(day)


class ClubOffice(models.Model):
    _inherit = "club.office"

    def _running_domain(self, day):
        """Domain of the offices held on ``day`` or later."""
        return Domain("date_to", "=", False) | Domain("date_to", ">=", day)

    def _end_before(self, day):
        """End these offices the day before ``day``; who had not begun never does."""
        begun = self.filtered(lambda office: office.date_from < day)
        begun.write({"date_to": day - ONE_DAY})
        (self - begun).unlink()
