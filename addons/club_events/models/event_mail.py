from odoo import models

# What Odoo sends by itself, and what is said instead.
CORE = {
    "event.event_subscription": "registered",
    "event.event_registration_mail_template_badge": "registered",
    "event.event_reminder": "reminder",
}


class EventMail(models.Model):
    """Mails to who is registered, when Odoo's schedule of the meeting says.

    Odoo's own texts lead to a page of the website that members' meetings do not have:
    in their place people get the club's words and their badge. A template that
    somebody chose for a meeting is sent as it is.
    """

    _inherit = "event.mail"

    def _send_mail(self, registrations):
        what = self._club_words()
        if not what:
            return super()._send_mail(registrations)
        for registration in registrations:
            registration._send_words(what)
        return None

    def _club_words(self):
        """Which mail of the club takes the place of the template; empty: none."""
        template = self.template_ref
        for name, what in CORE.items():
            if template == self.env.ref(name, raise_if_not_found=False):
                return what
        return ""
