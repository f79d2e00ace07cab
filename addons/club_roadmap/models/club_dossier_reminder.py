from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# Days after the deadline (before, where negative), and what the level is called.
LEVELS = [
    ("soon", -14, "Two weeks before"),
    ("last", -3, "Three days before"),
    ("late", 1, "The day after"),
    ("very_late", 15, "Two weeks after"),
]


class ClubDossierReminder(models.Model):
    """A vendor's contact was reminded of a dossier: once per level."""

    _name = "club.dossier.reminder"
    _description = "Reminder to the Vendor"
    _log_access = False
    _order = "id desc"
    _rec_name = "level"

    dossier_id = fields.Many2one("club.dossier", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="dossier_id.company_id", store=True)
    contact_id = fields.Many2one(
        "club.vendor.contact", required=True, index=True, ondelete="cascade"
    )
    level = fields.Selection(
        [(key, label) for key, _days, label in LEVELS], required=True
    )
    date = fields.Date(required=True)

    _once = models.UniqueIndex(
        "(dossier_id, level, contact_id)", "This reminder went out already."
    )


class ClubDossier(models.Model):
    _inherit = "club.dossier"

    reminder_ids = fields.One2many("club.dossier.reminder", "dossier_id")

    @api.model
    def _cron_remind(self):
        """Remind the vendors' contacts of what waits: after a pause of the server, of
        the last level only."""
        today = fields.Date.today()
        waiting = self.search(
            [
                ("state", "=", "released"),
                ("deadline", "<=", today + timedelta(days=15)),
                ("line_ids.feasibility", "=", False),
            ]
        )
        for number, dossier in enumerate(waiting, start=1):
            dossier._remind()
            self.env["ir.cron"]._commit_progress(1, remaining=len(waiting) - number)

    def _remind(self):
        """Write the reminder that is due today, to who was not reminded so yet."""
        self.ensure_one()
        today = self.company_id._club_today()
        passed = [
            key
            for key, days, _label in LEVELS
            if self.deadline + timedelta(days=days) <= today
        ]
        waiting = self.line_ids.filtered(lambda line: not line.feasibility)
        if not passed or not waiting:
            return
        reminded = self._claim_reminders(passed[-1], self._contacts(answering=True))
        reminded._mail(
            "club_roadmap.mail_dossier_reminder",
            lambda env: env._("%s: your answers are awaited", self.name),
            {
                **self._mail_values(),
                "count": len(waiting),
                "late": self.deadline < today,
            },
        )

    def _claim_reminders(self, level, contacts):
        """Note the reminders of a level: of two runs at once one gets each.

        :return: the contacts to be written to
        """
        if not contacts:
            return contacts
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_dossier_reminder
                       (dossier_id, company_id, contact_id, level, date)
                SELECT %s, %s, contact, %s, %s FROM unnest(%s) contact
                    ON CONFLICT (dossier_id, level, contact_id) DO NOTHING
                RETURNING contact_id
                """,
                self.id,
                self.company_id.id,
                level,
                self.company_id._club_today(),
                contacts.ids,
            )
        )
        self.env["club.dossier.reminder"].invalidate_model()
        self.invalidate_recordset(["reminder_ids"])
        return contacts.browse(row[0] for row in rows)
