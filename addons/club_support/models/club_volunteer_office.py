from odoo import api, fields, models

from .club_duty import LIVE


class ClubVolunteer(models.Model):
    """What coordinators see of a volunteer."""

    _inherit = "club.volunteer"

    year_load = fields.Integer(
        string="Duties this year",
        compute="_compute_year_load",
        help="Published, confirmed and done, in this calendar year.",
    )
    standing_duty_ids = fields.One2many(
        "club.duty",
        "volunteer_id",
        string="Published duties",
        domain=[("state", "in", LIVE)],
    )

    @api.depends("duty_ids.state", "duty_ids.date_start")
    def _compute_year_load(self):
        year = self.env.company._club_today().year
        loads = dict(
            self.env["club.duty"]._read_group(
                [
                    ("volunteer_id", "in", self.ids),
                    ("state", "in", LIVE),
                    ("date_start", ">=", f"{year}-01-01"),
                    ("date_start", "<=", f"{year}-12-31"),
                ],
                ["volunteer_id"],
                ["__count"],
            )
        )
        for volunteer in self:
            volunteer.year_load = loads.get(volunteer, 0)

    def action_view_duties(self):
        """Open the duties of this volunteer."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_support.club_duty_action"
        )
        return {
            **action,
            "domain": [("volunteer_id", "=", self.id)],
            "context": {"search_default_standing": 1},
        }


class ClubRotaLine(models.Model):
    """How many serve a section, seen before planning."""

    _inherit = "club.rota.line"

    volunteer_count = fields.Integer(
        string="Volunteers",
        compute="_compute_volunteer_count",
        help="Who serves this section today.",
    )

    @api.depends("section_id")
    def _compute_volunteer_count(self):
        # sudo: a number, for who may read the line.
        counts = dict(
            self.env["club.volunteer"]
            .sudo()
            ._read_group(
                [
                    ("section_ids", "in", self.section_id.ids),
                    ("is_current", "=", True),
                ],
                ["section_ids"],
                ["__count"],
            )
        )
        for line in self:
            line.volunteer_count = counts.get(line.section_id.sudo(), 0)
