from datetime import timedelta

from odoo import api, fields, models
from odoo.addons.club_membership.tools import try_lock
from odoo.exceptions import UserError
from odoo.fields import Domain

CHUNK = 20
# A session that nobody closes is closed by itself: corrections come before.
PATIENCE = timedelta(days=2)


class EventEvent(models.Model):
    """The end of a session: who attended gets the certificate of its course."""

    _inherit = "event.event"

    session_closed_on = fields.Datetime(
        string="Closed on",
        readonly=True,
        copy=False,
        help="Since when who attended holds a certificate.",
    )
    certificate_ids = fields.One2many("club.training.certificate", "event_id")
    certificate_count = fields.Integer(compute="_compute_certificate_count")

    _session_open = models.Index(
        "(date_end) WHERE training_id IS NOT NULL AND session_closed_on IS NULL"
    )

    def _compute_certificate_count(self):
        # sudo: how many, for who reads the session; certificates of other sections
        # are read by their own rule.
        counts = dict(
            self.env["club.training.certificate"]
            .sudo()
            ._read_group(
                [("event_id", "in", self.ids), ("revoked_on", "=", False)],
                ["event_id"],
                ["__count"],
            )
        )
        counts = {event.id: count for event, count in counts.items()}
        for event in self:
            event.certificate_count = counts.get(event._origin.id, 0)

    def action_announce_session(self):
        """Show these sessions to their audience, and tell it.

        :raises AccessError: the user may not change a session
        """
        self.check_access("write")
        self._announce()

    def action_close_session(self):
        """Close these sessions: who attended gets a certificate, once.

        :raises AccessError: the user may not change a session
        :raises UserError: no course is given there, or it has not begun
        """
        self.check_access("write")
        self._close_session()

    def _close_session(self):
        """Close these sessions, for whoever may: the caller checked it."""
        for event in self:
            event._check_closable()
        # sudo: certificates are given by what happened, not by hand.
        events = self.sudo()
        events.filtered(
            lambda e: not e.session_closed_on
        ).session_closed_on = fields.Datetime.now()
        for event in events:
            event._give_certificates(event.registration_ids)

    def _check_closable(self):
        if not self.sudo().training_id:  # sudo: whether there is one
            raise UserError(
                self.env._(
                    "%s is no session of a course: say of which one first.",
                    self.name,
                )
            )
        if self.cancelled_on:
            raise UserError(
                self.env._("%s is cancelled: nobody attended it.", self.name)
            )
        if self.date_begin > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%s has not begun: close the session once it was held.", self.name
                )
            )

    def _give_certificates(self, rows):
        """Bring certificates in line with who attended, for these registrations."""
        held = {c.partner_id: c for c in self.certificate_ids}
        came = rows.filtered(lambda row: row.state == "done" and row.active).attendee_id
        came -= self.trainer_ids
        absent = rows.attendee_id - self.registration_ids.filtered(
            lambda row: row.state == "done" and row.active
        ).mapped("attendee_id")
        for person in absent:
            if person in held and not held[person].revoked_on:
                held[person]._withdraw(
                    self.env._("Not attended after all."), absent=True
                )
        again = [held[person].id for person in came if person in held]
        self.certificate_ids.browse(again).filtered("is_absent")._restore()
        self._create_certificates(came.filtered(lambda person: person not in held))

    def _create_certificates(self, people):
        company = self.company_id or self.training_id.company_id
        sections = self.env["club.hours"]._sections_of(people, company)
        self.env["club.training.certificate"].create(
            [
                {
                    "training_id": self.training_id.id,
                    "company_id": company.id,
                    "partner_id": person.id,
                    "event_id": self.id,
                    "section_id": sections.get((company.id, person.id))
                    or self.section_id.id
                    or company._club_root_section().id,
                    "date": self._last_local_day(),
                }
                for person in people.sorted(lambda p: (p.name or "", p.id))
            ]
        )

    @api.model
    def _cron_close_sessions(self):
        """Close the sessions that nobody closed, some days after they were held."""
        # sudo: a nightly job, for every association.
        cron, sudo = self.env["ir.cron"], self.sudo()
        domain = (
            Domain("training_id", "!=", False)
            & Domain("session_closed_on", "=", False)
            & Domain("cancelled_on", "=", False)
            & Domain("date_end", "<=", fields.Datetime.now() - PATIENCE)
        )
        left = cron._commit_progress(0, remaining=sudo.search_count(domain))
        while left:
            events = sudo.search(domain, order="date_end, id", limit=CHUNK)
            events = try_lock(events)
            if not events:
                break
            events._close_session()
            left = cron._commit_progress(
                len(events), remaining=sudo.search_count(domain)
            )

    def action_open_attendance(self):
        """Who is registered here, to tick who came."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.event_attendance_action"
        )
        return action | {
            "domain": [("event_id", "=", self.id), ("state", "!=", "cancel")],
            "context": {"default_event_id": self.id},
        }

    def action_open_certificates(self):
        """The certificates given here."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.club_training_certificate_action"
        )
        return action | {
            "domain": [("event_id", "=", self.id)],
            "context": {"create": False},
        }
