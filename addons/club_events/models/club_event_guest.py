from odoo import fields, models


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
    token_hash = fields.Char(readonly=True, copy=False, index="btree_not_null")
    invited_on = fields.Datetime(readonly=True, copy=False)
    declined_on = fields.Datetime(readonly=True, copy=False)
    registration_ids = fields.One2many("event.registration", "guest_id")

    _once = models.UniqueIndex(
        "(event_id, lower(email))", "This address is invited to the meeting already."
    )
