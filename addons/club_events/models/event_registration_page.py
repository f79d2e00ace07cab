from odoo import fields, models
from odoo.tools import SQL

TONES = {
    "waiting": "warning",
    "offer": "warning",
    "payment": "warning",
    "place": "success",
    "present": "success",
    "absent": "secondary",
    "off": "secondary",
}


class EventRegistration(models.Model):
    """How a registration stands, as its person and their organisation read it."""

    _inherit = "event.registration"

    def _row_values(self, space):
        """These registrations, one line each; in their order.

        :param space: a ``Space`` that reaches them
        :return: list of dictionaries of plain values
        """
        ranks = self._ranks()
        labels = dict(self._fields["presence"]._description_selection(self.env))
        return [row._one_row(space, ranks.get(row.id), labels) for row in self]

    def _one_row(self, space, rank, labels):
        event, standing = self.event_id, self._standing_key()
        ahead = event.date_end >= fields.Datetime.now() and not event.cancelled_on
        several = event.place == "both" and standing != "waiting"
        return {
            "id": self.id,
            "url": f"/my/meetings/registrations/{self.id}",
            "name": self.name or self.attendee_id.name or self.email,
            "is_me": self.attendee_id == space.person,
            "organisation": self._organisation_name(),
            "standing": standing,
            "label": self._standing_label(standing, rank),
            "tone": TONES[standing],
            "ticket": self.event_ticket_id.name or "",
            "slot": self.event_slot_id.display_name or "",
            "presence": self.presence,
            "presence_label": labels[self.presence] if event.place == "both" else "",
            "may_answer": ahead and standing == "offer",
            "may_withdraw": ahead and self.state in ("draft", "open"),
            "may_change_presence": ahead and several and standing != "present",
        }

    def _organisation_name(self):
        """For whom they come, where that is not themselves."""
        member = self.membership_id.partner_id
        return member.name if member and member != self.attendee_id else ""

    def _standing_key(self):
        """Place, waiting list, offer, payment; present or absent once it is over."""
        if self.state == "done":
            return "present"
        if self.event_id._is_off():
            return "off"
        if self.hold:
            return self.hold
        over = self.event_id.date_end < fields.Datetime.now()
        return "absent" if over else "place"

    def _standing_label(self, standing, rank):
        until = self.event_id._moment_text(self.hold_until)
        if standing == "waiting":
            return self.env._("Number %s on the waiting list", rank)
        if standing == "offer":
            return self.env._("A place is free: answer before %s", until)
        if standing == "payment" and until:
            return self.env._("Kept until %s, to be paid", until)
        return {
            "payment": self.env._("To be paid"),
            "place": self.env._("Has a place"),
            "present": self.env._("Present"),
            "off": self.env._("Not held"),
            "absent": self.env._("Was registered, not signed in"),
        }[standing]

    def _ranks(self):
        """{id: rank} of those on a waiting list, 1 for who is next; one query."""
        waiting = self.filtered(lambda row: row.hold == "waiting")
        if not waiting:
            return {}
        self.flush_model(["hold", "active", "queued_at", "event_id", "event_slot_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, rank FROM (
                    SELECT id, row_number() OVER (
                        PARTITION BY event_id, event_slot_id ORDER BY queued_at, id
                    ) AS rank
                      FROM event_registration
                     WHERE hold = 'waiting' AND active AND event_id IN %s
                ) queue WHERE id IN %s
                """,
                tuple(waiting.event_id.ids),
                tuple(waiting.ids),
            )
        )
        return dict(rows)
