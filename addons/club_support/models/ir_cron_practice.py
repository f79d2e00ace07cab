from odoo import api, models


class IrCron(models.Model):
    """In a practice copy, rotas are planned and questions passed on; e-mails wait."""

    _inherit = "ir.cron"

    @api.model
    def _club_practice_jobs(self):
        jobs = super()._club_practice_jobs()
        return [
            *jobs,
            "club_support.ir_cron_club_rota",
            "club_support.ir_cron_club_ticket_escalate",
        ]
