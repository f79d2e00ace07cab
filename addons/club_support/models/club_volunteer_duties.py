from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .club_duty_confirming import STANDING


class ClubVolunteer(models.Model):
    """What a volunteer decides about the duties they have."""

    _inherit = "club.volunteer"

    def _standing_duties(self):
        """Duties of these volunteers that are not over: published or confirmed."""
        duties = self.env["club.duty"]
        for company, mine in self.grouped("company_id").items():
            duties |= duties.search(
                Domain("volunteer_id", "in", mine.ids)
                & Domain("state", "in", STANDING)
                & Domain("date_end", ">=", company._club_today())
            )
        return duties

    def _confirm_all(self):
        """Confirm all duties of this volunteer that wait for it.

        :return: the duties that were confirmed now
        """
        self.ensure_one()
        # sudo: as in club.duty._confirm.
        waiting = (
            self.sudo()
            ._standing_duties()
            .filtered(lambda duty: duty.state == "published")
        )
        waiting._confirm(self)
        return waiting

    def _duties_in_the_way(self, absence):
        """Duties of this volunteer to come that lie in an absence of theirs.

        They stay the volunteer's, who decides: ask for cover, or “I cannot serve”.

        :param absence: club.volunteer.absence, or anything with ``kind``,
            ``date_from`` and ``date_to``
        """
        self.ensure_one()
        # sudo: a volunteer's own duties.
        duties = self.env["club.duty"].sudo()
        if absence.kind != "away":
            return duties
        return duties.search(
            Domain("volunteer_id", "=", self.id)
            & Domain("state", "in", STANDING)
            & Domain("date_end", ">=", self.sudo().company_id._club_today())
            & Domain("date_start", "<=", absence.date_to)
            & Domain("date_end", ">=", absence.date_from)
        )

    def _one_at_a_time(self):
        """Let no two transactions give duties to these volunteers at once.

        A real update, not a lock: the second one starts again, and then sees what
        the first one gave. Rest and maximum are thus kept, which no index can say.
        """
        self.env.flush_all()
        for volunteer_id in sorted(self.ids):
            self.env.cr.execute(
                SQL(
                    "UPDATE club_volunteer SET write_date = write_date WHERE id = %s",
                    volunteer_id,
                )
            )

    def _reachable(self):
        """Those of these volunteers whom a mail reaches."""
        return self.filtered(
            lambda volunteer: volunteer.partner_id._club_is_reachable()
        )

    def _expect_reachable(self):
        """Refuse to ask who would never know that they are asked.

        :raises UserError: naming the first of them
        """
        for volunteer in self:
            raise UserError(
                self.env._(
                    "%s has no e-mail address and would not know that you ask: "
                    "telephone, then tell your coordinator what you agreed.",
                    volunteer.name,
                )
            )
