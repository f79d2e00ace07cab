from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

YEAR = timedelta(days=365)


class ClubDuty(models.Model):
    """The one door by which a duty passes from one volunteer to another."""

    _inherit = "club.duty"

    def _hand_over(
        self, volunteer, kind, author, reason="", accepted=False, before=None
    ):
        """Give these duties to ``volunteer`` and keep who decided and why.

        The caller has checked who may do this, and the obstacles that it minds;
        whoever is on duty elsewhere at that time is refused by the database.

        :param volunteer: empty to leave a gap
        :param kind: of ``club.duty.change``
        :param author: partner who decided
        :param accepted: whether the taker said yes: nothing is left to confirm
        :param before: who had them, if they were taken out of their hands just now
        """
        for duty in self:
            had = duty.volunteer_id if before is None else before
            if had == volunteer:
                continue
            if duty.state in ("done", "cancelled"):
                raise UserError(
                    self.env._(
                        "%s is over: it cannot change hands any more.",
                        duty.display_name,
                    )
                )
            self.env["club.duty.change"].create(
                {
                    "duty_id": duty.id,
                    "kind": kind,
                    "from_id": had.id,
                    "to_id": volunteer.id,
                    "reason": reason,
                    "author_id": author.id,
                }
            )
            vals = {"volunteer_id": volunteer.id, "confirmed_on": False}
            if duty.state != "draft":
                vals["state"] = "confirmed" if accepted else "published"
                if accepted:
                    vals["confirmed_on"] = fields.Datetime.now()
            duty.write(vals)
            duty._handed_over(had, kind)

    def _handed_over(self, before, kind):
        """Hook: this duty was ``before``'s (maybe nobody's) until now."""
        self.ensure_one()

    def _announce(self):
        """Hook: these duties of a published rota are new to their volunteers."""

    def _announce_cancelled(self, reason):
        """Hook: these duties were taken back from their volunteers, and why."""

    def _obstacles(self, volunteer, instead_of=None):
        """Why this volunteer should not take this duty, as sentences; none: they can.

        :param instead_of: duties that the volunteer would give away in exchange
        """
        self.ensure_one()
        others = volunteer._live_duties() - self - (instead_of or self.browse())
        name, found = volunteer.name, []
        if not volunteer._can_serve(self.date_start, self.date_end):
            found.append(self.env._("%s cannot serve on these days.", name))
        if self.section_id not in volunteer._reachable_sections():
            found.append(
                self.env._(
                    "%(name)s does not serve %(section)s.",
                    name=name,
                    section=self.section_id.name,
                )
            )
        if any(self._meets(other) for other in others):
            found.append(self.env._("%s is on duty at that time already.", name))
        elif any(self._too_close(other, volunteer.rest) for other in others):
            found.append(self.env._("%s would not have the rest they asked for.", name))
        if self._year_load(others) >= volunteer.max_load:
            found.append(
                self.env._(
                    "%(name)s already serves %(count)s times this year, the most they "
                    "accept.",
                    name=name,
                    count=volunteer.max_load,
                )
            )
        return found

    def _meets(self, other):
        return self.date_start <= other.date_end and other.date_start <= self.date_end

    def _too_close(self, other, rest):
        """Whether fewer than ``rest`` slots of this rota lie between the two."""
        free = timedelta(days=rest * self.rota_id.slot_days)
        return (
            self.date_start <= other.date_end + free
            and other.date_start <= self.date_end + free
        )

    def _year_load(self, others):
        """How many of these duties lie less than half a year from this one."""
        half = YEAR / 2
        return len(
            others.filtered(
                lambda other: abs(other.date_start - self.date_start) <= half
            )
        )
