from odoo import api, fields, models
from odoo.exceptions import UserError

PLAN = ("line_ids", "date_start", "slot_days", "slot_count", "per_slot", "company_id")


class ClubRota(models.Model):
    """Giving a rota up, and what may not change while it is in force."""

    _inherit = "club.rota"

    cancel_reason = fields.Char(
        string="Why it was given up", readonly=True, copy=False, tracking=True
    )

    def _cancel(self, reason):
        """Give these rotas up: what has not begun is nobody's duty any more.

        :param reason: read by the volunteers
        """
        for rota in self:
            rota._check_coordinator()
            if rota.state in ("closed", "cancelled"):
                raise UserError(
                    self.env._("%s is over: there is nothing to give up.", rota.name)
                )
            # sudo: duties are written by methods alone.
            rota.sudo()._give_up(reason)

    def _give_up(self, reason):
        if self.state == "solving":
            self._planning_end(self.env._("Planning was stopped."))
        self._drafts().unlink()
        today = self.company_id._club_today()
        ahead = self.duty_ids.filtered(
            lambda duty: (
                duty.state in ("published", "confirmed") and duty.date_start > today
            )
        )
        ahead._cancel(reason)
        self.write({"state": "cancelled", "cancel_reason": reason})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        for rota in self:
            if rota.state == "solving" or rota.sudo()._is_in_force():
                raise UserError(
                    self.env._(
                        "Volunteers know their duties of %s: give it up instead of "
                        "deleting it, so that they are told.",
                        rota.name,
                    )
                )

    def write(self, vals):
        """While volunteers know their duties, or planning goes on, the frame stays."""
        if touched := vals.keys() & set(PLAN):
            self._check_frame_free(touched)
        return super().write(vals)

    def _check_frame_free(self, touched):
        for rota in self:
            if rota.state == "solving" or (
                rota.sudo()._is_in_force() and touched != {"line_ids"}
            ):
                raise UserError(
                    self.env._(
                        "%s is in force or being planned: its days and places cannot "
                        "change. Make another rota for other days.",
                        rota.name,
                    )
                )


class ClubDuty(models.Model):
    """A duty that is not to be served any more."""

    _inherit = "club.duty"

    cancel_reason = fields.Char(string="Why it was cancelled", readonly=True)

    def _cancel(self, reason):
        """Take these duties back and tell their volunteers why."""
        self.write({"state": "cancelled", "cancel_reason": reason})
        self.filtered("volunteer_id")._announce_cancelled(reason)
