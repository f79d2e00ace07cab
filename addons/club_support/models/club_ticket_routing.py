from odoo import api, models
from odoo.exceptions import UserError

from .club_ticket import OPEN

ON_DUTY = ("lead", "backup", "neighbour")
STANDING = ("published", "confirmed")


class ClubTicket(models.Model):
    """Who owns a question: on duty in the section, next door, or the national team.

    The order is lead, backup, next door, national. Whoever lacks the skill that the
    category takes, is away, has left, cannot be reached or asked the question
    themselves is an empty step: it is skipped, and its delay with it.
    """

    _inherit = "club.ticket"

    @api.model
    def _chain(self, company, section, skill, requester):
        """Who may own a question today, in order; the last one always exists.

        A section without anybody on duty is served by the nearest section above it
        that has somebody.

        :return: list of (step, partner, volunteer); national has no volunteer
        """
        day = company._club_today()
        # sudo: who is on duty where is looked up for a member who asks.
        path = section.sudo().ancestor_ids.sorted(
            lambda each: len(each.parent_path or ""), reverse=True
        )
        near = path.neighbour_ids - path
        duties = self._duties_on(day, path | near)
        places = [(s, role) for s in path for role in ("lead", "backup")]
        found = [
            (role, duty)
            for place, role in places
            for duty in duties.get((place.id, role), ())
        ]
        found += [
            ("neighbour", duty)
            for role in ("lead", "backup")
            for place in near.sorted("id")
            for duty in duties.get((place.id, role), ())
        ]
        chain = [
            (step, duty.volunteer_id.partner_id, duty.volunteer_id)
            for step, duty in found
            if self._can_answer(duty.volunteer_id, skill, requester, day)
        ]
        nobody = self.env["club.volunteer"].sudo()  # sudo: as above
        chain.append(("national", self._national(company, requester), nobody))
        return chain

    @api.model
    def _duties_on(self, day, sections):
        """Duties that stand on ``day`` in these sections, by section id and role."""
        # sudo: as in _chain
        duties = (
            self.env["club.duty"]
            .sudo()
            .search_fetch(
                [
                    ("section_id", "in", sections.ids),
                    ("state", "in", STANDING),
                    ("date_start", "<=", day),
                    ("date_end", ">=", day),
                    ("volunteer_id", "!=", False),
                ],
                order="id",
            )
        )
        return duties.grouped(lambda duty: (duty.section_id.id, duty.role))

    @api.model
    def _can_answer(self, volunteer, skill, requester, day):
        if skill and skill not in volunteer.skill_ids:
            return False
        return self._is_reachable(volunteer.partner_id, volunteer, requester, day)

    @api.model
    def _is_reachable(self, partner, volunteer, requester, day):
        """Whether this person can own the question of ``requester`` on ``day``.

        :param volunteer: as whom they serve; empty for the national team
        """
        # sudo: as in _chain
        partner, volunteer = partner.sudo(), volunteer.sudo()
        if not partner.active or partner.club_deceased_on or partner == requester:
            return False
        if not (partner.email_normalized or partner.user_ids):
            return False
        if not volunteer:
            return True
        return volunteer._serves_on(day) and not volunteer._is_away(day)

    @api.model
    def _national(self, company, requester):
        """Who owns what nobody on duty can take: never nobody.

        The person named in the settings; else, or when they cannot be reached or ask
        themselves, the administrator who is there longest. Without any, the person
        named although they cannot be reached; at the very last the association's own
        contact, whose mailbox somebody reads.
        """
        # sudo: settings and administrators are looked up for a member who asks.
        company = company.sudo()
        day, named = company._club_today(), company.club_support_owner_id
        candidates = [
            partner
            for partner in (named, *self._administrators(company), company.partner_id)
            if partner
        ]
        away = self._away_among([p.id for p in candidates], company, day)
        none = self.env["club.volunteer"]
        for partner in candidates:
            if partner.id not in away and self._is_reachable(
                partner, none, requester, day
            ):
                return partner
        return candidates[0]

    @api.model
    def _administrators(self, company):
        """Administrators of the association with a login, the longest-serving first."""
        # sudo: as above
        users = self.env["res.users"].sudo()
        group = self.env.ref("club_membership.group_club_admin")
        return users.search(
            [
                ("all_group_ids", "in", group.ids),
                ("company_ids", "in", company.ids),
                ("share", "=", False),
            ],
            order="id",
        ).partner_id

    @api.model
    def _away_among(self, partner_ids, company, day):
        """Those of these people who, as volunteers, said they are away on ``day``."""
        # sudo: as above
        volunteers = (
            self.env["club.volunteer"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", partner_ids),
                    ("company_id", "=", company.id),
                ]
            )
        )
        return set(volunteers.filtered(lambda v: v._is_away(day)).partner_id.ids)

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
        had = self._had_it()
        chain = self._chain(
            self.company_id, self.section_id, self.skill_id, self.partner_id
        )
        for candidate in chain[:-1]:
            if candidate[1] not in had:
                return candidate
        return chain[-1]

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
        if volunteer and self._can_answer(
            volunteer, self.skill_id, self.partner_id, day
        ):
            self._own(self.step, volunteer.partner_id, volunteer, reason)
        else:
            self._pass_on(reason)
