from odoo import api, models


class IrCron(models.Model):
    """In a practice copy places are offered and mails written; none is sent."""

    _inherit = "ir.cron"

    @api.model
    def _club_practice_jobs(self):
        jobs = super()._club_practice_jobs()
        return [
            *jobs,
            "club_events.ir_cron_club_event_places",
            "club_events.ir_cron_club_event_notice",
        ]
