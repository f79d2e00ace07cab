from odoo.addons.club_portal.controllers.base import PortalPages
from odoo.http import request

# Numbers of addresses may be larger than a column holds.
LARGEST_ID = 2**31 - 1


class TicketDoor(PortalPages):
    """Which questions an address may name."""

    def _asking_space(self):
        """The space of who asks or has asked; not found for others."""
        space = self._personal_space()
        if not request.env["club.ticket"]._has_pages(space):
            raise request.not_found()
        return space

    def _asked(self, ticket_id):
        """(space, question), if the space's person asked the one with this id."""
        space = self._personal_space()
        return space, self._found(space, "_own_in", ticket_id)

    def _desk_space(self):
        """The space of somebody who answers; not found for others."""
        space = self._space()
        if not request.env["club.ticket"]._has_desk(space):
            raise request.not_found()
        return space

    def _on_desk(self, ticket_id):
        """(space, question), if its notes are for the space's person."""
        space = self._space()
        return space, self._found(space, "_desk_in", ticket_id)

    def _found(self, space, door, ticket_id):
        found = self._look(space, door, ticket_id)
        if not found:
            raise request.not_found()
        return found

    def _look(self, space, door, ticket_id):
        """The question behind one of the two doors, maybe empty."""
        tickets = request.env["club.ticket"]
        if not 0 < ticket_id <= LARGEST_ID:
            return tickets
        return getattr(tickets, door)(space, ticket_id)

    def _stars(self, text):
        """The stars that an address or a form names, 0 for none."""
        return int(text) if text in ("1", "2", "3", "4", "5") else 0
