from odoo import http
from odoo.http import request

from .base import RoadmapPages, whole


class VendorAnswers(RoadmapPages, http.Controller):
    """What the vendor answered, for members."""

    def _read_dossier(self, dossier_id):
        """(space, dossier of its associations that was released)."""
        space = self._member_space()
        found = request.env["club.dossier"]._of_members(space)
        dossier = found.filtered(lambda each: each.id == dossier_id)
        if not dossier:
            raise request.not_found()
        return space, dossier

    @http.route("/my/vendor", type="http", auth="user", methods=["GET"], website=True)
    def answers(self, **kw):
        space = self._member_space()
        dossiers = request.env["club.dossier"]._of_members(space)
        # sudo: figures of the associations of this space.
        scores = request.env["club.vendor.score"].sudo()
        return self._roadmap_page(
            "club_roadmap.portal_vendor",
            space,
            "vendor",
            {
                "dossiers": dossiers._member_list_values(space),
                "scorecard": scores._scorecard(space.standing.company_id),
            },
        )

    @http.route(
        "/my/vendor/<int:dossier_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def dossier(self, dossier_id, **kw):
        space, dossier = self._read_dossier(dossier_id)
        return self._roadmap_page(
            "club_roadmap.portal_vendor_dossier",
            space,
            "vendor",
            {
                "dossier": dossier._member_list_values(space)[0],
                "lines": dossier._member_lines_values(space),
                "notes": dossier.note_ids._vendor_values(),
            },
        )

    @http.route(
        "/my/vendor/<int:dossier_id>/deliveries/<int:delivery_id>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def decide(self, dossier_id, delivery_id, confirm="", reason="", **kw):
        """The sponsoring commission's chair confirms a delivery, or contests it.

        :param confirm: ``1`` to confirm
        """
        space, dossier = self._read_dossier(dossier_id)
        delivery = dossier.line_ids.delivery_ids.filtered(
            lambda each: each.id == delivery_id and each.line_id._led_by(space)
        )
        if not delivery:
            raise request.not_found()
        state = "confirmed" if confirm == "1" else "contested"
        return self._do(
            space,
            f"/my/vendor/{dossier.id}",
            lambda: delivery._decide_in_chair(space, state, reason[:5000]),
            request.env._("The vendor and the members are told."),
        )

    def _joint_group(self, dossier_id):
        space, dossier = self._read_dossier(dossier_id)
        if not dossier._in_group(space):
            raise request.not_found()
        return space, dossier

    @http.route(
        "/my/vendor/<int:dossier_id>/group",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def group(self, dossier_id, **kw):
        space, dossier = self._joint_group(dossier_id)
        return self._roadmap_page(
            "club_roadmap.portal_vendor_group",
            space,
            "vendor",
            {
                "dossier": dossier._member_list_values(space)[0],
                "lines": dossier._lines_values(dossier._marked()),
                "messages": dossier.message_ids._values("club"),
                "own_name": dossier._own_name(space),
                "may_write": space.mode == "self",
            },
        )

    @http.route(
        "/my/vendor/<int:dossier_id>/group",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def send_message(self, dossier_id, body="", about="", named="", **kw):
        """Write to the vendor, as the club or under one's own name.

        :param named: ``1`` for one's own name
        """
        space, dossier = self._joint_group(dossier_id)
        line_id = whole(about)
        label = (
            dossier._own_name(space)
            if named == "1"
            else dossier.message_ids._club_name()
        )
        return self._do(
            space,
            f"/my/vendor/{dossier.id}/group",
            lambda: (
                dossier._check_writing(space),
                dossier._write_message("club", label, body, line_id),
            ),
            request.env._("Your message is sent to the vendor."),
        )

    def _own_request(self, request_id):
        """(space, request proposed by its person, or for whom they speak)."""
        space = self._member_space()
        found = request.env["club.request"]._of_space(space, request_id)
        if not found or not found._is_mine(space):
            raise request.not_found()
        return space, found

    @http.route(
        "/my/requests/<int:request_id>/release",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def name_page(self, request_id, **kw):
        space, found = self._own_request(request_id)
        return self._roadmap_page(
            "club_roadmap.portal_release",
            space,
            "requests",
            {"asked": found._release_values()},
        )

    @http.route(
        "/my/requests/<int:request_id>/release",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def release_name(self, request_id, released="", **kw):
        """Release one's organisation's name to the vendor, or take that back.

        :param released: ``1`` to release it
        """
        space, found = self._own_request(request_id)
        return self._do(
            space,
            f"/my/requests/{found.id}/release",
            lambda: found._release_name(space.person, released == "1"),
            request.env._("Your choice is kept."),
        )
