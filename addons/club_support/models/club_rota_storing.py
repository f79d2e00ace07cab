from collections import Counter, defaultdict

from odoo import models

from ..rota.record import from_record
from ..rota.roles import LEAD, assign_roles


class ClubRota(models.Model):
    """Keeping what the planner found: its certificate, and duties to look at."""

    _inherit = "club.rota"

    def _planning_store(self, request, found):
        """Propose the plan that was found, instead of the one proposed before.

        :param request: what was asked, with the ``sections`` that its regions are
        :param found: ``record`` of the plan, and how the solver ended (``end``)
        """
        self.ensure_one()
        self.solution_ids.filtered(lambda each: not each.published_on).unlink()
        solution = self.env["club.rota.solution"]._store(self, request, found)
        self._store_duties(from_record(found["record"]), request["sections"])
        self.write(
            {
                "state": "proposed",
                "solution_id": solution.id,
                "planning_folder": False,
                "planning_message": solution._summary(),
            }
        )
        self.env.flush_all()

    def _store_duties(self, certificate, section_ids):
        """Write the plan down as drafts, one for each place, gaps included."""
        old = self.duty_ids.filtered(lambda duty: duty.state == "draft")
        by_hand = old.filtered("is_by_hand")
        (old - by_hand).unlink()
        taken = defaultdict(dict)
        for duty in by_hand | self._standing_duties():
            taken[duty.section_id.id, duty.slot].setdefault(
                duty.role, duty.volunteer_id.id
            )
        filled = {duty._place() for duty in by_hand}
        teams = self._teams(certificate)
        rows = []
        for region, section_id in enumerate(section_ids):
            for slot in range(self._first_open_slot(), self.slot_count):
                roles = self._deal(
                    teams[region, slot], taken.get((section_id, slot), {})
                )
                section = self.env["club.section"].browse(section_id)
                rows += [
                    self._prepare_draft(section, slot, role, who)
                    for role, who in roles.items()
                    if (section, slot, role) not in filled
                ]
        self.env["club.duty"].create(rows)

    def _teams(self, certificate):
        """Ids of who is on duty in each (region, slot), who leads first."""
        people = certificate.problem.volunteers
        roles = assign_roles(
            certificate.problem, certificate.duties, self._experienced(people)
        )
        teams = defaultdict(list)
        for duty in sorted(roles, key=lambda duty: (roles[duty] != LEAD, duty)):
            teams[duty.region, duty.slot].append(int(people[duty.volunteer].key))
        return teams

    def _experienced(self, people):
        """Positions of volunteers who have served before."""
        served = self.env["club.duty"]._read_group(
            [
                ("volunteer_id", "in", [int(who.key) for who in people]),
                ("state", "=", "done"),
            ],
            ["volunteer_id"],
        )
        ids = {str(who.id) for (who,) in served}
        return frozenset(place for place, who in enumerate(people) if who.key in ids)

    def _deal(self, team, taken):
        """Who has which role: who has it already keeps it, the others follow in order.

        :param team: ids of volunteers, who leads first
        :param taken: ids by role, of duties that stand there
        """
        roles = ["lead", "backup"][: int(self.per_slot)]
        dealt = {role: taken[role] for role in roles if taken.get(role) in team}
        left = [who for who in team if who not in dealt.values()]
        for role in roles:
            if role not in dealt:
                dealt[role] = left.pop(0) if left else False
        return dealt

    def _standing_duties(self):
        return self.duty_ids.filtered(
            lambda duty: duty.state in ("published", "confirmed", "done")
        )

    def _prepare_draft(self, section, slot, role, volunteer_id):
        first, last = self._slot_dates(slot)
        return {
            "rota_id": self.id,
            "section_id": section.id,
            "slot": slot,
            "role": role,
            "date_start": first,
            "date_end": last,
            "volunteer_id": volunteer_id,
        }

    def _loads(self):
        """Number of duties of each volunteer in the plan to look at, by id."""
        return Counter(duty.volunteer_id.id for duty in self._shown_duties())

    def _shares(self):
        """Fair share of each volunteer, in duties, by id."""
        rows = self.solution_id.share_ids
        return {row.volunteer_id.id: row.share for row in rows}

    def _close_past(self):
        """Close rotas whose last day is over."""
        companies = self.env["res.company"]
        for company in companies.search([]):  # pylint: disable=no-search-all
            over = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "published"),
                    ("date_end", "<", company._club_today()),
                ]
            )
            over.write({"state": "closed"})
