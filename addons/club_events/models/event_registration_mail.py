from odoo import models
from odoo.tools import formataddr


class EventRegistration(models.Model):
    """What is written to who has a place: confirmed, and soon; with the badge."""

    _inherit = "event.registration"

    def _send_words(self, what):
        """Queue one mail to who comes; nothing without an address.

        :param what: ``registered`` or ``reminder``
        """
        address = self._written_to()
        if not address:
            return
        company = self.event_id.company_id or self.env.company
        told = self.with_context(lang=self._mail_lang(), tz=company._club_tz())
        content = told._mail_words(what)
        told.env["club.portal.mail"]._compose(
            "club_events.mail_meeting",
            {"name": self.name, "content": content},
            content["subject"],
            company,
            address,
        )

    def _written_to(self):
        """The address of who comes: their own, else the one that was typed."""
        person = self.attendee_id
        if person and not person._club_is_reachable():
            return ""
        if person.email_normalized:
            return person.email_formatted
        return formataddr((self.name or "", self.email)) if self.email else ""

    def _mail_lang(self):
        """Their language: the meeting's own, the invitation's, the person's, that of
        who registered them, else the association's."""
        company = self.event_id.company_id or self.env.company
        return (
            self.event_id.lang
            or self.guest_id.lang
            or self.attendee_id.lang
            or self.booking_id.booker_id.lang
            or company.partner_id.lang
            or self.env.lang
        )

    def _mail_words(self, what):
        """Subject, sentences and button of a mail, in the language of its reader."""
        event = self.event_id
        if what == "reminder":
            subject = self.env._("Soon: %s", event.name)
            lines = [self.env._("You are registered, and expected at this meeting.")]
        else:
            subject = self.env._("You are registered: %s", event.name)
            lines = [self.env._("You have a place at this meeting.")]
        return {
            "subject": subject,
            "lines": [*lines, self._how_to_come()],
            "meetings": [self._mail_line()],
            **self._mail_button(),
        }

    def _mail_line(self):
        """The meeting, at the time this registration is for."""
        event = self.event_id
        return {
            "when": event._club_when(self.event_begin_date)
            if self.event_slot_id
            else event._club_when(),
            "name": event.name,
            "note": event._club_where(),
        }

    def _mail_button(self):
        """The badge in one's space, or the page of the place for who has none."""
        base = self.event_id.get_base_url()
        if not self.attendee_id.user_ids:
            return {
                "url": f"{base}{self._place_url()}",
                "button": self.env._("Open my registration"),
            }
        if self.presence == "remote":
            return {
                "url": f"{base}/my/meetings/{self.event_id.id}",
                "button": self.env._("Open the page"),
            }
        return {
            "url": f"{base}{self._badge_path()}",
            "button": self.env._("Show my badge"),
        }

    def _how_to_come(self):
        event = self.event_id
        if not self.attendee_id.user_ids:
            return self.env._(
                "The page behind the link is yours alone: it has your badge, or the "
                "link to take part remotely, and lets you give your place back."
            )
        page = f"{event.get_base_url()}/my/meetings/{event.id}"
        if self.presence == "remote":
            return self.env._(
                "The link to take part remotely is on the page of the meeting, where "
                "you can also give your place back: %s",
                page,
            )
        return self.env._(
            "Show your badge at the door, on your telephone or on paper. If you cannot "
            "come any more, give your place back here: %s",
            page,
        )
