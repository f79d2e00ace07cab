from odoo import fields, models


class ClubEventSeat(models.Model):
    """One place at a meeting: a row, claimed by at most one registration.

    Counting registrations would oversell: who reads and who writes at the same time
    see different counts. A row is taken or free, whoever asks (``SKIP LOCKED``).
    """

    _name = "club.event.seat"
    _description = "Place at a Meeting"
    _log_access = False
    _order = "event_id, slot_id, ticket_id, number"
    _rec_name = "number"

    event_id = fields.Many2one("event.event", required=True, ondelete="cascade")
    slot_id = fields.Many2one("event.slot", ondelete="cascade")
    ticket_id = fields.Many2one(
        "event.event.ticket",
        ondelete="cascade",
        help="For places of one ticket; empty for those of the whole meeting.",
    )
    number = fields.Integer(required=True)
    registration_id = fields.Many2one("event.registration", ondelete="set null")

    _number_uniq = models.UniqueIndex(
        "(event_id, COALESCE(slot_id, 0), COALESCE(ticket_id, 0), number)",
        "This place exists already.",
    )
    _one_each = models.UniqueIndex(
        "(registration_id, COALESCE(ticket_id, 0)) WHERE registration_id IS NOT NULL",
        "This registration has its place already.",
    )
    _free = models.Index("(event_id, number) WHERE registration_id IS NULL")
