from odoo import api, fields, models
from odoo.addons.club_membership.rules import hours as durations
from odoo.fields import Domain

HOURS = (
    "date",
    "hours",
    "activity_id",
    "section_id",
    "commission_id",
    "description",
    "state",
    "reason",
    "confirmed_on",
    "is_declared",
    "is_corrected",
)
CHANGE = ("date", "kind", "reason", "before", "hours_before", "hours_after")


class ResPartner(models.Model):
    """Hours somebody gave stay as evidence, without a name and without words."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        addresses = self._club_addresses()
        words = self._club_words(addresses)
        result = super()._club_forget_elsewhere()
        lines = self.env["club.hours"].search([("partner_id", "in", self.ids)])
        # Nobody is left to confirm them.
        lines.filtered(lambda line: line.state == "proposed").unlink()
        lines = lines.exists()
        lines.write({"description": False, "reason": False})
        for change in lines.change_ids:
            change.write(
                {"reason": False, "before": durations.said(change.hours_before)}
            )
        self._club_unname_hours(words)
        return result

    def _club_unname_hours(self, words):
        """Take the name out of what others wrote about their own hours."""
        for model, names in (
            ("club.hours", ("description", "reason")),
            ("club.hours.change", ("before", "reason")),
        ):
            for name in names:
                named = self.env[model].search(
                    Domain.OR(Domain(name, "ilike", word) for word in words)
                )
                for record, text in self._club_reworded(named, name, words):
                    record.write({name: text})


class ClubDataExport(models.AbstractModel):
    """The hours a person gave, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        lines = person.env["club.hours"].search([("partner_id", "=", person.id)])
        return {
            **super()._parts_besides(person),
            "volunteer_hours": (lines, HOURS),
            "volunteer_hours_changes": (lines.change_ids, CHANGE),
        }


class ClubDataReaders(models.AbstractModel):
    """Who sees the hours a person gives: the office, and where they were given."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.hours": self.env._("the hours you give as a volunteer"),
        }

    @api.model
    def _reach(self, space, rows):
        reach = super()._reach(space, rows)
        for areas in reach.values():
            areas.discard("club.hours")
        lines = self.env["club.hours"]._of_space(space)
        today = fields.Date.context_today(self)
        for section in lines.section_id:
            if section.staff_open_on and section.staff_open_on <= today:
                for above in section.ancestor_ids:
                    reach.setdefault(above, set()).add("club.hours")
        return reach
