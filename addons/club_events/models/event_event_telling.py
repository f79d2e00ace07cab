from odoo import api, fields, models
from odoo.addons.club_membership.tools import try_lock
from odoo.exceptions import UserError


class EventEvent(models.Model):
    """Telling people of meetings: who is registered at once, the audience by the job.

    The audience of a big association is 57,000 people: whoever announces does not wait
    for their rows.
    """

    _inherit = "event.event"

    to_tell = fields.Selection(
        [
            ("announced", "That it is announced"),
            ("moved", "That it is moved"),
            ("cancelled", "That it is cancelled"),
        ],
        string="To tell its audience",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )

    def _announce(self):
        """Show these meetings to their audience, and tell it: once.

        :return: the meetings that were not announced before
        :raises UserError: one is cancelled
        """
        self._check_not_cancelled()
        now = fields.Datetime.now()
        new = self.filtered(lambda e: not e.announced_on and e.date_end > now)
        new.write({"announced_on": fields.Datetime.now(), "to_tell": "announced"})
        shown = new.filtered(lambda e: e.audience == "open" and e.cycle_id.on_website)
        shown.write({"is_published": True})
        if new:
            self.env["club.event.notice"]._trigger_sending()
        return new

    def _tell_of_move(self, before):
        """Note whom to tell of the new date.

        :param before: the former beginning, naive UTC
        """
        if self.cancelled_on or self.date_end <= fields.Datetime.now():
            return
        # sudo: revisions are counted, whoever moves it.
        event = self.sudo()
        event.write({"moved_from": before, "revision": event.revision + 1})
        event._tell_registered("moved")
        if event.announced_on and event.to_tell != "announced":
            event.to_tell = "moved"
            self.env["club.event.notice"]._trigger_sending()

    def _tell_of_cancelling(self):
        """Note whom to tell that it does not take place."""
        # sudo: as above.
        event = self.sudo()
        event._tell_registered("cancelled")
        if event.announced_on:
            # Who was never told of the meeting need not hear that it is cancelled.
            event.to_tell = False if event.to_tell == "announced" else "cancelled"
            self.env["club.event.notice"]._trigger_sending()

    def _tell_registered(self, level):
        """Note this for who is registered, waits, or was offered a place."""
        coming = self.registration_ids.filtered(lambda r: r.state != "cancel")
        rows = [
            (self, r.attendee_id or r.email) for r in coming if r.attendee_id or r.email
        ]
        # sudo: rows are written where things happen, by nobody's hand.
        notices = self.env["club.event.notice"].sudo()
        notices._note(level, rows, self.revision if level != "announced" else "")

    def _audience(self):
        """res.partner of who may come to this meeting and is told of it."""
        self.ensure_one()
        memberships = self.env["club.membership"]
        ids = []
        if self.audience == "body":
            ids = self.commission_id._seated().get(self.commission_id, ())
        elif self.audience == "functions":
            ids = self.function_ids._holders(self.company_id)
        elif self.audience in ("members", "open") and self.company_id:
            ids = memberships._people_in_standing(self.company_id, self.section_id)
        return self.env["res.partner"].browse(sorted(ids))

    @api.model
    def _audiences_to_tell(self):
        return self.search([("to_tell", "!=", False)], order="id")

    @api.model
    def _tell_audiences(self):
        """Note what audiences are to be told, one meeting and commit at a time."""
        cron = self.env["ir.cron"]
        for event in self._audiences_to_tell():
            if try_lock(event):
                level, event.to_tell = event.to_tell, False
                event._tell_audience(level)
                cron._commit_progress(1)

    def _tell_audience(self, level):
        key = "" if level == "announced" else self.revision
        rows = [(self, person) for person in self._audience()]
        self.env["club.event.notice"]._note(level, rows, key)

    def _check_may_announce(self):
        if self.programme_id.state == "closed":
            raise UserError(
                self.env._(
                    "%s is closed: its meetings are not announced any more.",
                    self.programme_id.name,
                )
            )
