"""The pages of volunteers, with something on each of them."""

from datetime import date, timedelta

# Answers that are no page: the file that calendars follow.
NO_PAGES = {"/club/calendar/<>.ics"}


class SupportPages:
    """Anne is on duty this week and later; Yves stands in, and asks her for cover.

    :param club: a ``PagesAssociation``
    """

    def __init__(self, club):
        self.club, self.env = club, club.env
        self.section = club.anne.section_id
        self.skill = self.env["club.skill"].create(
            {"name": "Comptabilité", "company_id": club.company.id}
        )
        self.anne = self._volunteer(club.anne)
        self.yves = self._volunteer(club.yves)
        self.rota = self._plan()
        self.mine = self._duty(self.anne, 0, state="confirmed")
        self._duty(self.yves, 0, role="backup")
        self.later = self._duty(self.anne, 5)
        self._duty(self.env["club.volunteer"], 6)
        theirs = self._duty(self.yves, 10)
        self.env["club.duty.offer"]._ask_cover(theirs, self.yves, message="Au lit…")
        self.anne._add_august()
        self.anne._add_absences(
            self.later.date_start, self.later.date_end, "away", "Mariage"
        )

    def _volunteer(self, membership):
        return self.env["club.volunteer"].create(
            {
                "partner_id": membership.partner_id.id,
                "company_id": self.club.company.id,
                "home_section_id": self.section.id,
                "skill_ids": [(6, 0, self.skill.ids)],
                "date_start": date.today() - timedelta(days=90),
            }
        )

    def _plan(self):
        """A published rota from this week on, proven and checked."""
        today = date.today()
        rota = self.env["club.rota"].create(
            {
                "name": "Permanences d’hiver",
                "company_id": self.club.company.id,
                "section_id": self.section.id,
                "date_start": today - timedelta(days=today.weekday()),
                "slot_count": 20,
                "state": "published",
                "line_ids": [(0, 0, {"section_id": self.section.id})],
            }
        )
        rota.solution_id = self.env["club.rota.solution"].create(
            {
                "rota_id": rota.id,
                "is_proven": True,
                "checked_on": "2026-01-01 10:00:00",
                "share_ids": [
                    (0, 0, {"volunteer_id": who.id, "load": 2, "share": 2.25})
                    for who in (self.anne, self.yves)
                ],
            }
        )
        return rota

    def _duty(self, volunteer, slot, role="lead", state="published"):
        first, last = self.rota._slot_dates(slot)
        return self.env["club.duty"].create(
            {
                "rota_id": self.rota.id,
                "section_id": self.section.id,
                "slot": slot,
                "role": role,
                "date_start": first,
                "date_end": last,
                "volunteer_id": volunteer.id,
                "state": state,
            }
        )

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        return {
            "/my/duties/<>": [
                f"/my/duties/{duty.id}" for duty in (self.mine, self.later)
            ],
            "/my/duties/rota": ["/my/duties/rota", "/my/duties/rota?whole=1"],
            "/my/duties/plan/<>": [f"/my/duties/plan/{self.rota.id}"],
        }
