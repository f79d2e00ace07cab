from itertools import islice

from odoo import api, models
from odoo.addons.club_membership.tools import try_lock
from odoo.fields import Domain
from odoo.tools import email_normalize

CHUNK = 200
WAITING = Domain("state", "=", "to_send")
# What is said of several meetings in one mail.
TOGETHER = ("announced", "moved", "cancelled")
# What nobody asked for: not sent to who refuses such mails.
NEWS = ("announced", "invited")


class ClubEventNotice(models.Model):
    """Turning notices into queued mails, in committed chunks.

    A family of notices brings, in a file of its own, ``_content_<level>()``: called on
    the rows of one mail, in the language of its reader, it returns a dict of

    - ``subject``;
    - ``lines``: sentences, one paragraph each;
    - ``meetings``: optional dicts of ``when``, ``name``, ``note``, shown below;
    - ``url`` and ``button``: optional, where the reader does something about it;

    and ``_is_true_<level>()`` where something else than "this meeting is to come and
    is not cancelled" decides whether a row is still worth a mail.
    """

    _inherit = "club.event.notice"

    @api.model
    def _cron_send(self):
        """Queue the mails of what waits to be said.

        A mail and the state of its rows are written together: a killed run leaves
        each person untold, or told once.
        """
        cron = self.env["ir.cron"]
        events = self.env["event.event"]
        waiting = len(events._audiences_to_tell()) + self.search_count(WAITING)
        cron._commit_progress(0, remaining=waiting)
        events._tell_audiences()
        left = cron._commit_progress(0, remaining=self.search_count(WAITING))
        while left and (done := self._send_chunk()):
            left = cron._commit_progress(done, remaining=self.search_count(WAITING))

    @api.model
    def _send_chunk(self):
        """Write to the next people whom nobody else is writing to.

        All that waits for a person goes with the first row of theirs.

        :return: how many rows were dealt with
        """
        first = self.search(WAITING, order="id", limit=CHUNK)
        rows = self.search(
            WAITING
            & (
                Domain("partner_id", "in", first.partner_id.ids)
                | Domain("email", "in", list(set(first.mapped("email")) - {False}))
            )
        )
        rows = try_lock(rows)
        true = rows.filtered(lambda row: row._is_true() and row._is_reachable())
        (rows - true).state = "dropped"
        for mail in true._by_mail():
            mail._queue()
        true.state = "sent"
        if true:
            # sudo: core's mail queue is an administrator's job.
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return len(rows)

    def _is_true(self):
        """Whether what this row says still is so."""
        self.ensure_one()
        own = getattr(self, f"_is_true_{self.level}", self._is_to_come)
        return own()

    def _is_to_come(self):
        """Whether the meeting will be held."""
        event = self.event_id
        return not event.cancelled_on and event._is_ahead() and event.active

    def _is_reachable(self):
        """Whether a mail has a chance to be read, and may be sent."""
        self.ensure_one()
        address = self.partner_id.email_normalized or email_normalize(self.email or "")
        if self.partner_id and not self.partner_id._club_is_reachable():
            return False
        return bool(address) and not (self.level in NEWS and self._refuses(address))

    def _refuses(self, address):
        # sudo: who asked for no more mails is the system's business.
        refused = self.env["mail.blacklist"].sudo()
        return bool(refused.search_count([("email", "=", address)], limit=1))

    def _by_mail(self):
        """The rows of each mail: several meetings of one kind of news are one."""
        groups = self.grouped(
            lambda row: (
                row.company_id,
                row.partner_id,
                row.email,
                row.level,
                0 if row.level in TOGETHER else row.id,
            )
        )
        return groups.values()

    def _queue(self):
        """One mail of all these rows."""
        person, company = self.partner_id, self.company_id
        lang = self._reader_lang()
        told = self.with_context(lang=lang, tz=company._club_tz()).with_prefetch()
        content = getattr(told, f"_content_{self[:1].level}")()
        told.env["club.portal.mail"]._compose(
            "club_events.mail_meeting",
            {"name": person.name, "content": content},
            content["subject"],
            company,
            person.email_formatted if person else self[:1].email,
        )

    def _reader_lang(self):
        """The language of who reads these rows."""
        return (
            self.partner_id.lang
            or self.event_id[:1].lang
            or self.company_id.partner_id.lang
        )

    def _page(self, path=""):
        """Address of a page of the member's space, of this meeting or of all."""
        base = self.company_id.get_base_url()
        if len(self.event_id) == 1:
            return f"{base}/my/meetings/{self.event_id.id}{path}"
        return f"{base}/my/meetings"

    def _button(self):
        """Where a reader with a space, or any for an open meeting, reads on."""
        event = self.event_id
        if self.partner_id.user_ids:
            return {"url": self._page(), "button": self.env._("Open the page")}
        if len(event) == 1 and event.is_published:
            return {
                "url": f"{self.company_id.get_base_url()}{event.website_url}",
                "button": self.env._("Open the page"),
            }
        return {}

    def _meetings(self, notes=None, most=60):
        """What a mail shows of its meetings, in order of time.

        :param notes: {event id: sentence below it}
        """
        events = self.event_id.sorted("date_begin")
        return [
            {
                "when": event._club_when(),
                "name": event.name,
                "note": (notes or {}).get(event.id, event._club_where()),
            }
            for event in islice(events, most)
        ]
