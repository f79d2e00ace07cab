from odoo import api, models


class IrCron(models.Model):
    """In a practice copy, the jobs that people wait for still run.

    Odoo's neutralisation switches every job off. Switched on again in a file
    ``neutralize.sql`` they would depend on the order in which Odoo reads those files,
    and it reads them in none.
    """

    _inherit = "ir.cron"

    @api.model
    def _club_practice_jobs(self):
        """XML ids of jobs that work within the database: none of them sends anything.

        E-mails stay in the queue, whose own job remains switched off.
        """
        return [
            "club_membership.ir_cron_club_run",
            "club_membership.ir_cron_club_notice_send",
        ]

    def _trigger_list(self, at_list):
        self._club_resume_practice()
        return super()._trigger_list(at_list)

    def _club_resume_practice(self):
        """Switch a job of a practice copy on for who has just asked for it."""
        # sudo: whoever may start a run may have it done; nobody else comes here.
        job, parameters = self.sudo(), self.env["ir.config_parameter"].sudo()
        if job.active or not parameters.get_param("database.is_neutralized"):
            return
        if job in map(self.env.ref, self._club_practice_jobs()):
            job.active = True
