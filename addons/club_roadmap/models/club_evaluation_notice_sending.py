from urllib.parse import urlencode

from odoo import api, models
from odoo.addons.club_membership.tools import try_lock
from odoo.addons.club_portal.models.club_signin_link import INVITATION_MINUTES

CHUNK_SIZE = 100


class ClubEvaluationNotice(models.Model):
    """Turning notices into queued e-mails, in committed chunks."""

    _inherit = "club.evaluation.notice"

    @api.model
    def _cron_notify(self):
        """Note whom to write to in each open evaluation, then write to them.

        The mail and the state of its notice are written together: a killed run
        leaves each notice either untouched or with its one mail.
        """
        crons = self.env["ir.cron"]
        running = self.env["club.evaluation"].search([("state", "=", "open")])
        for evaluation in running:
            evaluation._write_notices()
        waiting = [("state", "=", "to_send")]
        remaining = self.search_count(waiting)
        crons._commit_progress(0, remaining=remaining)
        while batch := self._next_to_send(waiting):
            batch._queue_mails()
            remaining = max(remaining - len(batch), 0)
            if not crons._commit_progress(len(batch), remaining=remaining):
                self.env["club.evaluation"]._trigger_notices()
                return

    @api.model
    def _next_to_send(self, domain):
        """The next notices nobody else is working on, locked."""
        candidates = self.search(domain, order="id", limit=2 * CHUNK_SIZE)
        return try_lock(candidates, limit=CHUNK_SIZE)

    def _queue_mails(self):
        """Write and queue the mail of each notice, in its person's language; who has
        answered meanwhile, and who has no address, gets none."""
        waiting = self.browse()
        for evaluation, notices in self.grouped("evaluation_id").items():
            if evaluation._level(evaluation.box_id._clock()):
                people = evaluation._who_is_missing()
                waiting |= notices.filtered(lambda n, p=people: n.partner_id in p)
        (self - waiting).state = "dropped"
        reachable = waiting.filtered(
            lambda n: (
                n.partner_id.email_normalized and not n.partner_id.club_deceased_on
            )
        )
        (waiting - reachable).state = "unreachable"
        for (_evaluation, _lang), notices in reachable.grouped(
            lambda n: (n.evaluation_id, n.partner_id.lang)
        ).items():
            notices._queue_group()
        reachable.state = "sent"
        # sudo: core's mail queue is an administrator's job.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _queue_group(self):
        """Queue these notices of one evaluation and one language."""
        # sudo: templates are rendered and mails queued for the association.
        template = self.env.ref("club_roadmap.mail_template_evaluation").sudo()
        mails = (
            template.with_company(self.company_id)
            .with_context(club_signin_links=tuple(self._signin_links().items()))
            .send_mail_batch(self.ids)
        )
        # Whoever reads messages must not read the link: it stays in the mail alone.
        mails.mail_message_id.body = False

    def _signin_links(self):
        """{notice id: address that opens the form}, for who has no login the page on
        which they ask for a link."""
        page = f"/my/evaluations/{self.evaluation_id.id}"
        # sudo: links are made for the mails of the association.
        links = self.env["club.signin.link"].sudo()
        users = {notice: notice.sudo().partner_id.user_ids[:1] for notice in self}
        logins = self.env["res.users"].sudo().union(*users.values())
        urls = links._make(logins, INVITATION_MINUTES, redirect=page)
        ask = f"{links.get_base_url()}/club/signin?{urlencode({'redirect': page})}"
        return {notice.id: urls.get(user, ask) for notice, user in users.items()}


class IrCron(models.Model):
    """In a practice copy, invitations are written; its mail queue sends none."""

    _inherit = "ir.cron"

    @api.model
    def _club_practice_jobs(self):
        jobs = super()._club_practice_jobs()
        return [*jobs, "club_roadmap.ir_cron_club_evaluation"]
