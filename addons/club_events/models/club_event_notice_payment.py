from odoo import fields, models
from odoo.tools import format_datetime


class ClubEventNotice(models.Model):
    """What is said about paying: a place is kept for minutes, or was given away."""

    _inherit = "club.event.notice"

    level = fields.Selection(
        selection_add=[("late", "Paid too late")], ondelete={"late": "cascade"}
    )

    def _booking(self):
        """The booking that this notice is about: its key begins with the id."""
        number = (self.key or "").split("-")[0]
        bookings = self.env["club.event.booking"]
        if not number.isdigit():
            return bookings
        # sudo: mails are written by the system.
        return bookings.sudo().browse(int(number)).exists()

    def _kept(self):
        return self._booking().registration_ids.filtered(
            lambda r: r.hold == "payment" and r.hold_until
        )

    def _is_true_payment(self):
        now = fields.Datetime.now()
        kept = self._kept().filtered(lambda r: r.hold_until > now)
        return bool(kept and self._is_to_come())

    def _content_payment(self):
        booking = self._booking().with_context(lang=self.env.lang)
        event = self.event_id
        until = min(self._kept().mapped("hold_until"))
        return {
            "subject": self.env._("Please pay: %s", event.name),
            "lines": [
                self.env._(
                    "Your place is kept until %(until)s, and is yours once "
                    "%(amount)s are paid. Afterwards it is free for somebody else.",
                    until=format_datetime(
                        self.env, until, tz=event.date_tz, dt_format="short"
                    ),
                    amount=booking._money(booking.amount_due),
                )
            ],
            "meetings": self._meetings(),
            "url": f"{self.company_id.get_base_url()}{booking._pay_url()}",
            "button": self.env._("Pay now"),
        }

    def _is_true_unpaid(self):
        return self._is_to_come() and self._registration().state == "cancel"

    def _content_unpaid(self):
        return {
            "subject": self.env._("Not paid in time: %s", self.event_id.name),
            "lines": [
                self.env._(
                    "Your place was kept for you and was not paid in time, so that it "
                    "is free again. If you still want to come, please register anew."
                )
            ],
            "meetings": self._meetings(),
            **self._button(),
        }

    def _is_true_late(self):
        return bool(self._booking())

    def _content_late(self):
        booking = self._booking().with_context(lang=self.env.lang)
        return {
            "subject": self.env._("Paid too late: %s", self.event_id.name),
            "lines": [
                self.env._(
                    "Your payment came in after your place was given to somebody else, "
                    "and none is left. We are sorry."
                ),
                self.env._(
                    "What you paid (%s) stays to your credit: the treasurer gives it "
                    "back or uses it for what you owe.",
                    booking._credit_text(),
                ),
            ],
            "meetings": self._meetings(),
            "url": f"{self.company_id.get_base_url()}{booking._pay_url()}",
            "button": self.env._("Open the booking"),
        }
