from odoo import models
from odoo.exceptions import UserError

# Steps of the office, and from where each one is taken.
FROM = {
    "close": ("open", "sponsored", "chosen", "sent", "planned", "in_progress"),
    "reopen": ("closed", "declined", "delivered"),
    "plan": ("chosen", "sent", "sponsored", "open", "in_progress"),
    "start": ("chosen", "sent", "sponsored", "open", "planned"),
    "deliver": ("chosen", "sent", "sponsored", "open", "planned", "in_progress"),
}


class ClubRequest(models.Model):
    """Buttons of the association's office: what is decided, each time with a word."""

    _inherit = "club.request"

    def _ask_step(self, title, step):
        self.check_access("write")
        self._check_step(step)
        return self.env["club.request.step"]._open(
            title, request_ids=self.ids, step=step
        )

    def _check_step(self, step):
        """:raises UserError: one of these requests is elsewhere"""
        for request in self:
            if request.state not in FROM[step]:
                raise UserError(
                    self.env._(
                        "That is not possible for %(request)s now: %(state)s.",
                        request=request.display_name,
                        state=request._state_label(),
                    )
                )

    def action_close(self):
        return self._ask_step(self.env._("Close"), "close")

    def action_reopen(self):
        return self._ask_step(self.env._("Take up again"), "reopen")

    def action_plan(self):
        return self._ask_step(self.env._("Planned"), "plan")

    def action_start(self):
        return self._ask_step(self.env._("In progress"), "start")

    def action_deliver(self):
        return self._ask_step(self.env._("Delivered"), "deliver")

    def action_sponsor(self):
        """Note that the commission of each request stands for it."""
        self.check_access("write")
        for request in self:
            if not request.commission_id:
                raise UserError(
                    self.env._(
                        "Choose the commission that sponsors %s first.",
                        request.display_name,
                    )
                )
            request._sponsor(request.commission_id, by="office")

    def action_merge(self):
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge requests"),
            "res_model": "club.request.merge",
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_ids": self.ids},
        }

    def action_unmerge(self):
        self.check_access("write")
        self._unmerge()
