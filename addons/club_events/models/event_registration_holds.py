from odoo import fields, models
from odoo.exceptions import UserError

# What only code passes on: a check was made before. Nobody sends it from outside.
CHECKED = object()


class EventRegistration(models.Model):
    """From the waiting list to a place, and out again."""

    _inherit = "event.registration"

    def _checked(self):
        """These registrations, for code that has checked who acts for whom."""
        # sudo: people change their own place without a right on registrations.
        return self.sudo().with_context(club_event_checked=CHECKED)

    def _offer(self):
        """Keep the place they have now for a while, and tell them."""
        for registration in self:
            registration._checked().write(
                {
                    "hold": "offer",
                    "hold_until": registration.event_id._offer_end(
                        registration.event_slot_id
                    ),
                }
            )
        self._tell("offer")

    def _tell(self, level):
        """Note a mail to each of these people, one per registration and level."""
        # sudo: nobody has a right on the notices.
        notices = self.env["club.event.notice"].sudo()
        for registration in self.sudo():  # sudo: as above
            whom = registration._whom_to_tell()
            if whom:
                pair = (registration.event_id, whom)
                notices._note(level, [pair], key=str(registration.id))

    def _whom_to_tell(self):
        """Who hears about this registration: who comes, else who registered them."""
        return (
            self.attendee_id
            or self.guest_id.partner_id
            or self.email
            or self.partner_id
        )

    def _accept(self, by):
        """Take the place that is offered; it is confirmed, or has to be paid first.

        :param by: who accepts: a ``res.partner`` or a ``club.event.guest``
        :raises UserError: it is not theirs, not offered any more, or they may not come
        """
        self.ensure_one()
        registration = self._checked()
        registration._expect_ruled_by(by)
        if registration.state == "open":
            return
        registration._expect_offered()
        if why := registration._refusal_in():
            raise UserError(why)
        company = registration.event_id.company_id or self.env.company
        registration.write(
            {"hold": "payment", "hold_until": company._club_payment_deadline()}
        )
        registration._ask_payment()

    def _ask_payment(self):
        """Confirm these, or ask to pay them first, as their booking decides."""
        booked = self.filtered("booking_id")
        (self - booked)._confirm()
        for booking in booked.booking_id:
            booking._ask_payment()

    def _expect_offered(self):
        event = self.event_id
        if why := event._why_closed(by_staff=True):
            raise UserError(why)
        if self.hold != "offer" or self.hold_until <= fields.Datetime.now():
            raise UserError(
                self.env._(
                    "The place at %(meeting)s is not kept for %(person)s any more: it "
                    "was offered to who waits next. Register again to wait.",
                    meeting=event.name,
                    person=self.name,
                )
            )

    def _decline(self, by):
        """Leave the offered place to who waits next.

        :param by: as for ``_accept``
        """
        self._withdraw(by, self.env._("Declined the place that was offered."))

    def _confirm(self):
        """These come: their place is theirs, nothing is waited for any more."""
        waiting = self.filtered(lambda r: r.state == "draft")
        waiting._checked().with_context(mail_notrack=True).write({"state": "open"})

    def _withdraw(self, by, reason=None):
        """They do not come: the place is free, and offered to who waits.

        :param by: who withdraws them: a ``res.partner`` or a ``club.event.guest``
        :param reason: a sentence, kept in the history
        :raises UserError: it is not theirs to do, or the person was there
        """
        for registration in self._checked():
            registration._expect_ruled_by(by)
            if registration.state == "done":
                raise UserError(
                    self.env._(
                        "%(person)s was at %(meeting)s: what happened stays.",
                        person=registration.name,
                        meeting=registration.event_id.name,
                    )
                )
        live = self.filtered(lambda r: r.state != "cancel")
        live._checked().write({"state": "cancel"})
        if reason:
            for registration in live._checked():
                registration.message_post(body=reason)

    def _why_not_twice(self):
        """The sentence for who registers somebody again."""
        names = {"person": self.name, "meeting": self.event_id.name}
        if self.hold == "waiting":
            return self.env._(
                "%(person)s is on the waiting list of %(meeting)s already.", **names
            )
        if self.hold == "offer":
            return self.env._(
                "A place at %(meeting)s is offered to %(person)s: accept it.", **names
            )
        return self.env._("%(person)s is registered for %(meeting)s already.", **names)

    def _queue_position(self):
        """1 for the first of the waiting list, 0 for who does not wait."""
        self.ensure_one()
        if self.hold != "waiting":
            return 0
        # sudo: a number leaves, no name.
        return (
            self.sudo().search_count(
                [
                    ("event_id", "=", self.event_id.id),
                    ("event_slot_id", "=", self.event_slot_id.id),
                    ("hold", "=", "waiting"),
                    "|",
                    ("queued_at", "<", self.queued_at),
                    "&",
                    ("queued_at", "=", self.queued_at),
                    ("id", "<", self.id),
                ]
            )
            + 1
        )
