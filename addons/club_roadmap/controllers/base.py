from odoo.addons.club_portal.controllers.base import PortalPages
from odoo.http import request

# No record has it: the largest number that a column of ids holds.
LARGEST_ID = 2**31 - 1


def whole(text):
    """The number of a record that a form names, 0 if it is no number. One that is too
    large for an id stays one that nobody has: 0 would say that none is meant."""
    text = str(text)
    return min(int(text[:11]), LARGEST_ID) if text.isdecimal() else 0


class RoadmapPages(PortalPages):
    """What the pages of requests, votes and answers share: they are for members."""

    def _member_space(self):
        """The space of a member in good standing; not found for others, and for who
        answers for a vendor: they read nothing of the members."""
        space = self._space()
        if not space.standing or space.person._club_answers_for_vendor(space):
            raise request.not_found()
        return space

    def _roadmap_page(self, template, space, tab, values=None):
        """Render a page below the tabs of the club's requests.

        :param template: XML id of a template that calls ``club_roadmap.layout``
        :param tab: key of the current tab
        """
        return self._page(
            template,
            space,
            {
                "page": "roadmap",
                "tab": tab,
                "tabs": request.env["club.roadmap.tab"]._all(space),
                **(values or {}),
            },
        )

    def _chosen(self, memberships, membership_id):
        """The membership of these that a form names; not found otherwise.

        :param membership_id: as the form sent it
        """
        wanted = whole(membership_id)
        found = memberships.filtered(lambda m: m.id == wanted)
        if not found:
            raise request.not_found()
        return found

    def _similar_page(self, title, similar):
        """What stands below a field while somebody types, see ``club.similar``.

        :param title: sentence above the list
        :param similar: dictionaries with ``url``, ``name`` and optionally ``text``
        """
        response = request.render(
            "club_roadmap.similar", {"title": title, "similar": similar}
        )
        response.headers["Cache-Control"] = "no-store"
        return response
