from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from .base import RoadmapPages, whole


class VotePages(RoadmapPages, http.Controller):
    """Voting, and reading what was chosen.

    Who was on the roll may vote whatever became of their membership since: these pages
    are open to every space that has a membership, but for a vendor's contact.
    """

    def _votes_space(self):
        space = self._space()
        if not space.memberships or space.person._club_answers_for_vendor(space):
            raise request.not_found()
        return space

    def _voted_on(self, space, round_id):
        """The vote with this id, if the space may look at it."""
        found = request.env["club.round"]._of_space(space, round_id)
        if not found:
            raise request.not_found()
        return found

    @http.route("/my/votes", type="http", auth="user", methods=["GET"], website=True)
    def votes(self, **kw):
        space = self._votes_space()
        values = request.env["club.round"]._votes_page(space)
        return self._roadmap_page("club_roadmap.votes", space, "votes", values)

    @http.route(
        "/my/votes/<int:round_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def vote(self, round_id, line="", **kw):
        space = self._votes_space()
        voted_on = self._voted_on(space, round_id)
        if voted_on.state == "published":
            return request.redirect(f"/my/votes/{round_id}/list")
        ballots = voted_on._ballots_of(space)
        may = [each for each in ballots if each["state"] in ("waiting", "replaceable")]
        # One ballot to cast and nothing else to say: its form at once.
        chosen = may[0]["line"] if len(ballots) == len(may) == 1 else 0
        if whole(line) in [each["line"] for each in may]:
            chosen = whole(line)
        if chosen:
            return self._form(space, voted_on, chosen, {})
        return self._roadmap_page(
            "club_roadmap.vote_choose",
            space,
            "votes",
            {"vote": voted_on._head_values(), "ballots": ballots},
        )

    @http.route(
        "/my/votes/<int:round_id>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def give(self, round_id, step="", line="", **kw):
        """Read a ballot: show it again, or cast it once it was shown.

        Nothing is redirected and nothing kept in the session: a ballot stands in the
        page that the voter has before them and, once cast, in the box.
        """
        space = self._votes_space()
        voted_on = self._voted_on(space, round_id)
        given = voted_on._given(request.httprequest.form)
        ballots = voted_on._ballots_of(space)
        mine = [each for each in ballots if str(each["line"]) == line]
        if not mine and space.mode == "self":
            raise request.not_found()
        if not mine or mine[0]["state"] in ("refused", "voted"):
            return self._not_cast(space, voted_on, ballots, mine)
        [ballot] = mine
        if step not in ("review", "cast"):
            return self._form(space, voted_on, ballot["line"], given)
        try:
            content = voted_on._read_given(given)
            if step == "review":
                return self._review(space, voted_on, ballot["line"], given, content)
            receipt = self._cast(space, voted_on, ballot["line"], content)
        except UserError as refusal:
            return self._form(space, voted_on, ballot["line"], given, str(refusal))
        return self._roadmap_page(
            "club_roadmap.vote_receipt",
            space,
            "votes",
            {
                "vote": voted_on._head_values(),
                "receipt": receipt,
                "member": ballot["member"],
            },
        )

    def _cast(self, space, voted_on, line_id, content):
        line = voted_on._roll_line(line_id)
        return voted_on.box_id._cast(line, space.person, content)

    def _not_cast(self, space, voted_on, ballots, mine):
        """A ballot for which there is no place (any more): say why."""
        said = [each["sentence"] for each in mine or ballots if each["sentence"]]
        return self._roadmap_page(
            "club_roadmap.vote_choose",
            space,
            "votes",
            {
                "vote": voted_on._head_values(),
                "ballots": ballots,
                "problem": request.env._("Nothing was recorded. %s", " ".join(said)),
            },
        )

    def _form(self, space, voted_on, line_id, given, problem=""):
        line = voted_on._roll_line(line_id)
        return self._roadmap_page(
            "club_roadmap.vote_form",
            space,
            "votes",
            {"vote": voted_on._form_values(line, given), "problem": problem},
        )

    def _review(self, space, voted_on, line_id, given, content):
        line = voted_on._roll_line(line_id)
        return self._roadmap_page(
            "club_roadmap.vote_review",
            space,
            "votes",
            {
                "vote": voted_on._form_values(line, given),
                "given": given,
                "review": voted_on._review(line, content),
            },
        )

    @http.route(
        "/my/votes/<int:round_id>/secrecy",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def secrecy(self, round_id, **kw):
        space = self._votes_space()
        voted_on = self._voted_on(space, round_id)
        return self._roadmap_page(
            "club_roadmap.vote_secrecy",
            space,
            "votes",
            {"vote": voted_on._head_values(), "parts": voted_on.box_id._secrecy()},
        )

    def _published(self, round_id):
        """(space, vote), once the vote has a published result."""
        space = self._votes_space()
        voted_on = self._voted_on(space, round_id)
        if voted_on.state != "published":
            raise request.not_found()
        return space, voted_on

    @http.route(
        "/my/votes/<int:round_id>/list",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def club_list(self, round_id, **kw):
        space, voted_on = self._published(round_id)
        return self._roadmap_page(
            "club_roadmap.vote_list",
            space,
            "votes",
            {"vote": voted_on._result_values()},
        )

    @http.route(
        "/my/votes/<int:round_id>/file/<any(pb,csv,xlsx):kind>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def file(self, round_id, kind, **kw):
        _space, voted_on = self._published(round_id)
        try:
            name, content_type, content = voted_on._download(kind)
        except UserError as refusal:
            self._flash(str(refusal), "danger")
            return request.redirect(f"/my/votes/{round_id}/list")
        return request.make_response(
            content,
            [
                ("Content-Type", content_type),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
