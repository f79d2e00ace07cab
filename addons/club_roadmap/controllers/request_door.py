from odoo.http import request

from .base import RoadmapPages

# Larger than what is kept of it is refused by its size, not read whole.
READ_MB = 6


class RequestDoor(RoadmapPages):
    """Which requests an address may name, and the files that a form brings."""

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

    def _uploaded(self):
        """(name, content) of the files that the form brings."""
        files = request.httprequest.files.getlist("files")
        return [
            (file.filename, file.read(READ_MB * 1024 * 1024))
            for file in files
            if file.filename
        ]
