from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..planning.problem import Cycle, DayRule


class ClubMeetingCycle(models.Model):
    """A cycle as planning reads it: who should come, and on which days it may be."""

    _inherit = "club.meeting.cycle"

    place = fields.Selection(
        [
            ("site", "On site"),
            ("remote", "Remote"),
            ("both", "On site and remote"),
        ],
        required=True,
        default="site",
    )
    in_breaks = fields.Boolean(
        string="Also in school breaks", help="Its meetings may be in school breaks."
    )
    on_website = fields.Boolean(
        string="On the website",
        default=True,
        help="Meetings for everybody are shown there once they are announced.",
    )
    planned_count = fields.Integer(
        string="Planned meetings", compute="_compute_planned_count"
    )

    @api.depends("event_ids.cancelled_on")
    def _compute_planned_count(self):
        counts = dict(
            self.env["event.event"]._read_group(
                [("cycle_id", "in", self.ids), ("cancelled_on", "=", False)],
                ["cycle_id"],
                ["__count"],
            )
        )
        for cycle in self:
            cycle.planned_count = counts.get(cycle, 0)

    @api.constrains("month_ids")
    def _check_month_ids(self):
        for cycle in self:
            cycle._months()

    @api.constrains("day_rule", "weekday", "nth", "day")
    def _check_day_rule(self):
        for cycle in self:
            rule = cycle.day_rule
            missing = (
                (rule in ("weekday", "nth") and not cycle.weekday)
                or (rule == "nth" and not cycle.nth)
                or (rule == "day" and not 1 <= cycle.day <= 31)
            )
            if missing:
                raise ValidationError(
                    self.env._(
                        "%s: say on which day it meets, or choose “Any working day”.",
                        cycle.name,
                    )
                )

    @api.constrains("audience", "commission_id")
    def _check_audience(self):
        for cycle in self:
            if cycle.audience == "body" and not cycle.commission_id:
                raise ValidationError(
                    self.env._(
                        "%s is for the members of a commission: choose which one, or "
                        "another audience.",
                        cycle.name,
                    )
                )

    def _months(self):
        """The months in which it may meet, as a frozenset of 1 to 12; empty: all.

        :raises ValidationError: something else than months stands there
        """
        words = (self.month_ids or "").replace(" ", "").split(",")
        months = [int(word) if word.isdecimal() else 0 for word in words if word]
        if not all(1 <= month <= 12 for month in months):
            raise ValidationError(
                self.env._(
                    "%(cycle)s: “%(months)s” are no months. Write their numbers, from "
                    "1 to 12, with commas between them.",
                    cycle=self.name,
                    months=self.month_ids,
                )
            )
        return frozenset(months)

    def _pure(self, people, planned=True):
        """This cycle for ``planning``.

        :param people: frozenset of partner ids, or None for everybody
        :param planned: False for one whose meetings stay as they are
        """
        self.ensure_one()
        planned = planned and self.rhythm != "request"
        return Cycle(
            key=self.id,
            people=people,
            count=self.per_year if planned else 0,
            optional=self.optional if planned else 0,
            monthly=self.rhythm == "month",
            rule=DayRule(
                kind=self.day_rule,
                weekday=int(self.weekday or 0),
                nth=int(self.nth or 1),
                day=self.day or 1,
                months=self._months(),
            ),
            days=self.days,
            in_breaks=self.in_breaks,
        )

    def _people(self):
        """{cycle: partner ids of who should come, or None for everybody}."""
        commissions = self.commission_id._seated()
        sections = {}
        found = {}
        for cycle in self:
            section = cycle.section_id
            if cycle.commission_id:
                found[cycle] = commissions.get(cycle.commission_id, frozenset())
            elif cycle.audience == "functions":
                found[cycle] = cycle.function_ids._holders(cycle.company_id)
            elif cycle.audience == "invited":
                found[cycle] = frozenset()
            elif section and section.parent_id:
                if section not in sections:
                    sections[section] = section._standing_people()
                found[cycle] = sections[section]
            else:
                found[cycle] = None
        return found


class ClubCommission(models.Model):
    _inherit = "club.commission"

    def _seated(self):
        """{commission: frozenset of partner ids} of who sits in these commissions."""
        # sudo: planning looks at who would have to be at two meetings at once.
        rows = (
            self.env["club.commission.member"]
            .sudo()
            ._read_group(
                [("commission_id", "in", self.ids), ("state", "=", "active")],
                ["commission_id"],
                ["partner_id:array_agg"],
            )
        )
        return {commission.sudo(False): frozenset(ids) for commission, ids in rows}


class ClubFunction(models.Model):
    _inherit = "club.function"

    def _holders(self, company):
        """Partner ids of members in good standing who have one of these functions."""
        # sudo: as for commissions.
        people = self.env["res.partner"].sudo()
        people = people.search(Domain("club_function_ids", "in", self.ids))
        standing = self.env["club.membership"].sudo()._people_in_standing(company)
        return frozenset(people.ids) & frozenset(standing)


class ClubSection(models.Model):
    _inherit = "club.section"

    def _standing_people(self):
        """Partner ids of the people of members in good standing of this section."""
        # sudo: as for commissions.
        memberships = self.env["club.membership"].sudo()
        return frozenset(memberships._people_in_standing(self.company_id, self))


class ClubMembership(models.Model):
    _inherit = "club.membership"

    @api.model
    def _people_in_standing(self, company, section=None):
        """Ids of the persons who are members in good standing, or act for one.

        :param section: only of this section and those below it
        """
        scope = Domain("company_id", "=", company.id) & Domain("is_member", "=", True)
        if section:
            scope &= Domain("section_id", "child_of", section.id)
        own = self.search(scope & Domain("partner_id.is_company", "=", False))
        acting = self.env["club.delegation"].search(
            Domain("membership_id", "any", scope)
            & Domain("is_current", "=", True)
            & Domain("company_id", "=", company.id)
        )
        return list(dict.fromkeys([*own.partner_id.ids, *acting.partner_id.ids]))
