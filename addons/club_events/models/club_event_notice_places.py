from odoo import models
from odoo.tools import format_datetime


class ClubEventNotice(models.Model):
    """What people are told about a place: offered, or not kept any longer."""

    _inherit = "club.event.notice"

    def _registration(self):
        """The registration this row is about: its key names it."""
        self.ensure_one()
        return self.env["event.registration"].browse(int(self.key)).exists()

    def _until(self, registration):
        return format_datetime(
            self.env,
            registration.hold_until,
            tz=registration.event_id.date_tz,
            dt_format="short",
        )

    def _content_offer(self):
        registration = self._registration()
        event = registration.event_id
        return {
            "subject": self.env._("A place for you: %s", event.name),
            "lines": [
                self.env._(
                    "A place became free. It is kept for %(person)s until %(date)s. "
                    "Please accept it or decline it: after that, who waits next is "
                    "asked.",
                    person=registration.name,
                    date=self._until(registration),
                )
            ],
            "meetings": self._meetings(),
            **self._place_button(),
        }

    def _reader_lang(self):
        """Of a place: that of who comes."""
        if self[:1].level in ("offer", "expired") and not self.partner_id.lang:
            registration = self._registration()
            return registration._mail_lang() if registration else None
        return super()._reader_lang()

    def _place_button(self):
        """Where the offer is answered: in one's space, else on the page of the
        place."""
        if self.partner_id.user_ids:
            return self._button()
        base = self.company_id.get_base_url()
        return {
            "url": f"{base}{self._registration()._place_url()}",
            "button": self.env._("Answer"),
        }

    def _is_true_offer(self):
        return self._is_to_come() and self._registration().hold == "offer"

    def _content_expired(self):
        event = self.event_id
        return {
            "subject": self.env._("The place was offered on: %s", event.name),
            "lines": [
                self.env._(
                    "The place that was kept for you was not accepted in time, and is "
                    "offered to who waits next. Register again if you want to come."
                )
            ],
            "meetings": self._meetings(),
            **self._button(),
        }

    def _is_true_expired(self):
        return self._is_to_come() and self._registration().state == "cancel"
