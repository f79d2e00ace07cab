from odoo import models
from odoo.exceptions import UserError


class ClubVolunteer(models.Model):
    """A volunteer drops out of duties that they have."""

    _inherit = "club.volunteer"

    def action_repair(self):
        """Ask from when to when this volunteer cannot serve, to find who can.

        :raises UserError: when they have no duty to come
        """
        self.check_access("read")
        self.ensure_one()
        return self._open_repair()

    def _open_repair(self, duty=None):
        """The form on which a coordinator says when this volunteer cannot serve.

        :param duty: the first one that they cannot serve; by default the first one
            in an absence of theirs, else their next
        """
        self.ensure_one()
        # sudo: names and duties of a volunteer whom this coordinator may read.
        who = self.sudo()
        duties = who._standing_duties().sorted("date_start")
        if not duties:
            raise UserError(
                self.env._(
                    "%s has no duty from today on: there is nothing to repair.",
                    who.name,
                )
            )
        away = [
            (each, who._absences(each.date_start, each.date_end)) for each in duties
        ]
        found = [each for each, absences in away if absences]
        first = (duty and duty.sudo()) or (found or duties)[0]
        absence = who._absences(first.date_start, first.date_end)[:1]
        asking = self.env["club.rota.repair.start"].create(
            {
                "volunteer_id": self.id,
                "rota_id": first.rota_id.id,
                "date_from": absence.date_from or first.date_start,
                "date_to": absence.date_to or first.date_end,
            }
        )
        return asking._reopen()
