from odoo import api, models
from odoo.fields import Domain

from ..routing.chain import NATIONAL, OnDuty, Person, Question, route
from .club_ticket import OPEN

STANDING = ("published", "confirmed")


class ClubTicket(models.Model):
    """Who is in line for a question today: the order itself is ``routing/chain.py``."""

    _inherit = "club.ticket"

    @api.model
    def _chain(self, company, section, skill, requester, tried=()):
        """Who may own a question today, in order: there always is one.

        :param tried: people who had it and did not answer
        :return: list of (step, partner, volunteer); national has no volunteer
        """
        day = company._club_today()
        # sudo: who is on duty where is looked up for a member who asks.
        path = section.sudo().ancestor_ids.sorted(
            lambda each: len(each.parent_path or ""), reverse=True
        )
        near = path.neighbour_ids - path
        duties = self._duties_on(day, path | near) if requester else ()
        last = self._national(company)
        volunteers = {str(d.partner_id.id): d.volunteer_id for d in duties}
        # Whom nobody stands behind is asked again.
        asked = {str(person.id) for person in tried}
        asked -= {str(person.id) for person in last} - set(volunteers)
        line = route(
            Question(
                tuple(str(each.id) for each in path),
                str(skill.id or ""),
                str(requester.id or ""),
                frozenset(asked),
            ),
            self._facts_on_duty(duties, near, day),
            [str(each.id) for each in near],
            self._facts_national(last, company, day),
        )
        return [
            (
                step.kind,
                self.env["res.partner"].browse(int(step.person.key)),
                volunteers.get(step.person.key, self.env["club.volunteer"])
                if step.kind != NATIONAL
                else self.env["club.volunteer"],
            )
            for step in line.steps
        ]

    @api.model
    def _facts_on_duty(self, duties, near, day):
        """These duties as the line wants them."""
        busy = self._open_by_owner([d.partner_id.id for d in duties])
        nobody = self.env["res.partner"]
        return [
            OnDuty(
                str(duty.section_id.id),
                duty.role,
                Person(
                    str(duty.partner_id.id),
                    frozenset(str(skill) for skill in duty.volunteer_id.skill_ids.ids),
                    self._is_reachable(duty.partner_id, duty.volunteer_id, nobody, day),
                    helps_neighbours=duty.volunteer_id.helps_neighbours,
                    open_questions=busy.get(duty.partner_id.id, 0),
                ),
            )
            for duty in duties
        ]

    @api.model
    def _open_by_owner(self, partner_ids):
        """How many open questions each of these people owns."""
        if not partner_ids:
            return {}
        # sudo: as in _chain
        groups = self.sudo()._read_group(
            [("state", "in", OPEN), ("owner_id", "in", partner_ids)],
            ["owner_id"],
            ["__count"],
        )
        return {owner.id: count for owner, count in groups}

    @api.model
    def _facts_national(self, people, company, day):
        away = self._away_among(people.ids, company, day)
        nobody, none = self.env["res.partner"], self.env["club.volunteer"]
        return [
            Person(
                str(person.id),
                reachable=self._is_reachable(person, none, nobody, day),
                absent=person.id in away,
            )
            for person in people
        ]

    @api.model
    def _duties_on(self, day, sections):
        """Duties with somebody that stand on ``day`` in these sections."""
        # sudo: as in _chain
        duties = self.env["club.duty"].sudo()
        return duties.search(
            Domain("section_id", "in", sections.ids)
            & Domain("state", "in", STANDING)
            & Domain("date_start", "<=", day)
            & Domain("date_end", ">=", day)
            & Domain("volunteer_id", "!=", False),
            order="id",
        )

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
    def _national(self, company):
        """The national team, the first choice first: never empty.

        The person named in the settings, then the administrators, the longest-serving
        one first; at the very last the association's own contact, whose mailbox
        somebody reads.
        """
        # sudo: settings and administrators are looked up for a member who asks.
        company = company.sudo()
        named = company.club_support_owner_id
        return named | self._administrators(company) | company.partner_id

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
        volunteers = self.env["club.volunteer"].sudo()
        found = volunteers.search(
            [("partner_id", "in", partner_ids), ("company_id", "=", company.id)]
        )
        return set(found.filtered(lambda v: v._is_away(day)).partner_id.ids)
