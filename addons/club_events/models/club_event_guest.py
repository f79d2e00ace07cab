from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

STATES = [
    ("new", "Not invited yet"),
    ("invited", "Invited"),
    ("declined", "Declined"),
    ("held", "Place not confirmed"),
    ("registered", "Registered"),
    ("revoked", "Withdrawn"),
]
# Written by what happens to an invitation, never by hand.
HISTORY = {
    "token_hash",
    "invitation_number",
    "invited_on",
    "invited_by_id",
    "declined_on",
    "revoked_on",
}


class ClubEventGuest(models.Model):
    """Somebody invited to one meeting: a prospect, the vendor's staff, a speaker.

    Who is no member registers with the link of the invitation. Guests of some items
    see those items of the agenda only.
    """

    _name = "club.event.guest"
    _description = "Guest of a Meeting"
    _order = "event_id, id"
    _rec_name = "name"

    event_id = fields.Many2one(
        "event.event", string="Meeting", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("prospect", "Prospect"),
            ("vendor", "Vendor's staff"),
            ("speaker", "Speaker"),
            ("other", "Other guest"),
        ],
        required=True,
        default="other",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    prospect_id = fields.Many2one(
        "club.prospect", index="btree_not_null", ondelete="restrict"
    )
    name = fields.Char(required=True)
    email = fields.Char(required=True)
    organisation_name = fields.Char(string="Organisation")
    track_ids = fields.Many2many(
        "event.track",
        "club_guest_track_rel",
        "guest_id",
        "track_id",
        string="Items of the agenda",
        domain="[('event_id', '=', event_id)]",
        help="Empty: the whole meeting.",
    )
    lang = fields.Selection(
        selection="_get_langs",
        string="Language",
        help="Of the invitation. Empty: the contact's, else the association's.",
    )
    invited_by_id = fields.Many2one(
        "res.partner",
        string="Invited by",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        copy=False,
    )
    token_hash = fields.Char(copy=False, groups="base.group_system")
    invitation_number = fields.Integer(
        string="Invitations sent", readonly=True, copy=False, aggregator=None
    )
    invited_on = fields.Datetime(readonly=True, copy=False)
    declined_on = fields.Datetime(readonly=True, copy=False)
    revoked_on = fields.Datetime(string="Withdrawn on", readonly=True, copy=False)
    state = fields.Selection(STATES, compute="_compute_state")
    registration_ids = fields.One2many("event.registration", "guest_id")

    _once = models.UniqueIndex(
        "(event_id, lower(email))", "This address is invited to the meeting already."
    )

    @api.model
    def _get_langs(self):
        return self.env["res.lang"].get_installed()

    @api.depends(
        "invited_on",
        "declined_on",
        "revoked_on",
        "registration_ids.state",
        "registration_ids.active",
    )
    def _compute_state(self):
        for guest in self:
            live = guest._live_registration()
            if live:
                guest.state = "held" if live.state == "draft" else "registered"
            elif guest.revoked_on:
                guest.state = "revoked"
            elif guest.declined_on:
                guest.state = "declined"
            else:
                guest.state = "invited" if guest.invited_on else "new"

    def _live_registration(self):
        """The guest's own place, or rank on the waiting list; empty if none."""
        return self.registration_ids.filtered(
            lambda r: r.active and r.state != "cancel"
        )[:1]

    @api.constrains("track_ids", "event_id")
    def _check_items(self):
        for guest in self:
            foreign = guest.track_ids.filtered(
                lambda item, event=guest.event_id: item.event_id != event
            )
            if foreign:
                raise ValidationError(
                    self.env._(
                        "“%(item)s” is no item of %(event)s: %(guest)s can be invited "
                        "to the items of that meeting only.",
                        item=foreign[0].name,
                        event=guest.event_id.name,
                        guest=guest.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_no_history(vals)
            vals["email"] = self._checked_address(vals.get("email"))
            vals["name"] = (vals.get("name") or "").strip() or vals["email"]
        return super().create(vals_list)

    def write(self, vals):
        """Another address makes the link that the first one was sent useless."""
        self._check_no_history(vals)
        if "email" not in vals:
            return super().write(vals)
        email = self._checked_address(vals["email"])
        moved = self.filtered(lambda guest: guest.email != email)
        result = super().write({**vals, "email": email})
        # sudo: the secret of an invitation is nobody's to read or write.
        moved.sudo()._forget_link()
        return result

    def _check_no_history(self, vals):
        if not self.env.su and HISTORY & set(vals):
            raise UserError(
                self.env._(
                    "What became of an invitation is not written by hand: send it, "
                    "send it again or withdraw it."
                )
            )

    @api.model
    def _checked_address(self, address):
        """One address in its normal form.

        :raises UserError: there is none, or more than one
        """
        normal = email_normalize(address or "")
        if not normal:
            raise UserError(
                self.env._(
                    "“%s” is not an e-mail address: check its spelling.", address or ""
                )
            )
        return normal
