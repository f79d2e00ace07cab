from odoo import fields, models
from odoo.exceptions import UserError

# States in which a duty can still be confirmed, given away or left.
STANDING = ("published", "confirmed")


class ClubDuty(models.Model):
    """A volunteer says that they will be there."""

    _inherit = "club.duty"

    def _company_today(self):
        """The day that it is for the association of these duties."""
        return self[:1].company_id._club_today()

    def _expect_mine(self, volunteer):
        """Refuse what is asked of duties that are not (any more) this volunteer's.

        :raises UserError: a duty is over, was cancelled, or is somebody else's
        """
        for duty in self:
            if duty.volunteer_id != volunteer or duty.state == "draft":
                raise UserError(
                    self.env._(
                        "%s is not your duty any more: look at your duties again.",
                        duty.display_name,
                    )
                )
            if duty.state not in STANDING or duty.date_end < duty._company_today():
                raise UserError(
                    self.env._(
                        "%s is over: there is nothing left to decide about it.",
                        duty.display_name,
                    )
                )

    def _confirm(self, volunteer):
        """This volunteer will be there; saying it twice changes nothing.

        :raises UserError: a duty is not this volunteer's, or is over
        """
        # sudo: a volunteer answers for their own duties, which is checked here.
        mine = self.sudo()
        mine._expect_mine(volunteer)
        mine.filtered(lambda duty: duty.state == "published").write(
            {"state": "confirmed", "confirmed_on": fields.Datetime.now()}
        )
