from markupsafe import Markup
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext


class ClubMinutes(models.Model):
    """A draft begins with the agenda, and with who came."""

    _inherit = "club.minutes"

    @api.model
    def _begin(self, event, by):
        """The draft of the minutes of a meeting, filled in.

        :param event: a meeting, which ``by`` runs
        :param by: res.partner who writes them
        :raises UserError: it is too early, or the meeting was cancelled
        """
        if event.cancelled_on:
            raise UserError(
                self.env._("%s was cancelled: there is nothing to tell.", event.name)
            )
        # sudo: chairs hold no right on minutes; the caller asked who runs the meeting.
        minutes = self.sudo().search([("event_id", "=", event.id)], limit=1)
        if not minutes:
            # Its history begins with the first step. sudo: as above.
            quiet = self.sudo().with_context(mail_create_nolog=True)
            minutes = quiet.create({"event_id": event.id, "author_id": by.id})
            minutes._prefill()
        return minutes

    def _prefill(self):
        """Write the agenda and who came into an empty text.

        :raises UserError: somebody has begun to write
        """
        self.ensure_one()
        self._expect("draft")
        if html2plaintext(self.body or "").strip():
            raise UserError(
                self.env._(
                    "%s hold a text already: empty it first to begin anew.", self.name
                )
            )
        # sudo: agenda and attendance of the meeting whose minutes are written.
        event = self.event_id.sudo()
        self.body = Markup().join([*self._who_came(event), *self._what_was_on(event)])

    def _who_came(self, event):
        live = event.registration_ids.filtered(
            lambda one: one.active and one.state in ("open", "done")
        )
        came = live.filtered(lambda one: one.state == "done")

        def names(registrations):
            known = registrations.mapped(lambda r: r.attendee_id.name or r.name or "")
            return ", ".join(sorted(name for name in known if name))

        paragraph = Markup("<p><strong>%s</strong> %s</p>")
        if came:
            yield paragraph % (self.env._("Present:"), names(came))
            if live - came:
                yield paragraph % (
                    self.env._("Registered, not there:"),
                    names(live - came),
                )
        elif live:
            yield paragraph % (self.env._("Registered:"), names(live))

    def _what_was_on(self, event):
        items = event._agenda_items().filtered(lambda item: item.club_kind != "break")
        for number, item in enumerate(items, start=1):
            yield Markup("<h3>%s. %s</h3>") % (number, item.name)
            if item.owner_id:
                yield Markup("<p>%s</p>") % self.env._(
                    "Presented by %s.", item.owner_id.name
                )
