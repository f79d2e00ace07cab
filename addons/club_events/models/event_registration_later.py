from odoo import models


class EventRegistration(models.Model):
    """When Odoo's own mails of a meeting to who registers are written."""

    _inherit = "event.registration"

    def _update_mail_schedulers(self):
        """Leave them to the jobs that are there for it, at once after the click.

        Odoo would write them in the middle of the click, and commit there: people
        would be registered whose booking is then refused.
        """
        schedules = self.env["event.mail"].sudo()  # sudo: as Odoo looks for them
        coming = self.filtered(lambda row: row.state == "open").event_id
        if schedules.search_count(
            [("event_id", "in", coming.ids), ("interval_type", "=", "after_sub")],
            limit=1,
        ):
            self.env.ref("event.event_mail_scheduler")._trigger()
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
