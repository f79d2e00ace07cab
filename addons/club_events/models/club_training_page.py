from odoo import api, fields, models
from odoo.tools import format_date


class ClubTraining(models.Model):
    """What the member's space shows of courses: chosen values, never records."""

    _inherit = "club.training"

    @api.model
    def _space_values(self, space):
        """My training: what I attended, what I hold, what comes next.

        :param space: a ``Space``
        :return: plain values for the page
        """
        mine = self._rows_of(space)
        # sudo: as in _rows_of.
        held = self.env["club.training.certificate"].sudo()
        held = held.search(
            [
                ("partner_id", "=", space.person.id),
                ("company_id", "in", space.companies.ids),
                ("revoked_on", "=", False),
            ]
        )
        return {
            "certificates": [self._certificate_line(c) for c in held],
            "history": [self._history_line(row) for row in mine if row.state == "done"],
            "sessions": self._session_lines(space, mine),
        }

    @api.model
    def _rows_of(self, space):
        """Registrations of the person at sessions, the last first."""
        # sudo: one's own registrations; members hold no right on them.
        rows = (
            self.env["event.registration"]
            .sudo()
            .search(
                [
                    ("attendee_id", "=", space.person.id),
                    ("event_id.training_id", "!=", False),
                    ("event_id.company_id", "in", [*space.companies.ids, False]),
                    ("state", "!=", "cancel"),
                ]
            )
        )
        return rows.sorted(lambda row: (row.event_id.date_begin, row.id), reverse=True)

    def _certificate_line(self, certificate):
        states = dict(certificate._fields["state"]._description_selection(self.env))
        return {
            "id": certificate.id,
            "number": certificate.number,
            "course": certificate.training_id.name,
            "day": format_date(self.env, certificate.date),
            "until": format_date(self.env, certificate.date_end)
            if certificate.date_end
            else "",
            "state": certificate.state,
            "state_name": states[certificate.state],
        }

    def _history_line(self, row):
        event = row.event_id
        return {
            "course": event.training_id.name,
            "meeting": event.name,
            "when": event._club_when(),
        }

    @api.model
    def _session_lines(self, space, mine):
        """Sessions to come that this space sees, with what keeps the person away."""
        now = fields.Datetime.now()
        registered = mine.event_id
        sessions = self.env["event.event"]._of_space(space)
        coming = sessions.filtered(
            lambda e: e.training_id and e.date_begin > now and not e.cancelled_on
        )
        return [
            {
                "id": event.id,
                "url": f"/my/meetings/{event.id}",
                "course": event.training_id.name,
                "name": event.name,
                "when": event._club_when(),
                "where": event._club_where(),
                "description": event.training_id.description,
                "registered": event in registered,
                "missing": ""
                if event in registered
                else event._training_refusal(space.person) or "",
            }
            for event in coming.sorted("date_begin")
        ]

    @api.model
    def _certificate_of(self, space, certificate_id):
        """The certificate with this id if it is the space's person's, empty
        otherwise."""
        # sudo: one's own certificate; members hold no right on them.
        return (
            self.env["club.training.certificate"]
            .sudo()
            .search(
                [
                    ("id", "=", certificate_id),
                    ("partner_id", "=", space.person.id),
                    ("company_id", "in", space.companies.ids),
                    ("revoked_on", "=", False),
                ]
            )
        )
