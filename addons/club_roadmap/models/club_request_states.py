from odoo import api, fields, models
from odoo.exceptions import UserError

from .context import fresh_values

STATES = [
    ("unconfirmed", "Waiting for confirmation"),
    ("open", "Collecting support"),
    ("sponsored", "Sponsored by a commission"),
    ("voting", "In a vote"),
    ("chosen", "On the club's list"),
    ("sent", "Sent to the vendor"),
    ("planned", "Planned"),
    ("in_progress", "In progress"),
    ("delivered", "Delivered"),
    ("declined", "Declined by the vendor"),
    ("closed", "Closed by the club"),
    ("merged", "Merged into another one"),
]
# Members support, discuss and find these as similar.
LIVE = ("open", "sponsored", "voting", "chosen", "sent", "planned", "in_progress")
# Nothing changes here any more, unless somebody decides to take it up again.
ENDED = ("delivered", "declined", "closed", "merged")
# Ended against somebody's wish: only with a reason, which members read.
REASONED = ("declined", "closed")
MACHINE = {
    *("state", "support_count", "root_id", "merged_into_id"),
    # What the vendor says, and what its author lets the vendor know.
    *("feasibility", "cost_points", "target_version_id", "vendor_reason"),
    *("delivered_version_id", "vendor_label"),
}
# What a member wrote, and whether they are named: the office corrects the rest.
AUTHORED = {"wish", "motivation", "is_author_shown", "author_label", "company_id"}


class ClubRequest(models.Model):
    """Where a request stands. Each step is kept with its day and its reason."""

    _inherit = "club.request"

    state = fields.Selection(
        STATES, required=True, readonly=True, default="open", index=True, copy=False
    )
    event_ids = fields.One2many("club.request.event", "request_id", string="History")

    @api.model
    def default_get(self, fields_list):
        return fresh_values(self, super().default_get(fields_list), MACHINE)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(MACHINE & set(vals) for vals in vals_list):
            self._refuse_machine()
        requests = super().create(vals_list)
        for request in requests:
            by = "member" if self.env.su else "office"
            request._note_event(False, request.state, by=by)
        return requests

    def write(self, vals):
        if not self.env.su and MACHINE & set(vals):
            self._refuse_machine()
        if not self.env.su and AUTHORED & set(vals):
            raise UserError(
                self.env._(
                    "What a member wrote is theirs: correct the title or where the "
                    "request belongs, and add the rest as a comment."
                )
            )
        return super().write(vals)

    def _refuse_machine(self):
        raise UserError(
            self.env._("Where a request stands is changed by its buttons only.")
        )

    def _move(self, state, reason="", by="office"):
        """Take requests to another state, and keep that in their history.

        :param state: one of ``STATES``
        :param reason: read by members; required for ``REASONED``
        :param by: ``member``, ``office``, ``commission``, ``vote`` or ``vendor``:
            in what quality, never who
        :raises UserError: a reason is missing
        """
        # sudo: states follow what happens, never forms; callers check who may.
        for request in self.sudo():
            if state in REASONED and not (reason or "").strip():
                raise UserError(
                    self.env._(
                        "Say why “%(request)s” ends: its supporters read it.",
                        request=request.display_name,
                    )
                )
            former = request.state
            if former == state and not reason:
                continue
            request.state = state
            request._note_event(former, state, reason, by)
            request._moved(former, state)

    def _moved(self, former, state):
        """What follows a change of state: other files add notices, releases…"""

    def _note_event(self, former, state, reason="", by="office"):
        # sudo: the history is written by what happens, never by hand.
        self.env["club.request.event"].sudo().create(
            {
                "request_id": self.id,
                "date": self.company_id._club_today(),
                "former": former,
                "state": state,
                "reason": reason or False,
                "by": by,
            }
        )

    def _state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]
