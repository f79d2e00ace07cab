from odoo import models
from odoo.exceptions import UserError

from .club_ticket import OPEN

ON_DUTY = ("lead", "backup", "neighbour")


class ClubTicket(models.Model):
    """How a question passes from one owner to the next."""

    _inherit = "club.ticket"

    def _is_owner_reachable(self):
        """Whether who owns this question today can still answer it."""
        self.ensure_one()
        day = self.company_id._club_today()
        return self._is_reachable(
            self.owner_id, self.volunteer_id, self.partner_id, day
        )

    def _had_it(self):
        """People who had this question already since it waits for an answer."""
        self.ensure_one()
        since = self.step_ids.filtered(lambda each: each.since >= self.asked_at)
        return since.partner_id | self.owner_id

    def _next_owner(self):
        """The next one in line: (step, partner, volunteer)."""
        self.ensure_one()
        chain = self._chain(
            self.company_id,
            self.section_id,
            self.skill_id,
            self.partner_id,
            self._had_it(),
        )
        return chain[0]

    def _own(self, step, partner, volunteer, reason, author=None):
        """Give this question to somebody, keep it in its history, tell them.

        :param author: who decided; they are not told what they did themselves
        """
        self.ensure_one()
        waits = not self.first_answer_at or bool(self.deadline)
        deadline = self._plan_deadline() if waits and self.state in OPEN else False
        self.write(
            {
                "owner_id": partner.id,
                "volunteer_id": volunteer.id,
                "step": step,
                "deadline": deadline,
                "reminded_at": False,
            }
        )
        self._keep_step(reason)
        if partner != author:
            self._tell_owner(reason)

    def _keep_step(self, reason):
        self.env["club.ticket.step"].create(
            {
                "ticket_id": self.id,
                "partner_id": self.owner_id.id,
                "volunteer_id": self.volunteer_id.id,
                "step": self.step,
                "deadline": self.deadline,
                "reason": reason,
            }
        )

    def _pass_on(self, reason, author=None):
        """Give this question to the next one in line.

        At the end of the line stands the national team: it keeps the question and is
        reminded.

        :param reason: one sentence, kept in the history
        :param author: partner who passes it on; none: the deadline or a rule does
        :raises UserError: it is over, or ``author`` may not
        """
        ticket = self._fully()
        if author:
            ticket._check_may_answer(author)
        if ticket.state not in OPEN:
            raise UserError(
                self.env._(
                    "%s is solved: reopen it before you pass it on.",
                    ticket.display_name,
                )
            )
        step, partner, volunteer = ticket._next_owner()
        if partner == ticket.owner_id:
            ticket._remind_owner()
        else:
            ticket._own(step, partner, volunteer, reason, author)

    def _take(self, taker, reason, author):
        """Give this question to somebody chosen by hand.

        :param taker: ``club.volunteer`` or ``res.partner``
        :param reason: one sentence, kept in the history
        :param author: partner who decides: the owner, a coordinator or staff
        :raises UserError: the taker cannot be reached, or asked it; ``author`` may not
        """
        ticket = self._fully()
        ticket._check_may_answer(author)
        # sudo: whom is chosen was found by the page or form that names them.
        taker = taker.sudo()
        volunteers = self.env["club.volunteer"].sudo()  # sudo: as above
        by_hand = taker if taker._name == "club.volunteer" else volunteers
        partner = taker.partner_id if by_hand else taker
        day = ticket.company_id._club_today()
        if not by_hand:
            found = volunteers.search(
                [
                    ("partner_id", "=", partner.id),
                    ("company_id", "=", ticket.company_id.id),
                ]
            )
            by_hand = found.filtered(lambda v: v._serves_on(day))
        if not ticket._is_reachable(partner, by_hand, ticket.partner_id, day):
            raise UserError(
                self.env._(
                    "%(name)s cannot take %(question)s: they asked it themselves, are "
                    "away, or cannot be reached. Choose somebody else.",
                    name=partner.name,
                    question=ticket.display_name,
                )
            )
        if partner != ticket.owner_id:
            ticket._own("chosen", partner, by_hand, reason, author)

    def _follow(self, duty, reason):
        """To who has the duty now, if they can answer; else to the next in line."""
        volunteer = duty.sudo().volunteer_id  # sudo: as the question
        day = self.company_id._club_today()
        can = self._is_reachable(
            volunteer.partner_id, volunteer, self.partner_id, day
        ) and (not self.skill_id or self.skill_id in volunteer.skill_ids)
        if volunteer and can:
            self._own(self.step, volunteer.partner_id, volunteer, reason)
        else:
            self._pass_on(reason)
