from odoo import fields, models

KINDS = [
    ("topic", "Topic"),
    ("testimony", "Testimony of a member"),
    ("workshop", "Workshop"),
    ("decision", "Decision to take"),
    ("vendor", "Presentation by the vendor"),
    ("break", "Break or meal"),
]


class EventTrack(models.Model):
    """An item of a meeting's agenda: a topic with its owner, duration and documents."""

    _inherit = "event.track"

    club_kind = fields.Selection(KINDS, string="Kind", required=True, default="topic")
    sequence = fields.Integer(default=10)
    owner_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
        help="Who prepares and leads it.",
    )
    proposed_by_id = fields.Many2one(
        "res.partner",
        string="Proposed by",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        copy=False,
        # What is published on the website is read by remote call, fields and all.
        groups="base.group_user",
    )
    document_ids = fields.Many2many(
        "ir.attachment",
        "club_track_document_rel",
        string="Documents",
        help="For who sees the item; of one published on the website, for everybody.",
    )
