from odoo import http
from odoo.http import request

from .minutes_door import MinutesDoor, whole


class ProposalPages(MinutesDoor, http.Controller):
    """Members propose testimonies and topics, and see what becomes of them."""

    def _proposer(self):
        """The space of a member in good standing; not found for others."""
        space = self._space()
        if not space.standing:
            raise request.not_found()
        return space

    def _form(self, space, event=None):
        return self._events_page(
            "club_events.portal_propose",
            space,
            "meetings",
            {
                **request.env["club.topic.proposal"]._form_values(space, event),
                "meeting": event
                and {
                    "name": event.name,
                    "when": event._club_when(),
                    "url": f"/my/meetings/{event.id}",
                    "over": event.is_finished or bool(event.cancelled_on),
                },
            },
        )

    def _propose(self, space, membership_id, typed, event=None):
        members = space.standing
        if event and event.company_id:
            members = members.filtered(lambda m: m.company_id == event.company_id)
        wanted = whole(membership_id)
        membership = members.filtered(lambda m: m.id == wanted)
        if not membership:
            raise request.not_found()
        proposals = request.env["club.topic.proposal"]
        back = f"/my/meetings/{event.id}/propose" if event else "/my/meetings/propose"
        return self._do(
            space,
            back,
            lambda: proposals._propose(space, typed, membership, event),
            request.env._("Thank you: you are told what becomes of it."),
        )

    @http.route(
        "/my/meetings/propose", type="http", auth="user", methods=["GET"], website=True
    )
    def year_form(self, **kw):
        return self._form(self._proposer())

    @http.route(
        "/my/meetings/propose", type="http", auth="user", methods=["POST"], website=True
    )
    def propose_for_year(
        self, membership="", title="", text="", topic="", commission="", **kw
    ):
        typed = {"name": title, "text": text, "kind": topic, "commission": commission}
        return self._propose(self._proposer(), membership, typed)

    @http.route(
        "/my/meetings/<int:meeting_id>/propose",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def meeting_form(self, meeting_id, **kw):
        space = self._proposer()
        return self._form(space, self._meeting(space, meeting_id))

    @http.route(
        "/my/meetings/<int:meeting_id>/propose",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def propose_for_meeting(
        self, meeting_id, membership="", title="", text="", topic="", **kw
    ):
        space = self._proposer()
        event = self._meeting(space, meeting_id)
        typed = {"name": title, "text": text, "kind": topic}
        return self._propose(space, membership, typed, event)

    @http.route(
        "/my/meetings/proposals/<int:proposal_id>/withdraw",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def withdraw(self, proposal_id, **kw):
        space = self._proposer()
        own = request.env["club.topic.proposal"]._own(space)
        proposal = own.filtered(lambda one: one.id == proposal_id)
        if not proposal:
            raise request.not_found()
        return self._do(
            space,
            "/my/meetings/propose",
            proposal._withdraw,
            request.env._("Your proposal is withdrawn."),
        )
