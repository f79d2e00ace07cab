from odoo import models
from odoo.exceptions import UserError

from .club_duty import LIVE


class ClubDuty(models.Model):
    """A coordinator decides who serves."""

    _inherit = "club.duty"

    def action_override(self):
        """Open the form on which this duty is given to somebody else."""
        self.ensure_one()
        self.rota_id._check_coordinator()
        self._check_changeable()
        # sudo: candidates come from neighbouring sections too, and so may who is on
        # duty.
        rows = self.sudo()._choices(self.sudo()._volunteers_around())
        choice = self.env["club.duty.override"].create(
            {
                "duty_id": self.id,
                "current_name": self.sudo().volunteer_id.name,
                "line_ids": [(0, 0, row) for row in rows],
            }
        )
        return choice._reopen()

    def _override(self, volunteer, reason):
        """Give this duty to somebody else, or to nobody, because a coordinator says so.

        :param volunteer: empty to leave a gap that planning again keeps
        :raises UserError: when they are on duty at that time, or do not serve there
        """
        self.ensure_one()
        self.rota_id._check_coordinator()
        self._check_changeable()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: the volunteers may ask."))
        # sudo: duties are written by methods alone.
        duty, volunteer = self.sudo(), volunteer.sudo()
        if volunteer:
            duty._check_possible(volunteer)
        author = self.rota_id._coordinator()
        duty._hand_over(volunteer, "override", author, reason.strip())
        duty.is_by_hand = True

    def _check_changeable(self):
        if self.rota_id.state == "solving" and self.state == "draft":
            raise UserError(
                self.env._(
                    "%s is being planned: wait for its plan, or stop planning first.",
                    self.rota_id.name,
                )
            )
        if self.state in ("done", "cancelled"):
            raise UserError(
                self.env._(
                    "%s is over: it cannot change hands any more.", self.display_name
                )
            )

    def _check_possible(self, volunteer):
        """Refuse what no reason makes possible."""
        if volunteer not in self._volunteers_around() | self.volunteer_id:
            raise UserError(
                self.env._(
                    "%(name)s does not serve %(section)s on these days: add it to the "
                    "sections they serve first.",
                    name=volunteer.name,
                    section=self.section_id.name,
                )
            )
        others = volunteer._live_duties() | self._drafts_of(volunteer)
        for other in others - self:
            if self._meets(other) and not self._is_replaced(other):
                raise UserError(
                    self.env._(
                        "%(name)s is on duty at that time already: %(duty)s. Give that "
                        "one to somebody else first.",
                        name=volunteer.name,
                        duty=other.display_name,
                    )
                )

    def _drafts_of(self, volunteer):
        """Drafts of this rota that are planned for this volunteer."""
        if self.state != "draft":
            return self.browse()
        return self.rota_id._drafts().filtered(
            lambda duty: duty.volunteer_id == volunteer
        )

    def _is_replaced(self, other):
        """Whether that standing duty makes room when this draft is published."""
        return (
            self.state == "draft"
            and other.state in LIVE
            and other.rota_id == self.rota_id
        )

    def _choices(self, volunteers):
        """Who could take this duty and what that means, the fairest without obstacle
        first.

        :return: list of values for ``club.duty.override.line``
        """
        if not volunteers:
            return []
        loads, shares = self.rota_id._loads(), self.rota_id._shares()
        rows = []
        for who in volunteers - self.volunteer_id:
            obstacles = self._obstacles(who) + self._draft_obstacles(who)
            cost = _cost(loads[who.id], shares.get(who.id, 0.0), 1)
            rows.append((bool(obstacles), round(cost, 4), who, obstacles))
        rows.sort(key=lambda row: (row[0], row[1], row[2].id))
        left = self.volunteer_id.id
        saved = _cost(loads[left], shares.get(left, 0.0), -1) if left else 0
        return [
            {
                "volunteer_id": who.id,
                "name": who.name,
                "load": loads[who.id],
                "share": shares.get(who.id, 0.0),
                "effect": self._effect_sentence(cost + saved),
                "obstacles": "\n".join(obstacles),
            }
            for _has, cost, who, obstacles in rows
        ]

    def _draft_obstacles(self, volunteer):
        """What the other drafts of a proposed plan put in the way."""
        others = self._drafts_of(volunteer) - self
        if any(self._meets(other) for other in others):
            return [self.env._("%s is planned at that time already.", volunteer.name)]
        if any(self._too_close(other, volunteer.rest) for other in others):
            return [
                self.env._(
                    "%s would not have the rest they asked for in this plan.",
                    volunteer.name,
                )
            ]
        return []

    def _effect_sentence(self, cost):
        """What a change of hands does to Σ (load − share)², in duties squared."""
        if abs(cost) < 0.005:
            return self.env._("As fair as now")
        if cost < 0:
            return self.env._("Fairer by %.2f", -cost)
        return self.env._("Less fair by %.2f", cost)


def _cost(load, share, change):
    """What one duty more or less adds to (load − share)²."""
    return (load + change - share) ** 2 - (load - share) ** 2
