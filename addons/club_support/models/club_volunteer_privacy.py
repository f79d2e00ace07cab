from odoo import api, models
from odoo.fields import Domain

from .club_volunteer import WEEKDAYS

VOLUNTEER = (
    "company_id",
    "home_section_id",
    "section_ids",
    "desk_section_ids",
    "skill_ids",
    "max_load",
    "rest",
    "helps_neighbours",
    "date_start",
    "date_end",
    *(f"{day}_off" for day, _label in WEEKDAYS),
)
DUTY = ("section_id", "role", "date_start", "date_end", "state", "confirmed_on")


class ResPartner(models.Model):
    """Of a volunteer who is forgotten stay dates and figures, and no words."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        env = self.sudo().env
        self._club_end_volunteers(self.env._("Not a volunteer any more."))
        volunteers = self._club_volunteers()
        volunteers.absence_ids.unlink()
        volunteers.message_ids.unlink()
        volunteers.write({f"{day}_off": False for day, _label in WEEKDAYS})
        env["club.duty.offer"].search(
            [("asker_id", "in", volunteers.ids), ("message", "!=", False)]
        ).message = False
        env["club.duty.change"].search(
            Domain("reason", "!=", False)
            & (
                Domain("from_id", "in", volunteers.ids)
                | Domain("to_id", "in", volunteers.ids)
            )
        ).reason = False
        env["club.duty.notice"].search(
            Domain("partner_id", "in", self.ids)
            | Domain("volunteer_id", "in", volunteers.ids)
        ).unlink()
        return result


class ClubDataExport(models.AbstractModel):
    """What a person does and says as a volunteer, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        env = person.sudo().env
        volunteers = person._club_volunteers()
        mine = Domain("volunteer_id", "in", volunteers.ids)
        return {
            **super()._parts_besides(person),
            "volunteer": (volunteers, VOLUNTEER),
            "volunteer_absences": (
                volunteers.absence_ids,
                ("kind", "date_from", "date_to", "note"),
            ),
            "duties": (
                env["club.duty"].search(mine & Domain("state", "!=", "draft")),
                DUTY,
            ),
            "changes_of_duties": (
                env["club.duty.change"].search(
                    Domain("author_id", "=", person.id)
                    | Domain("from_id", "in", volunteers.ids)
                ),
                ("duty_id", "kind", "reason", "moment"),
            ),
            "duties_asked_for": (
                env["club.duty.offer"].search([("asker_id", "in", volunteers.ids)]),
                ("duty_id", "kind", "message", "state", "answered_on"),
            ),
            "duties_asked_of_me": (
                env["club.duty.offer"].search([("asked_ids", "in", volunteers.ids)]),
                ("duty_id", "kind", "state", "answered_on"),
            ),
            "mails_about_duties": (
                env["club.duty.notice"].search([("partner_id", "=", person.id)]),
                ("duty_id", "level", "date", "state"),
            ),
        }


class ClubDataReaders(models.AbstractModel):
    """Who sees when a volunteer serves and when they are away."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.volunteer": self.env._("how you help as a volunteer"),
            "club.volunteer.absence": self.env._("when you cannot serve"),
            "club.duty": self.env._("your duties"),
        }

    @api.model
    def _reach(self, space, rows):
        reach = super()._reach(space, rows)
        volunteers = space.person._club_volunteers(space.company)
        sections = volunteers.section_ids | volunteers.section_ids.neighbour_ids
        for above in sections.ancestor_ids:
            reach.setdefault(above, set()).update(
                {"club.volunteer", "club.volunteer.absence", "club.duty"}
            )
        return reach

    @api.model
    def _in_the_portal(self, space, rows):
        yield from super()._in_the_portal(space, rows)
        if space.person._club_volunteers(space.company):
            yield {
                "who": self.env._("The other volunteers"),
                "sees": self.env._(
                    "Your name beside your duties. Why you cannot serve they never see."
                ),
                "names": [self.env._("They stand on the rota.")],
            }
