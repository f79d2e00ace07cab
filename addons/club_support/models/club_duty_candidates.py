from odoo import models
from odoo.fields import Domain

from .club_duty_confirming import STANDING


class ClubDuty(models.Model):
    """Who could take a duty, and which duties could be exchanged for it."""

    _inherit = "club.duty"

    def _candidates(self):
        """Volunteers in whose way nothing stands, the best one first.

        First who serves in their own section, then who brings the skills that would
        be missing, then who does not dislike these days, then who has served least
        of their fair share.

        :return: club.volunteer, with full rights
        """
        self.ensure_one()
        # sudo: a volunteer asks others, whom they cannot look up themselves.
        duty = self.sudo()
        found = duty._volunteers_around().filtered(
            lambda volunteer: not duty._obstacles(volunteer)
        )
        missing, burdens = duty._missing_skills(), duty._burdens(found)
        return found.sorted(
            lambda volunteer: (
                duty.section_id not in volunteer.section_ids,
                len(missing - volunteer.skill_ids),
                volunteer._dislikes(duty.date_start, duty.date_end),
                burdens[volunteer],
                volunteer.id,
            )
        )

    def _volunteers_around(self):
        """Everybody else who serves in this section or helps it, on these days."""
        section = self.section_id
        helping = Domain("helps_neighbours", "=", True) & Domain(
            "section_ids.neighbour_ids", "=", section.id
        )
        found = self.env["club.volunteer"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("id", "!=", self.volunteer_id.id)
            & Domain("date_start", "<=", self.date_start)
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", self.date_end))
            & Domain("partner_id.active", "=", True)
            & Domain("partner_id.club_deceased_on", "=", False)
            & (Domain("section_ids", "=", section.id) | helping)
        )
        return found

    def _missing_skills(self):
        """Skills that this section asks for, and that nobody else on duty has."""
        line = self.rota_id.line_ids.filtered(
            lambda each: each.section_id == self.section_id
        )
        return line.skill_ids - self._beside().volunteer_id.skill_ids

    def _beside(self):
        """The other places of the same slot and section."""
        return self.search(
            Domain("rota_id", "=", self.rota_id.id)
            & Domain("section_id", "=", self.section_id.id)
            & Domain("slot", "=", self.slot)
            & Domain("state", "in", (*STANDING, "done"))
            & Domain("id", "!=", self.id)
        )

    def _burdens(self, volunteers):
        """Duties in this rota over the fair share of them, by volunteer.

        Who joined after the rota was planned has no share yet: theirs is the mean.
        """
        rota = self.rota_id
        loads = dict(
            self._read_group(
                Domain("rota_id", "=", rota.id)
                & Domain("volunteer_id", "in", volunteers.ids)
                & Domain("state", "in", (*STANDING, "done")),
                ["volunteer_id"],
                ["__count"],
            )
        )
        rows = rota.solution_id.share_ids.filtered(lambda row: row.share > 0)
        shares = {row.volunteer_id: row.share for row in rows}
        mean = sum(shares.values()) / len(shares) if shares else 1.0
        return {
            volunteer: loads.get(volunteer, 0) / shares.get(volunteer, mean)
            for volunteer in volunteers
        }

    def _swappable(self, volunteer):
        """Duties of others that this volunteer could take in exchange for this one,
        with no obstacle on either side, in the order of their days.

        :param volunteer: who has this duty
        """
        self.ensure_one()
        # sudo: as for candidates.
        duty, volunteer = self.sudo(), volunteer.sudo()
        others = duty.search(
            Domain("company_id", "=", duty.company_id.id)
            & Domain("section_id", "in", volunteer._reachable_sections().ids)
            & Domain("state", "in", STANDING)
            & Domain("date_start", ">", duty._company_today())
            & Domain("volunteer_id", "not in", [False, volunteer.id])
            & Domain("volunteer_id.partner_id.active", "=", True)
        )
        return others.filtered(lambda other: duty._is_exchangeable(other))

    def _is_exchangeable(self, other):
        """Whether nothing stands in the way of either side of this exchange."""
        same_place = (self.rota_id, self.section_id, self.slot)
        if same_place == (other.rota_id, other.section_id, other.slot):
            return False
        return not self._swap_obstacles(other)

    def _swap_obstacles(self, other):
        """Why these two duties cannot be exchanged, as sentences."""
        mine, theirs = self.volunteer_id, other.volunteer_id
        return other._obstacles(mine, instead_of=self) + self._obstacles(
            theirs, instead_of=other
        )
