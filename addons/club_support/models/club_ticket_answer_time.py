from odoo import api, fields, models
from pytz import utc


class ClubTicket(models.Model):
    """How long a member waited for a first answer, in working time."""

    _inherit = "club.ticket"

    received_at = fields.Datetime(
        string="Asked on",
        required=True,
        default=fields.Datetime.now,
        readonly=True,
        copy=False,
        help="When it was asked for the first time.",
    )
    answer_hours = fields.Float(
        string="Working hours to the first answer",
        compute="_compute_answer_hours",
        store=True,
        aggregator="avg",
        help="Of the calendar that deadlines count by, holidays left out.",
    )

    @api.depends("first_answer_at")
    def _compute_answer_hours(self):
        for ticket in self:
            ticket.answer_hours = 0
            if ticket.first_answer_at:
                # sudo: whoever answers reads no calendar.
                ticket.answer_hours = ticket.sudo()._working_hours(
                    ticket.received_at, ticket.first_answer_at
                )

    def _working_hours(self, start, end):
        """Working hours of support between two moments (UTC, without time zone)."""
        company = self.company_id
        calendar = company.club_support_calendar_id or company.resource_calendar_id
        if not calendar:
            return (end - start).total_seconds() / 3600
        return calendar.get_work_hours_count(
            utc.localize(start), utc.localize(end), compute_leaves=True
        )
