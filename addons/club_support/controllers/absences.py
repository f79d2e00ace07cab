from odoo import http
from odoo.http import request

from .volunteer_door import VolunteerDoor

PAGE = "/my/volunteer/absences"


class AbsencePages(VolunteerDoor, http.Controller):
    """When a volunteer cannot serve, or would rather not."""

    @http.route(PAGE, type="http", auth="user", methods=["GET"], website=True)
    def absences(self, **kw):
        space, volunteer = self._volunteer()
        return self._volunteer_page(
            "club_support.absences",
            space,
            "absences",
            volunteer._absences_page_values(),
        )

    @http.route(PAGE, type="http", auth="user", methods=["POST"], website=True)
    def add(self, kind="", date_from="", date_to="", note="", repeat="", **kw):
        told = {
            "kind": kind,
            "date_from": date_from,
            "date_to": date_to,
            "note": note,
            "repeat": repeat,
        }
        space, volunteer = self._volunteer()
        return self._do(
            space,
            PAGE,
            lambda: volunteer._add_told_absences(told),
            volunteer._added_sentence,
        )

    @http.route(
        f"{PAGE}/august", type="http", auth="user", methods=["POST"], website=True
    )
    def august(self, **kw):
        """One tap for what is asked most."""
        space, volunteer = self._volunteer()
        return self._do(space, PAGE, volunteer._add_august, volunteer._added_sentence)

    @http.route(
        f"{PAGE}/<int:absence_id>/delete",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def delete(self, absence_id, **kw):
        space, volunteer = self._volunteer()
        absence = self._own(volunteer.absence_ids, absence_id)
        return self._do(
            space,
            PAGE,
            absence.unlink,
            request.env._("Taken off the list: you can serve on these days again."),
        )
