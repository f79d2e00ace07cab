from odoo import fields, models
from odoo.exceptions import UserError

SHOWN = 5


class ClubTicket(models.Model):
    """A question that leads to an improvement request."""

    _inherit = "club.ticket"

    request_id = fields.Many2one(
        "club.request",
        string="Improvement request",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        readonly=True,
        copy=False,
    )

    def _request_values(self, space):
        """What the page about requests behind this question shows.

        :param space: of who asked, or of who may see its notes
        """
        ticket = self._fully()
        requests = self.env["club.request"]
        linked = requests._of_space(space, ticket.request_id.id)
        similar = []
        if not ticket.request_id and requests._may_look_for_similar(space.user):
            similar = requests._similar_cards(space, ticket.name, ticket.body or "")
        return {
            "linked": linked._card_values()[0] if linked else None,
            "similar": similar[:SHOWN],
            "is_asker": space.person == ticket.partner_id,
            "may_answer": ticket._may_answer(space.person),
            "may_propose": bool(space.standing) and requests._may_propose(space),
        }

    def _link_request(self, space, request):
        """Tell who asked that their wish stands on the club's list already.

        :param space: of who may answer the question
        :param request: ``club.request`` that this space may look at
        :raises AccessError: the question is not theirs to answer
        :raises UserError: it leads to a request already
        """
        ticket = self._fully()
        ticket._check_may_answer(space.person)
        if ticket.request_id:
            raise UserError(
                self.env._(
                    "%(question)s leads to request %(request)s already.",
                    question=ticket.number,
                    request=ticket.request_id.number,
                )
            )
        asker = ticket._asker_speaks()
        ticket._reply(
            space.person,
            asker.env._(
                "What you ask for stands on the club's list: request %(number)s, "
                "“%(name)s”. Read it and support it: %(url)s",
                number=request.number,
                name=request.name,
                url=f"{ticket.get_base_url()}/my/requests/{request.id}",
            ),
        )
        ticket.request_id = request

    def _invite_request(self, space):
        """Ask who asked to propose an improvement request, with their own words.

        :raises AccessError: the question is not theirs to answer
        """
        ticket = self._fully()
        ticket._check_may_answer(space.person)
        asker = ticket._asker_speaks()
        ticket._reply(
            space.person,
            asker.env._(
                "This would be an improvement of the product. Propose it to the club "
                "as a request, so that others support it and the vendor answers: %s",
                f"{ticket.get_base_url()}/my/requests/new?question={ticket.id}",
            ),
        )

    def _asker_speaks(self):
        """This question, in the language of who asked it."""
        lang = self.partner_id.lang or self.company_id.partner_id.lang
        return self.with_context(lang=lang)

    def _led_to(self, request, shown):
        """Keep that this question became a request, unless that would name somebody
        who wants to stay hidden there.

        :param shown: whether the member who proposed it is named
        """
        if shown and self and not self.request_id:
            self.request_id = request
