from itertools import chain

from odoo import api, models
from odoo.addons.club_membership.tools import try_lock
from odoo.fields import Domain

from .club_duty_notice import OWN

PEOPLE = 50


class ClubDutyNotice(models.Model):
    """Turning notices into queued mails, in committed chunks of people."""

    _inherit = "club.duty.notice"

    @api.model
    def _cron_send(self):
        """Queue one mail a person and association, for all that waits to be said.

        The mail and the state of its rows are written together: a killed run leaves
        each person untold, or told once.
        """
        cron = self.env["ir.cron"]
        waiting = Domain("state", "=", "to_send")
        left = cron._commit_progress(0, remaining=self.search_count(waiting))
        while left and (done := self._send_chunk()):
            left = cron._commit_progress(done, remaining=self.search_count(waiting))

    @api.model
    def _send_chunk(self):
        """Write to the next people whom nobody else is writing to.

        :return: how many rows were dealt with
        """
        waiting = Domain("state", "=", "to_send")
        people = self._read_group(waiting, ["company_id", "partner_id"], limit=PEOPLE)
        rows = self.search(
            waiting
            & Domain.OR(
                Domain("company_id", "=", company.id)
                & Domain("partner_id", "=", person.id)
                for company, person in people
            )
        )
        rows = try_lock(rows)
        true = rows.filtered(lambda row: row._is_true())
        unreachable = true.filtered(lambda row: not row.partner_id._club_is_reachable())
        (rows - true | unreachable).state = "dropped"
        unreachable._tell_coordinators_instead()
        mails = true - unreachable
        for same in mails.grouped(
            lambda row: (row.company_id, row.partner_id)
        ).values():
            same._queue()
        mails.state = "sent"
        if mails:
            # sudo: core's mail queue is an administrator's job.
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return len(rows)

    def _tell_coordinators_instead(self):
        """Whom no mail reaches is told by their coordinator: once a duty."""
        for row in self.filtered(lambda row: row.level in OWN):
            row.duty_id._tell_coordinators(
                "unreachable", volunteer_id=row.duty_id.volunteer_id.id
            )

    def _queue(self):
        """One mail of all these rows, which are one person's."""
        person, company = self.partner_id, self.company_id
        lang = person.lang or company.partner_id.lang
        told = self.with_context(lang=lang, tz=company._club_tz()).with_prefetch()
        told.env["club.portal.mail"]._compose(
            "club_support.mail_duties",
            {"name": person.name, "blocks": told._blocks(), "url": self._url()},
            told._subject(),
            company,
            person.email_formatted,
        )

    def _url(self):
        """Where the reader does something about it."""
        base = self.company_id.get_base_url()
        mine = self.filtered(lambda row: row.level not in ("released", "unconfirmed"))
        if mine.filtered(lambda row: row.level != "unreachable"):
            return f"{base}/my/duties"
        return f"{base}/odoo/club.rota/{self[:1].duty_id.rota_id.id}"


class ClubDuty(models.Model):
    _inherit = "club.duty"

    def _tell(self, level, people=None, **about):
        """Note that people are to be told something about these duties.

        :param people: res.partner; empty: each duty's own volunteer
        :param about: as for ``club.duty.notice._note``
        :return: how many are new
        """
        # sudo: rows are written where things happen, by nobody's hand.
        notices = self.env["club.duty.notice"].sudo()
        rows = chain.from_iterable(
            ((duty, person) for person in people or duty.partner_id)
            for duty in self.sudo()
        )
        return notices._note(level, list(rows), **about)

    def _tell_coordinators(self, level, **about):
        """Note that who coordinates the section of these duties is to be told."""
        coordinators = self.section_id._coordinators()
        for duty in self:
            if people := coordinators[duty.section_id] or duty._planner():
                duty._tell(level, people, **about)

    def _planner(self):
        """Who is told where no officer is: the support, else who planned the rota."""
        company, planner = self.company_id, self.rota_id.create_uid
        return company.club_support_owner_id or planner.partner_id.filtered("active")

    def _announce(self):
        """Tell volunteers which duties they have: one mail each, once.

        Called with all duties of a rota that is published; again, it tells only of
        what is new.

        :return: how many duties are told
        """
        super()._announce()
        # sudo: whoever may publish has the volunteers told.
        standing = self.sudo().filtered(
            lambda duty: (
                duty.volunteer_id
                and duty.state in ("published", "confirmed")
                and duty.date_end >= duty._company_today()
            )
        )
        return standing._tell("published")
