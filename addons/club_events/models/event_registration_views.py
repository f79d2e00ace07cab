from odoo import api, fields, models

from .circle import Circle


class EventRegistration(models.Model):
    """What the office sees of a registration, and what it need not type."""

    _inherit = "event.registration"

    waiting_rank = fields.Integer(
        string="Rank on the waiting list", compute="_compute_waiting_rank"
    )
    possible_membership_ids = fields.Many2many(
        "club.membership", compute="_compute_possible_membership_ids"
    )

    @api.depends("hold", "queued_at")
    def _compute_waiting_rank(self):
        for registration in self:
            registration.waiting_rank = registration._queue_position()

    @api.depends("attendee_id", "event_id")
    def _compute_possible_membership_ids(self):
        for registration in self:
            person, event = registration.attendee_id, registration.event_id
            names = self.env["club.membership"]
            if person and event:
                circle = Circle(event._origin, person._origin)
                person = person._origin.with_env(circle.env)
                names |= circle.own(person) | circle.organisations(person)
            registration.possible_membership_ids = names.ids

    @api.onchange("attendee_id", "event_id")
    def _onchange_attendee_id(self):
        person, event = self.attendee_id._origin, self.event_id._origin
        if not person:
            return
        self.name, self.email, self.phone = person.name, person.email, person.phone
        if event:
            circle = Circle(event, person)
            person = person.with_env(circle.env)
            membership = circle.name_of(person)
            self.membership_id = membership.id
            self.organisation_id = (
                event.sudo()
                ._organisation_of(  # sudo: a name
                    person, membership
                )
                .id
            )


class EventEvent(models.Model):
    _inherit = "event.event"

    waiting_count = fields.Integer(
        string="People waiting", compute="_compute_waiting_count"
    )

    @api.depends("registration_ids.hold")
    def _compute_waiting_count(self):
        counts = dict(
            self.env["event.registration"]._read_group(
                [("event_id", "in", self.ids), ("hold", "in", ("waiting", "offer"))],
                ["event_id"],
                ["__count"],
            )
        )
        for event in self:
            event.waiting_count = counts.get(event._origin, 0)
