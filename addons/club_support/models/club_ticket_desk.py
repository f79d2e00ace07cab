from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .club_ticket import OPEN

PAST = 10


class ClubTicket(models.Model):
    """A volunteer's desk: questions to answer, and those of colleagues.

    Colleagues who serve a section, and whom a coordinator lets, read its open
    questions with their notes, so that one can stand in for another; they take a
    question before they answer it.
    """

    _inherit = "club.ticket"

    @api.model
    def _volunteers_of(self, space):
        """The person of this space as a volunteer who serves today. Nobody opens the
        desk of somebody else: notes about members are read there."""
        nobody = self.env["club.volunteer"].sudo()  # sudo: see below
        if space.mode != "self":
            return nobody

        def find():
            # sudo: volunteers hold no right on their own record.
            found = nobody.search(
                [
                    ("partner_id", "=", space.person.id),
                    ("company_id", "in", space.companies.ids),
                ]
            )
            return found.filtered(lambda v: v._serves_on(v.company_id._club_today()))

        return space.once("club_volunteers_today", find)

    @api.model
    def _has_desk(self, space):
        """Whether this person answers questions: a volunteer, or whoever owns some."""
        if space.mode != "self":
            return False
        return bool(self._volunteers_of(space)) or bool(
            # sudo: whether the person owns one, nothing about it
            self.sudo().search_count(self._desk_domain(space), limit=1)
        )

    @api.model
    def _desk_domain(self, space):
        """Open questions that the person of this space owns."""
        return (
            Domain("owner_id", "=", space.person.id)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("state", "in", OPEN)
        )

    @api.model
    def _desk_count(self, space):
        """How many questions wait for an answer of this person."""
        waiting = self._desk_domain(space) & Domain("deadline", "!=", False)
        # sudo: a count of what the person owns
        return self.sudo().search_count(waiting)

    @api.model
    def _desk_in(self, space, ticket_id):
        """The question with this id, empty unless its notes are for this person."""
        if space.mode != "self":
            return self.browse()
        # sudo: volunteers hold no right on questions; who they are is checked here.
        found = self.sudo().search(
            [("id", "=", ticket_id), ("company_id", "in", space.companies.ids)]
        )
        return found.filtered(lambda ticket: ticket._may_see_notes(space.person))

    def _may_see_notes(self, partner):
        """Also for those who are let serve the section, while the question is open."""
        if super()._may_see_notes(partner):
            return True
        ticket = self._fully()
        if not partner or partner == ticket.partner_id or ticket.state not in OPEN:
            return False
        volunteer = self._volunteer_of(partner, ticket.company_id)
        return bool(volunteer._desk_sections() & ticket.section_id.ancestor_ids)

    @api.model
    def _desk_lists(self, space):
        """What a volunteer's desk shows.

        :return: dictionary of lists of cards: ``mine`` (what waits longest first),
            ``others`` (open questions of the sections served) and ``past``
        """
        # sudo: as in _desk_in; the domains are the person's.
        tickets = self.sudo()
        mine = tickets.search(self._desk_domain(space), order="id")
        far = fields.Datetime.to_datetime("9999-12-31 00:00:00")
        mine = mine.sorted(lambda ticket: (ticket.deadline or far, ticket.id))
        sections = self._volunteers_of(space)._desk_sections()
        others = sections and tickets.search(
            Domain("section_id", "child_of", sections.ids)
            & Domain("company_id", "in", sections.company_id.ids)
            & Domain("state", "in", OPEN)
            & Domain("owner_id", "!=", space.person.id)
            & Domain("partner_id", "not in", space.person.ids),
            order="deadline, id",
            limit=100,
        )
        past = tickets.search(
            Domain("owner_id", "=", space.person.id)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("state", "not in", OPEN),
            order="solved_at desc, id desc",
            limit=PAST,
        )
        return {
            "mine": [ticket._desk_card() for ticket in mine],
            "others": [ticket._desk_card() for ticket in others or ()],
            "past": [ticket._desk_card() for ticket in past],
        }

    def _desk_card(self):
        """A question in a list of who answers."""
        self.ensure_one()
        sentence, tone = self._deadline_words()
        return {
            **self._card_values(),
            "url": f"/my/support/desk/{self.id}",
            "asker": self._asker_name(),
            "section": self.section_id.name,
            "channel": self.channel,
            "due": sentence,
            "tone": tone,
            "waits": bool(self.deadline),
            "rating": self.rating,
        }

    def _asker_name(self):
        return self.partner_id.name or self.caller_name or self.email_from or ""

    def _desk_page(self, space, chosen_reply=""):
        """All that who answers sees of a question.

        :param chosen_reply: id of a ready answer to begin with, as the address says
        """
        self.ensure_one()
        person = space.person
        is_mine = self.owner_id == person
        replies = self._ready_answers()
        return {
            **self._desk_card(),
            "is_mine": is_mine,
            "may_answer": self._may_answer(person),
            "may_take": not is_mine and self.state in OPEN,
            "may_reopen": self.state not in OPEN and self._can_reopen(),
            "messages": self._thread_values(person),
            "reached": self._asker_values(person),
            "replies": replies,
            "draft": next(
                (each["body"] for each in replies if str(each["id"]) == chosen_reply),
                "",
            ),
            "minutes": self.company_id.club_ticket_minutes,
            "colleagues": self._colleagues(person),
            "owners": [
                {
                    "name": step.partner_id.name,
                    "since": self._said_at(step.since),
                    "reason": step.reason or "",
                }
                for step in self.step_ids
            ],
            "rating_comment": self.rating_comment or "",
        }

    def _asker_values(self, reader):
        """How who asked can be reached: of a member, what they show in the directory
        to whoever answers; of somebody we do not know, what they left."""
        if not self.partner_id:
            return {"email": self.email_from or "", "phone": self.caller_phone or ""}
        entries = self.env["club.directory.entry"]
        entry = entries.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ]
        )
        card = (entries._cards(reader, entry.ids) or [{}])[0]
        names = ("organisation", "city", "email", "phone")
        return {name: card.get(name) or "" for name in names}

    def _ready_answers(self):
        """Ready answers, those of the question's category first."""
        replies = self.env["club.ticket.reply"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("category_id", "in", [False, *self.category_id.ids]),
            ]
        )
        return [
            {"id": reply.id, "name": reply.name, "body": reply.body}
            for reply in replies.sorted(lambda r: (not r.category_id, r.name))
        ]

    def _colleagues(self, person):
        """Volunteers to whom the question may be given, by name."""
        sections = self.section_id.ancestor_ids
        day = self.company_id._club_today()
        found = (sections | sections.neighbour_ids).volunteer_ids.filtered(
            lambda v: (
                v.company_id == self.company_id
                and v.partner_id not in (person, self.owner_id, self.partner_id)
                and v._serves_on(day)
                and not v._is_away(day)
            )
        )
        return [
            {"id": volunteer.id, "name": volunteer.name}
            for volunteer in found.sorted(lambda v: v.name or "")
        ]

    def _take_over(self, person, reason):
        """Take a question of a colleague, who is told by a note.

        :raises AccessError: it is not for this person
        :raises UserError: it is over
        """
        ticket = self._fully()
        if not ticket._may_see_notes(person):
            raise AccessError(self.env._("This question is not for you."))
        if ticket.state not in OPEN:
            raise UserError(
                self.env._("%s is solved: take it up again first.", ticket.display_name)
            )
        if person == ticket.owner_id:
            return
        reason = (reason or "").strip()[:200]
        said = self.env._("%(name)s goes on with it.", name=person.name)
        ticket._note(person, f"{said} {reason}".strip(), tell=True)
        volunteer = self._volunteer_of(person, ticket.company_id)
        ticket._own("chosen", person, volunteer, reason or said, person)

    def _give(self, person, volunteer_id, reason):
        """Pass a question on: to a colleague, or to the next one in line.

        :param volunteer_id: as the form sent it; empty: the next one
        :raises UserError: no reason
        """
        reason = (reason or "").strip()[:200]
        if not reason:
            raise UserError(self.env._("Say why, in a few words: it is kept."))
        if not volunteer_id:
            self._pass_on(reason, person)
            return
        known = {str(each["id"]): each["id"] for each in self._colleagues(person)}
        if volunteer_id not in known:
            raise UserError(
                self.env._("This colleague cannot take it: choose somebody else.")
            )
        # sudo: one of the colleagues that the page offers.
        volunteer = self.env["club.volunteer"].sudo().browse(known[volunteer_id])
        self._take(volunteer, reason, person)

    def _wait_for_member(self, person):
        """The member has to say something before anybody can go on.

        :raises UserError: nobody asked them anything
        """
        ticket = self._fully()
        ticket._check_may_answer(person)
        if ticket.state not in OPEN:
            raise UserError(self.env._("%s is solved.", ticket.display_name))
        if ticket.deadline or not ticket.first_answer_at:
            raise UserError(
                self.env._(
                    "The member waits for you: ask them first what you need to know."
                )
            )
        ticket.write({"state": "waiting"})
