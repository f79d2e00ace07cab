from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubRelease(models.TransientModel):
    """A version came out: on what day, and which promised requests are in it."""

    _name = "club.release"
    _description = "Release of a Version"
    _rec_name = "version_id"

    version_id = fields.Many2one("club.product.version", required=True, readonly=True)
    released_on = fields.Date(
        string="Released on", required=True, default=fields.Date.context_today
    )
    request_ids = fields.Many2many(
        "club.request",
        string="Delivered in it",
        compute="_compute_request_ids",
        store=True,
        readonly=False,
        domain="[('state', 'in', ('sent', 'planned', 'in_progress'))]",
        help="Take off what was promised and is not there: it stays planned.",
    )

    @api.depends("version_id")
    def _compute_request_ids(self):
        for release in self:
            release.request_ids = release.version_id._waiting_requests()

    def action_confirm(self):
        """Note the release, and deliver the requests; their supporters are told."""
        self.ensure_one()
        version = self.version_id
        version.check_access("write")
        if self.released_on > version.company_id._club_today():
            raise UserError(
                self.env._("A version is released today, or was before: not later.")
            )
        self.request_ids._check_step("deliver")
        foreign = self.request_ids.filtered(
            lambda request: request.product_id != version.product_id
        )
        if foreign:
            raise UserError(
                self.env._(
                    "%(request)s is not about %(product)s: take it off the list.",
                    request=foreign[0].display_name,
                    product=version.product_id.name,
                )
            )
        version.write({"state": "released", "released_on": self.released_on})
        # sudo: what the vendor delivered is written by steps only, as states are.
        self.request_ids.sudo().delivered_version_id = version
        self.request_ids._move("delivered")
