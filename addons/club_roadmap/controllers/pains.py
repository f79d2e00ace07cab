from odoo import http
from odoo.addons.portal.controllers.portal import pager
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from ..models.club_pain_page import ORDERS
from .base import RoadmapPages

STEP = 20
# Further on, numbers are typed by machines and too large for the database.
LAST_PAGE = 10_000
ASKED = ("search", "product", "function", "stands", "order")


class PainPages(RoadmapPages, http.Controller):
    """Pain points: read them, describe one, say that it hurts us too."""

    @http.route(
        ["/my/pains", "/my/pains/page/<int:number>"],
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def pains(self, number=1, **kw):
        space = self._member_space()
        # sudo: members hold no right on pain points; the domain is their space's.
        pains = request.env["club.pain"].sudo()
        asked = {name: str(kw[name])[:100] for name in ASKED if kw.get(name)}
        asked.setdefault("stands", "live")
        domain = pains._found(space, asked)
        number = min(max(number, 1), LAST_PAGE)
        order = ORDERS.get(asked.get("order"), ORDERS["members"])
        total = pains.search_count(domain)
        found = pains.search(
            domain, limit=STEP, offset=(number - 1) * STEP, order=order
        )
        return self._roadmap_page(
            "club_roadmap.pains",
            space,
            "pains",
            {
                "pains": found._card_values(),
                "total": total,
                "asked": asked,
                "choices": pains._choices(space),
                "may_describe": pains._may_write(space),
                "waiting": pains._waiting_values(space),
                "pager": pager(
                    url="/my/pains",
                    total=total,
                    page=number,
                    step=STEP,
                    url_args=asked,
                ),
            },
        )

    @http.route(
        "/my/pains/similar", type="http", auth="user", methods=["GET"], website=True
    )
    def similar(self, text="", **kw):
        space = self._member_space()
        # sudo: as above.
        pains = request.env["club.pain"].sudo()
        found = pains.browse()
        if request.env["club.request"]._may_look_for_similar(space.user):
            found = pains._similar(text, pains._found(space, {"stands": "live"}))
        return self._similar_page(
            request.env._("Is it one of these? Then say there that it hurts you too:"),
            [
                {
                    "url": card["url"],
                    "name": card["name"],
                    "text": request.env._(
                        "%(state)s, members: %(members)s",
                        state=card["state_label"],
                        members=card["members"],
                    ),
                }
                for card in found._card_values()
            ],
        )

    @http.route(
        "/my/pains/new", type="http", auth="user", methods=["GET"], website=True
    )
    def new(self, **kw):
        space = self._speaking_space()
        return self._form(space, {"shown": "1"})

    @http.route(
        "/my/pains/new", type="http", auth="user", methods=["POST"], website=True
    )
    def describe(self, name="", membership="", shown="", **kw):
        space = self._speaking_space()
        chosen = self._chosen(space.speaking, membership)
        pains = request.env["club.pain"]
        functions = request.httprequest.form.getlist("functions")
        told = {**kw, "name": name, "functions": functions}
        try:
            with request.env.cr.savepoint():
                pains._check_writes(space)
                pains._check_not_too_many(space.user)
                pain = pains._describe(space.person, chosen, told, kw, bool(shown))
                # Nothing that tells which one: traces are read by the office.
                done = request.env._("Thank you: your pain point is on the list.")
                space.trace(done)
        except (UserError, ValidationError) as error:
            # What was typed is not lost.
            typed = {**told, "membership": membership, "shown": shown}
            return self._form(space, typed, str(error))
        self._flash(done)
        return request.redirect(f"/my/pains/{pain.id}")

    @http.route(
        "/my/pains/<int:pain_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def pain(self, pain_id, **kw):
        space = self._member_space()
        pain = self._pain(space, pain_id)
        if pain._root() != pain:
            return request.redirect(f"/my/pains/{pain._root().id}")
        return self._roadmap_page(
            "club_roadmap.pain",
            space,
            "pains",
            {"pain": pain._page_values(space), "choices": pain._choices(space)},
        )

    @http.route(
        "/my/pains/<int:pain_id>/report",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def report(self, pain_id, membership="", shown="", **kw):
        return self._for_member(
            pain_id,
            membership,
            lambda pain, person, member: pain._report(person, member, kw, bool(shown)),
            request.env._("Thank you: we keep what you said."),
        )

    @http.route(
        "/my/pains/<int:pain_id>/withdraw",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def withdraw(self, pain_id, membership="", **kw):
        return self._for_member(
            pain_id,
            membership,
            lambda pain, person, member: pain._withdraw_report(person, member),
            request.env._("What you said is taken back."),
        )

    @http.route(
        "/my/pains/<int:pain_id>/shown",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def show(self, pain_id, membership="", shown="", **kw):
        return self._for_member(
            pain_id,
            membership,
            lambda pain, person, member: pain._show_report(person, member, bool(shown)),
            request.env._("Your name is shown.")
            if shown
            else request.env._("Your name is not shown any more."),
        )

    @http.route(
        "/my/pains/<int:pain_id>/outcome",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def outcome(self, pain_id, membership="", outcome="", **kw):
        return self._for_member(
            pain_id,
            membership,
            lambda pain, person, member: pain._answer_whether_it_hurts(
                person, member, outcome
            ),
            request.env._("Thank you for your answer."),
        )

    # What they share

    def _speaking_space(self):
        """The space of who commits a member; not found for others."""
        space = self._member_space()
        if not space.speaking:
            raise request.not_found()
        return space

    def _pain(self, space, pain_id):
        # Numbers of addresses may be larger than a column holds.
        small = 0 < pain_id < 2**31
        pain = small and request.env["club.pain"]._of_space(space, pain_id)
        if not pain:
            raise request.not_found()
        return pain

    def _for_member(self, pain_id, membership, action, done):
        """Do something in the name of a member of the space, and say so.

        :param action: function of the pain point, the person and the membership
        """
        space = self._speaking_space()
        pain = self._pain(space, pain_id)
        chosen = self._chosen(space.speaking, membership)

        def act():
            pain._check_writes(space)
            action(pain, space.person, chosen)

        return self._do(space, f"/my/pains/{pain.id}", act, done)

    def _form(self, space, typed, error=""):
        return self._roadmap_page(
            "club_roadmap.pain_new",
            space,
            "pains",
            {
                "typed": typed,
                "error": error,
                "choices": request.env["club.pain"]._choices(space),
                "may_describe": request.env["club.pain"]._may_write(space),
                "speaking": [
                    {"id": member.id, "name": member.partner_id.name}
                    for member in space.speaking
                ],
            },
        )
