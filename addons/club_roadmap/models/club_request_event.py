from odoo import api, fields, models
from odoo.exceptions import UserError

from .club_request_states import STATES


class ClubRequestEvent(models.Model):
    """One step in the life of a request: append-only, and without anybody's name."""

    _name = "club.request.event"
    _description = "Step of a Request"
    _log_access = False
    _order = "id desc"
    _rec_name = "date"

    request_id = fields.Many2one(
        "club.request", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True)
    date = fields.Date(required=True, readonly=True)
    former = fields.Selection(STATES, string="From", readonly=True)
    state = fields.Selection(STATES, string="To", required=True, readonly=True)
    reason = fields.Text(readonly=True)
    by = fields.Selection(
        [
            ("member", "A member"),
            ("office", "The association's office"),
            ("commission", "A commission"),
            ("vote", "A vote"),
            ("vendor", "The vendor"),
        ],
        required=True,
        readonly=True,
        default="office",
    )

    def write(self, vals):
        if not self.env.su or set(vals) - {"company_id"}:
            self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if not self.env.su:
            self._refuse_change()

    def _refuse_change(self):
        raise UserError(self.env._("The history of a request is kept as it is."))
