from odoo import models


class ClubBallotBox(models.Model):
    """Who is on the roll, with how many votes, and who may cast them."""

    _inherit = "club.ballot.box"

    def _electorate(self):
        """The memberships that may be on the roll, whoever votes for them."""
        domain = [("company_id", "=", self.company_id.id)]
        if self.roll_kind in ("organisation", "person"):
            domain.append(
                ("partner_id.is_company", "=", self.roll_kind == "organisation")
            )
        if self.type_ids:
            domain.append(("type_id", "in", self.type_ids.ids))
        if self.commission_id:
            seats = self.env["club.commission.member"].search(
                [
                    ("commission_id", "=", self.commission_id.id),
                    ("state", "=", "active"),
                ]
            )
            domain.append(("id", "in", seats.membership_id.ids))
        return domain

    def _freeze_roll(self, day):
        """Write the roll of ``day``; return how many members are left out of it."""
        # Boxes made on a copy of the same draft start from an empty roll.
        self.roll_ids.unlink()
        memberships = (
            self.env["club.membership"]
            .with_context(tz=self.company_id._club_tz())
            .search([*self._electorate(), ("member_on", "=", day)], order="id")
        )
        by_user = self.roll_kind == "user"
        lines = self._user_lines if by_user else self._member_lines
        rows = self.env["club.ballot.roll"].create(lines(memberships, day))
        return len(memberships - rows.membership_id)

    def _member_lines(self, memberships, day):
        """One line for each member who has a vote that day."""
        rows = []
        for membership in memberships:
            votes = membership._votes_on(day)
            weight = sum(count for _person, count in votes)
            if weight > 0:
                people = [person for person, _count in votes]
                rows.append(self._prepare_roll_values(membership, weight, people, day))
        return rows

    def _user_lines(self, memberships, day):
        """One line for each person who acts for a member that day, or is one."""
        teams = memberships._team_on(day).grouped("membership_id")
        rows = []
        for membership in memberships:
            member = membership.partner_id
            people = member
            if member.is_company:
                team = teams.get(membership, self.env["club.delegation"])
                people = team.partner_id.filtered("active").sorted("id")
            rows += [
                self._prepare_user_values(membership, person)
                for person in people
                if not person._club_is_minor(day, self.company_id)
            ]
        return rows

    def _prepare_user_values(self, membership, person):
        member = membership.partner_id
        return {
            "box_id": self.id,
            "membership_id": membership.id,
            "partner_id": person.id,
            "name": person.name
            if person == member
            else self.env._(
                "%(person)s (%(organisation)s)",
                person=person.name,
                organisation=member.name,
            ),
            "number": membership.number,
            "category": "",
            "weight": 1,
            "voter_ids": [(0, 0, {"partner_id": person.id, "kind": "user"})],
        }

    def _prepare_roll_values(self, membership, weight, people, day):
        team = membership._team_on(day, "voter").partner_id
        deputies = membership._team_on(day, "deputy").partner_id
        deputies = deputies.filtered(
            lambda person: not person._club_is_minor(day, self.company_id)
        )
        member = membership.partner_id
        voters = [
            (person, "voter" if person in team | member else "deputy")
            for person in dict.fromkeys([*people, *deputies])
        ]
        by_category = self.roll_kind == "category"
        weighted = self.weighting == "type" and self.method != "rating"
        return {
            "box_id": self.id,
            "membership_id": membership.id,
            "name": member.name,
            "number": membership.number,
            "category": membership.type_id.name if by_category else "",
            "weight": weight if weighted else 1,
            "voter_ids": [
                (0, 0, {"partner_id": person.id, "kind": kind})
                for person, kind in voters
            ],
        }
