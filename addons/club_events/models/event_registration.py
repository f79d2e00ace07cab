from odoo import fields, models

HOLDS = [
    ("waiting", "On the waiting list"),
    ("offer", "A place is offered"),
    ("payment", "Kept until it is paid"),
]


class EventRegistration(models.Model):
    """Somebody's place at a meeting, or their rank on its waiting list.

    A hold tells why an unconfirmed registration waits. Places are rows
    (``club.event.seat``): who has one has a place, whatever a count says.
    """

    _inherit = "event.registration"

    attendee_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
        help="Who comes. Empty: somebody we know by name and e-mail only.",
    )
    membership_id = fields.Many2one(
        "club.membership",
        string="Comes for",
        index="btree_not_null",
        ondelete="restrict",
        help="Their own membership, or the one of the organisation they come for.",
    )
    organisation_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        help="Whose places they take, where those are limited.",
    )
    organisation_seat = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="1 to the limit; 0: none."
    )
    guest_id = fields.Many2one(
        "club.event.guest",
        string="Invitation",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        copy=False,
    )
    booking_id = fields.Many2one(
        "club.event.booking",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        copy=False,
    )
    hold = fields.Selection(HOLDS, readonly=True, copy=False, index="btree_not_null")
    hold_until = fields.Datetime(
        string="Kept until", readonly=True, copy=False, index="btree_not_null"
    )
    queued_at = fields.Datetime(string="Waits since", readonly=True, copy=False)
    presence = fields.Selection(
        [("site", "On site"), ("remote", "Remote")],
        string="Comes",
        default="site",
        required=True,
    )
    signed_by_id = fields.Many2one(
        "res.partner",
        string="Signed in by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )

    _hold_is_draft = models.Constraint(
        "CHECK (hold IS NULL OR state = 'draft')",
        "Only an unconfirmed registration waits for something.",
    )
    _one_live = models.UniqueIndex(
        "(event_id, attendee_id, COALESCE(event_slot_id, 0)) "
        "WHERE state <> 'cancel' AND active AND attendee_id IS NOT NULL",
        "This person is registered already.",
    )
    _one_live_typed = models.UniqueIndex(
        "(event_id, lower(name), COALESCE(lower(email), ''), "
        "COALESCE(event_slot_id, 0)) WHERE state <> 'cancel' AND active "
        "AND attendee_id IS NULL AND booking_id IS NOT NULL",
        "Somebody of this name and address is registered already.",
    )
    _one_per_guest = models.UniqueIndex(
        "(guest_id, COALESCE(event_slot_id, 0)) "
        "WHERE state <> 'cancel' AND active AND guest_id IS NOT NULL",
        "Who was invited is registered already.",
    )
    _organisation_seats = models.UniqueIndex(
        "(event_id, organisation_id, organisation_seat) "
        "WHERE state <> 'cancel' AND active AND organisation_seat > 0",
        "This place of the organisation is taken already.",
    )
    _queue = models.Index("(event_id, queued_at) WHERE hold = 'waiting'")
