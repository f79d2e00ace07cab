from odoo.addons.club_portal.controllers.base import PortalPages
from odoo.http import request


class VolunteerDoor(PortalPages):
    """What the pages of volunteers share: they start from the space's own."""

    def _volunteer(self):
        """(space, volunteer); not found for who is none."""
        space = self._personal_space()
        volunteer = request.env["club.volunteer"]._of_space(space)
        if not volunteer:
            raise request.not_found()
        return space, volunteer

    def _own(self, records, number):
        """The one of these records with this id; not found if there is none."""
        found = records.filtered(lambda record: record.id == number)
        if not found:
            raise request.not_found()
        return found

    def _volunteer_page(self, template, space, tab, values):
        return self._page(template, space, {"page": "duties", "tab": tab, **values})

    def _number(self, text):
        """The id that a form or an address says; 0, which nothing has, for no id."""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
