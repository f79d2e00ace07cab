"""Thirty regions in a ring, their volunteers and members, and a published rota."""

from contextlib import nullcontext
from datetime import date, time, timedelta
from unittest.mock import patch

from ...models import club_rota_planning
from ...rota import solver
from ...rota.process import Answer
from ..rota_common import SameProcess
from .calendar import CLOSES, HOLIDAYS, OPENS, utc

REGIONS = 30
EMPTY = 7  # the region without any volunteer of its own
FIRST = date(2026, 3, 2)  # a Monday; summer time begins four weeks later
FOUNDED = "2026-02-16 09:00:00"
MEMBERS = 8  # of each region, and some of its volunteers
ALIAS = "help@club.example"


class World:
    """What stands on the first day.

    :ivar boss: the national support
    :ivar members: people who ask, by section; some are volunteers
    """

    def __init__(self, env, company, rng, weeks):
        self.company = company.with_env(env(user=env.user, su=True))
        self.env = self.company.with_company(company).env
        self.company = self.company.with_env(self.env)
        self.rng, self.weeks = rng, weeks

    def found(self):
        """Write it down, without the rota.

        :return: itself
        """
        self._settle_company()
        root = self.company._club_root_section()
        self.sections = self.env["club.section"].create(
            [
                {
                    "name": f"Region {number}",
                    "level": "region",
                    "parent_id": root.id,
                    "company_id": self.company.id,
                }
                for number in range(REGIONS)
            ]
        )
        for number, section in enumerate(self.sections):
            section.neighbour_ids |= self.sections[(number + 1) % REGIONS]
        self._add_categories()
        self._add_volunteers()
        self._add_absences()
        self._add_members()
        self._add_coordinators()
        return self

    def _settle_company(self):
        env, company = self.env, self.company
        calendar = env["resource.calendar"].create(
            {
                "name": "Nine to five",
                "tz": "Europe/Paris",
                "company_id": company.id,
                "attendance_ids": [(5, 0, 0), *map(_attendance, range(5))],
            }
        )
        env["resource.calendar.leaves"].create(
            [
                {
                    "name": "Holiday",
                    "calendar_id": calendar.id,
                    "company_id": company.id,
                    "date_from": utc(day, time(0, 0)),
                    "date_to": utc(day, time(23, 59, 59)),
                }
                for day in sorted(HOLIDAYS)
            ]
        )
        self.boss = self._people(["Nathalie National"])
        company.partner_id.tz = "Europe/Paris"
        company.write(
            {
                "email": "club@club.example",
                "resource_calendar_id": calendar.id,
                "club_support_owner_id": self.boss.id,
                "alias_domain_id": env["mail.alias.domain"]
                .create({"name": "club.example"})
                .id,
            }
        )
        company.club_ticket_alias = ALIAS.partition("@")[0]

    def _people(self, names):
        return self.env["res.partner"].create(
            [
                {"name": name, "email": f"{name.lower().replace(' ', '.')}@example.org"}
                for name in names
            ]
        )

    def _add_categories(self):
        skills = self.env["club.skill"].create(
            [
                {"name": name, "company_id": self.company.id}
                for name in ("Finance", "Portal")
            ]
        )
        self.skills = skills
        self.categories = self.env["club.ticket.category"].create(
            [
                {"name": name, "company_id": self.company.id, "skill_id": skill}
                for name, skill in (
                    ("Dues", skills[0].id),
                    ("Pages", skills[1].id),
                    ("Else", False),
                )
            ]
        )

    def _add_volunteers(self):
        rng = self.rng
        homes = [
            section
            for number, section in enumerate(self.sections)
            for _each in range(0 if number == EMPTY else rng.randint(8, 20))
        ]
        people = self._people([f"Volunteer {n}" for n in range(len(homes))])
        self.volunteers = self.env["club.volunteer"].create(
            [
                {
                    "partner_id": person.id,
                    "company_id": self.company.id,
                    "home_section_id": home.id,
                    "skill_ids": [
                        (4, skill.id)
                        for skill, part in zip(self.skills, (0.35, 0.5), strict=True)
                        if rng.random() < part
                    ],
                    "helps_neighbours": rng.random() < 0.35,
                    "date_start": "2026-01-01",
                    "max_load": rng.choice((6, 8, 10)),
                    "rest": rng.choice((1, 2, 3)),
                    "friday_off": rng.random() < 0.06,
                    "monday_off": rng.random() < 0.06,
                }
                for person, home in zip(people, homes, strict=True)
            ]
        )
        # Who has no e-mail reads their questions on the portal.
        without = self.volunteers.browse(rng.sample(self.volunteers.ids, 8))
        without.partner_id.email = False
        self.env["res.users"].with_context(no_reset_password=True).create(
            [
                {
                    "login": f"year{person.id}",
                    "partner_id": person.id,
                    "company_id": self.company.id,
                    "company_ids": [(6, 0, self.company.ids)],
                    "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
                }
                for person in without.partner_id
            ]
        )

    def _add_absences(self):
        rng, rows = self.rng, []
        for volunteer in self.volunteers:
            for kind in ("away", "away", "disliked"):
                first = FIRST + timedelta(days=rng.randrange(365))
                if kind == "away" and rng.random() < 0.3:
                    first = date(2026, 8, rng.randint(1, 20))
                last = first + timedelta(days=rng.randint(2, 16))
                rows.append((volunteer, kind, first, last))
        self.env["club.volunteer.absence"].create(
            [
                {
                    "volunteer_id": volunteer.id,
                    "kind": kind,
                    "date_from": first,
                    "date_to": last,
                }
                for volunteer, kind, first, last in rows
            ]
        )

    def _add_members(self):
        kind = self.env["club.membership.type"].create(
            {"name": "Person", "company_id": self.company.id, "is_free": True}
        )
        self.members, rows = {}, []
        at_home = self.volunteers.grouped("home_section_id")
        for number, section in enumerate(self.sections):
            people = self._people([f"Member {number} {n}" for n in range(MEMBERS)])
            people |= at_home.get(section, self.volunteers.browse())[:3].partner_id
            self.members[section] = people
            rows += [
                {
                    "partner_id": person.id,
                    "company_id": self.company.id,
                    "section_id": section.id,
                    "type_id": kind.id,
                    "date_from": "2026-01-01",
                    "date_to": "2027-12-31",
                    "confirmed": True,
                }
                for person in people
            ]
        self.env["club.membership"]._bulk_create(rows)

    def _add_coordinators(self):
        """In all regions but five, whose gaps the national support hears of."""
        people = self._people([f"Coordinator {n}" for n in range(REGIONS - 5)])
        self.coordinators = dict(zip(self.sections, people, strict=False))
        kind = self.env.ref("club_membership.office_kind_coordinator")
        self.env["club.office"].create(
            [
                {
                    "partner_id": person.id,
                    "section_id": section.id,
                    "kind_id": kind.id,
                    "date_from": "2020-01-01",
                }
                for section, person in self.coordinators.items()
            ]
        )

    def plan(self, run, seconds):
        """Plan the rota with the product's own planner, and publish it.

        :param run: runs a cron, by its XML id
        :param seconds: what the solver may take; 0: none is asked, and the plan is
            the same on any machine
        """
        rota = self.env["club.rota"].create(
            {
                "name": "The year",
                "company_id": self.company.id,
                "section_id": self.sections[0].parent_id.id,
                "date_start": FIRST,
                "slot_count": self.weeks,
                "time_limit": seconds or 1,
                "line_ids": [(0, 0, {"section_id": s.id}) for s in self.sections],
            }
        )
        rota.action_plan()
        with (
            patch.object(club_rota_planning, "Job", SameProcess),
            patch.object(club_rota_planning, "PAUSE", 0),
            nullcontext() if seconds else patch.object(solver, "ask", _nobody),
        ):
            run("club_support.ir_cron_club_rota")
        if rota.state != "proposed":
            raise AssertionError(f"{rota.state}: {rota.planning_message}")
        rota.action_publish()
        self.rota = rota


def _nobody(*_request):
    return Answer(None, None, "missing")


def _attendance(weekday):
    values = {
        "name": str(weekday),
        "dayofweek": str(weekday),
        "hour_from": OPENS,
        "hour_to": CLOSES,
        "day_period": "morning",
    }
    return 0, 0, values
