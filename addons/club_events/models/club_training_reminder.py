from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

CHUNK = 200


class ClubTrainingCertificate(models.Model):
    """Before a certificate ends its holder is told, once, and when the course is
    given next."""

    _inherit = "club.training.certificate"

    reminded_on = fields.Date(readonly=True, copy=False)

    @api.model
    def _cron_remind(self):
        """Note a mail for each certificate that ends soon."""
        # sudo: a nightly job, for every association.
        cron, sudo = self.env["ir.cron"], self.sudo()
        due = sudo._ending_soon()
        left = cron._commit_progress(0, remaining=len(due))
        while left and due:
            chunk, due = due[:CHUNK], due[CHUNK:]
            chunk._note_end()
            left = cron._commit_progress(len(chunk), remaining=len(due))

    @api.model
    def _ending_soon(self):
        """Certificates within the notice of their course that nothing renewed yet."""
        due = self.browse()
        groups = self.env["club.training"]._read_group(
            [("remind_days", ">", 0)], ["company_id", "remind_days"], ["id:recordset"]
        )
        for company, days, courses in groups:
            today = company._club_today()
            due |= self.search(
                Domain("training_id", "in", courses.ids)
                & Domain("reminded_on", "=", False)
                & Domain("revoked_on", "=", False)
                & Domain("date_end", ">=", today)
                & Domain("date_end", "<=", today + timedelta(days=days))
            )
        return due.filtered(lambda c: not c._is_renewed())

    def _is_renewed(self):
        """Whether the person holds another certificate of the course, that counts
        longer."""
        others = self.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("training_id", "=", self.training_id.id),
                ("revoked_on", "=", False),
                ("id", "!=", self.id),
            ]
        )
        return any(not c.date_end or c.date_end > self.date_end for c in others)

    def _note_end(self):
        notices = self.env["club.event.notice"]
        for certificate in self:
            session = certificate._session_to_name()
            if not session:
                continue
            notices._note(
                "certificate",
                [(session, certificate.partner_id)],
                key=certificate.id,
            )
            certificate.reminded_on = certificate.company_id._club_today()

    def _session_to_name(self):
        """The meeting that the notice hangs from: where it was given, else the next
        session of the course, else any."""
        course = self.training_id
        return self.event_id or course._next_session() or course.event_ids[:1]
