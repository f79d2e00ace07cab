from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubVendorDelivery(models.Model):
    """The vendor says that a line is delivered; the club confirms it, or says what is
    missing."""

    _name = "club.vendor.delivery"
    _description = "Delivery to Confirm"
    _order = "id desc"
    _rec_name = "line_id"
    _check_company_auto = True

    line_id = fields.Many2one(
        "club.dossier.line", required=True, index=True, ondelete="restrict"
    )
    dossier_id = fields.Many2one(related="line_id.dossier_id", store=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    request_id = fields.Many2one(related="line_id.request_id", store=True)
    commission_id = fields.Many2one(related="line_id.request_id.commission_id")
    version_id = fields.Many2one(
        "club.product.version", readonly=True, ondelete="restrict"
    )
    date = fields.Date(string="Announced on", required=True, readonly=True)
    contact_name = fields.Char(string="Announced by", required=True, readonly=True)
    state = fields.Selection(
        [
            ("claimed", "To confirm"),
            ("confirmed", "Confirmed"),
            ("contested", "Contested"),
        ],
        required=True,
        readonly=True,
        default="claimed",
        index=True,
    )
    reason = fields.Text(
        string="What is missing", help="The vendor and the members read it."
    )
    decided_on = fields.Date(readonly=True)
    decided_as = fields.Selection(
        [
            ("office", "The association's office"),
            ("commission", "The sponsoring commission"),
        ],
        string="Decided by",
        readonly=True,
    )

    _one_open = models.UniqueIndex(
        "(line_id) WHERE state = 'claimed'",
        "This delivery waits for an answer already.",
    )
    _contested_with_reason = models.Constraint(
        r"CHECK (state <> 'contested' OR reason ~ '\S')",
        "Say what is missing: the vendor reads it.",
    )

    def write(self, vals):
        if not self.env.su and (set(vals) - {"reason"} or self._decided()):
            raise UserError(self.env._("Confirm a delivery, or contest it."))
        return super().write(vals)

    def _decided(self):
        return self.filtered(lambda delivery: delivery.state != "claimed")

    def action_confirm(self):
        """The office has seen it work."""
        self.check_access("write")
        for delivery in self:
            delivery._decide("confirmed", "office")

    def action_contest(self):
        """The office says what is missing, as written in the reason."""
        self.check_access("write")
        for delivery in self:
            delivery._decide("contested", "office", delivery.reason)

    def _decide(self, state, quality, reason=""):
        """Confirm or contest; the request follows.

        :param state: ``confirmed`` or ``contested``
        :param quality: ``office`` or ``commission``
        :param reason: what is missing; required to contest
        :raises UserError: decided already, or no reason
        """
        self.ensure_one()
        reason = (reason or "").strip()
        if self.state != "claimed":
            raise UserError(
                self.env._("%s has an answer already.", self.line_id.display_name)
            )
        if state == "contested" and not reason:
            raise UserError(self.env._("Say what is missing: the vendor reads it."))
        # sudo: closed to hand-writing; callers check who may decide.
        delivery = self.sudo()
        delivery.write(
            {
                "state": state,
                "reason": reason or False,
                "decided_on": self.company_id._club_today(),
                "decided_as": quality,
            }
        )
        request = delivery.request_id._root()
        if state == "confirmed":
            request.delivered_version_id = delivery.version_id
            request._move("delivered", reason, by=quality)
        else:
            request._move("in_progress", reason, by=quality)
        delivery._tell_vendor()

    def _decide_in_chair(self, space, state, reason=""):
        """The sponsoring commission's chair confirms or contests, nobody in their
        place; see ``_decide``.

        :raises UserError: somebody is in the space of somebody else
        """
        if space.mode != "self":
            raise UserError(
                self.env._(
                    "Nobody decides in the chair's place: %s does it in their own "
                    "space, and the association's office in the list of deliveries.",
                    space.person.name,
                )
            )
        self._decide(state, "commission", reason)

    def _tell_vendor(self):
        line, dossier = self.line_id, self.line_id.dossier_id
        confirmed = self.state == "confirmed"
        dossier._contacts()._mail(
            "club_roadmap.mail_delivery_decided",
            lambda env: (
                env._("%s: delivery confirmed", line.number)
                if confirmed
                else env._("%s: delivery contested", line.number)
            ),
            {
                "line": line.display_name,
                "confirmed": confirmed,
                "reason": self.reason or "",
                "url": f"{self.get_base_url()}/vendor/{dossier.id}/lines/{line.id}",
            },
        )

    def _values(self):
        """What pages say of these deliveries, the newest first."""
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": delivery.id,
                "date": format_date(self.env, delivery.date),
                "state": delivery.state,
                "label": states[delivery.state],
                "reason": delivery.reason or "",
            }
            for delivery in self
        ]


class ClubDossierLine(models.Model):
    _inherit = "club.dossier.line"

    delivery_ids = fields.One2many("club.vendor.delivery", "line_id")

    def _claim_delivery(self, contact):
        """The vendor says that these lines are delivered: each waits for the club.

        :raises UserError: one is not planned, or waits already
        """
        for line in self:
            if line.request_id._root().state not in ("planned", "in_progress"):
                raise UserError(
                    self.env._(
                        "%(line)s cannot be delivered: %(state)s.",
                        line=line.number,
                        state=line.request_id._root()._state_label(),
                    )
                )
            # sudo: vendors hold no right; the line was found among what is theirs.
            line.env["club.vendor.delivery"].sudo().create(
                {
                    "line_id": line.id,
                    "version_id": line.version_id.id,
                    "date": line.company_id._club_today(),
                    "contact_name": contact.partner_id.name,
                }
            )


class ClubRequest(models.Model):
    _inherit = "club.request"

    def _moved(self, former, state):
        """What the office finds delivered by itself waits for no answer any more."""
        result = super()._moved(former, state)
        if state == "delivered":
            # sudo: closed to hand-writing.
            waiting = self.env["club.vendor.delivery"].sudo()
            waiting.search(
                [("request_id", "in", self.ids), ("state", "=", "claimed")]
            ).write(
                {
                    "state": "confirmed",
                    "decided_on": self.company_id._club_today(),
                    "decided_as": "office",
                }
            )
        return result
