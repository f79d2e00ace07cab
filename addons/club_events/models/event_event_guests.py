from odoo import fields, models
from odoo.exceptions import UserError

# Invitations that one person sends in a day, and how long a day is in minutes.
INVITATIONS = (200, 24 * 60)
KINDS_OF_HOSTS = ("vendor", "speaker", "prospect", "other")


class EventEvent(models.Model):
    """The guests of a meeting, as its hosts handle them in their space."""

    _inherit = "event.event"

    def _guest_desk(self):
        """What hosts see of their guests.

        :return: dict of plain values: ``guests``, ``items``, ``kinds``, ``open``
        """
        self.ensure_one()
        guests = self.guest_ids
        kinds = dict(guests._fields["kind"]._description_selection(self.env))
        states = dict(guests._fields["state"]._description_selection(self.env))
        return {
            "guests": [
                {
                    "id": guest.id,
                    "name": guest.name,
                    "email": guest.email,
                    "organisation": guest.organisation_name,
                    "kind": kinds[guest.kind],
                    "state": guest.state,
                    "state_text": states[guest.state],
                    "items": guest.track_ids.mapped("name"),
                }
                for guest in guests.sorted(lambda g: (g.state == "revoked", g.id))
            ],
            "items": [
                {"id": item.id, "name": item.name}
                for item in self.track_ids._on_agenda()
            ],
            "kinds": [(kind, kinds[kind]) for kind in KINDS_OF_HOSTS],
            "open": not self.cancelled_on and self.date_end > fields.Datetime.now(),
        }

    def _invite_guest(self, form, by):
        """A host invites somebody by name and address.

        :param form: strings by name: ``name``, ``email``, ``organisation_name``,
            ``kind``; ``items`` a list of ids of items of the agenda
        :param by: res.partner who invites
        :return: ``club.event.guest``
        """
        self.ensure_one()
        self._count_invitation(by)
        items = self.track_ids.filtered(lambda item: str(item.id) in form["items"])
        if form["items"] and not items:
            raise UserError(
                self.env._(
                    "These items are not on the agenda of %s any more: choose again.",
                    self.name,
                )
            )
        kind = form.get("kind")
        guest = self.env["club.event.guest"].create(
            {
                "event_id": self.id,
                "name": (form.get("name") or "").strip()[:128],
                "email": form.get("email"),
                "organisation_name": (form.get("organisation_name") or "").strip()[
                    :128
                ],
                "kind": kind if kind in KINDS_OF_HOSTS else "other",
                "track_ids": [fields.Command.set(items.ids)],
            }
        )
        guest._invite(by)
        return guest

    def _count_invitation(self, by):
        """One more mail that this person sends to an address they typed.

        :raises UserError: they sent many today
        """
        # sudo: counting tries is nobody's business.
        if not self.env["club.rate"].sudo()._allow("guest", str(by.id), *INVITATIONS):
            raise UserError(
                self.env._(
                    "You sent %(number)s invitations today: go on tomorrow, or ask "
                    "the association to send the others.",
                    number=INVITATIONS[0],
                )
            )

    def _guest_numbered(self, guest_id):
        """The guest of this meeting with this id, empty if it is none of them."""
        return self.guest_ids.filtered(lambda guest: guest.id == guest_id)
