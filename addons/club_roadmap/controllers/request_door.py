from odoo.http import request

from .base import RoadmapPages


class RequestDoor(RoadmapPages):
    """Which requests an address may name."""

    def _visible(self, space, request_id):
        """The request with this id, if this space may look at it."""
        # Numbers of addresses may be larger than a column holds.
        small = 0 < request_id < 2**31
        found = small and request.env["club.request"]._of_space(space, request_id)
        if not found:
            raise request.not_found()
        return found

    def _own(self, space, request_id):
        """The request with this id, if it is this space's own."""
        found = self._visible(space, request_id)
        if not found._is_mine(space):
            raise request.not_found()
        return found
