from markupsafe import Markup
from odoo import api, fields, models
from odoo.tools import format_date, groupby


class ClubProgrammePlan(models.TransientModel):
    """The dates of a year before they are made, with what cannot be avoided."""

    _name = "club.programme.plan"
    _description = "Planning a Year"

    programme_id = fields.Many2one("club.programme", required=True, readonly=True)
    again = fields.Boolean(
        string="Also move meetings that nobody knows of yet",
        help="Announced meetings, and those whose day somebody chose, stay.",
    )
    new_count = fields.Integer(string="New meetings", compute="_compute_preview")
    dates = fields.Html(compute="_compute_preview", sanitize=False)
    conflicts = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("programme_id", "again")
    def _compute_preview(self):
        for wizard in self:
            programme = wizard.programme_id
            found = programme._solve(again=wizard.again)
            moving = [m for m in found.meetings if not m.fixed]
            wizard.new_count = len(moving)
            wizard.dates = wizard._months(moving)
            lines = programme._in_words(found.conflicts)
            sentences = [line["text"] for line in lines]
            sentences += [wizard._dropped(*each) for each in found.dropped]
            wizard.conflicts = programme._html_list(sentences)

    def _dropped(self, cycle, number):
        name = self.programme_id._meeting_name(cycle, number)
        return self.env._("%s is left out: no good day is left for it.", name)

    def _months(self, meetings):
        """The dates by month, as a list that one reads in a minute."""
        parts = []
        for _month, same in groupby(
            sorted(meetings, key=lambda m: (m.day, m.cycle)),
            key=lambda m: (m.day.year, m.day.month),
        ):
            title = format_date(self.env, same[0].day, date_format="MMMM yyyy")
            items = [
                Markup("<li>%s: %s</li>")
                % (
                    format_date(self.env, each.day, date_format="EEEE d"),
                    self.programme_id._meeting_name(each.cycle, each.number),
                )
                for each in same
            ]
            parts.append(
                Markup("<h5 class='mt-2 mb-1'>%s</h5><ul class='mb-0'>%s</ul>")
                % (title, Markup("").join(items))
            )
        return Markup("").join(parts)

    def action_confirm(self):
        """Make the meetings, and show them."""
        self.ensure_one()
        self.programme_id.check_access("write")
        self.programme_id._plan(again=self.again)
        return self.programme_id.action_open_meetings()


class ClubProgramme(models.Model):
    _inherit = "club.programme"

    meeting_count = fields.Integer(
        string="Number of meetings", compute="_compute_meeting_count"
    )

    @api.depends("event_ids.cancelled_on")
    def _compute_meeting_count(self):
        for programme in self:
            live = programme.event_ids.filtered(lambda e: not e.cancelled_on)
            programme.meeting_count = len(live)

    def action_plan(self):
        """Show the dates that would be planned."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan %s", self.name),
            "res_model": "club.programme.plan",
            "view_mode": "form",
            "target": "new",
            "context": {"default_programme_id": self.id},
        }

    def action_open_meetings(self):
        """The meetings of this year."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.club_event_action"
        )
        return {
            **action,
            "domain": [("programme_id", "in", self.ids)],
            "context": {"default_programme_id": self[:1].id},
        }
