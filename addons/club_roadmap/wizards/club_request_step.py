from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubRequestStep(models.TransientModel):
    """One step of requests, or the refusal of comments, with what members read."""

    _name = "club.request.step"
    _description = "Step of Requests"

    step = fields.Selection(
        [
            ("close", "Close"),
            ("reopen", "Take up again"),
            ("plan", "Planned"),
            ("start", "In progress"),
            ("deliver", "Delivered"),
            ("refuse", "Refuse comments"),
        ],
        required=True,
        readonly=True,
    )
    request_ids = fields.Many2many("club.request", readonly=True)
    comment_ids = fields.Many2many("club.request.comment", readonly=True)
    product_id = fields.Many2one("club.product", compute="_compute_product_id")
    version_id = fields.Many2one(
        "club.product.version", domain="[('product_id', '=', product_id)]"
    )
    reason = fields.Text(string="What members read")

    @api.depends("request_ids")
    def _compute_product_id(self):
        for step in self:
            products = step.request_ids.product_id
            step.product_id = products if len(products) == 1 else False

    @api.model
    def _open(self, title, **defaults):
        """The action that opens this form.

        :param defaults: ``step`` and ``request_ids`` or ``comment_ids``
        """
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{name}": value for name, value in defaults.items()},
        }

    def action_confirm(self):
        self.ensure_one()
        if self.step == "refuse":
            self.comment_ids._refuse(self.reason)
        else:
            self.request_ids.check_access("write")
            self.request_ids._check_step(self.step)
            getattr(self, f"_{self.step}")()
        return {"type": "ir.actions.act_window_close"}

    def _close(self):
        self.request_ids._move("closed", reason=self.reason)

    def _reopen(self):
        if not (self.reason or "").strip():
            raise UserError(
                self.env._("Say why it is taken up again: its supporters read it.")
            )
        self.request_ids._move("open", reason=self.reason)

    def _plan(self):
        self._foresee("planned")

    def _start(self):
        self._foresee("in_progress")

    def _foresee(self, state):
        if self.version_id:
            # sudo: what the vendor announced is written by steps alone.
            self.request_ids.sudo().target_version_id = self.version_id
        self.request_ids._move(state, reason=self.reason)

    def _deliver(self):
        products = self.request_ids.product_id
        if products and not self.version_id:
            raise UserError(
                self.env._("Say in which version it was delivered, product by product.")
            )
        # sudo: as above
        self.request_ids.sudo().delivered_version_id = self.version_id
        self.request_ids._move("delivered", reason=self.reason)
