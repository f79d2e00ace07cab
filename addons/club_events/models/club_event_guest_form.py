from urllib.parse import quote

from odoo import models


class ClubEventGuest(models.Model):
    """What the form of an invitation asks for, and how an answer is confirmed."""

    _inherit = "club.event.guest"

    def _form_values(self, user):
        """Plain values of the form.

        :param user: res.users who is signed in, or the public one
        """
        event = self.event_id
        asks_phone = event.question_ids.filtered(
            lambda question: question.question_type == "phone"
        )
        must = any(asks_phone.mapped("is_mandatory_answer"))
        return {
            "login": self._login_needed(user),
            "typed": {
                "name": "" if self.name == self.email else self.name,
                "organisation_name": self.organisation_name or "",
            },
            "asks_phone": asks_phone and ("must" if must else "may"),
            "both": event.place == "both",
            "slots": [
                {
                    "id": slot.id,
                    "name": event._club_when(slot.start_datetime),
                }
                for slot in self._open_slots()
            ],
            "tickets": [
                {
                    "id": ticket.id,
                    "name": ticket.name,
                    "price": ticket._price_text(),
                }
                for ticket in self._tickets()
            ],
            "questions": event._further_questions(),
            "full": event.place != "both" and event._is_full(),
        }

    def _login_needed(self, user):
        """Where to sign in, when this guest has a login and is not signed in."""
        if self.partner_id or not user._is_public():
            return ""
        same = self._same_contacts()
        if not self.env["club.portal.access"]._logins(same):
            return ""
        return f"/web/login?redirect={quote('/my/meetings')}"

    # How an answer is confirmed

    def _said(self, what):
        """One sentence that confirms an answer.

        :param what: ``declined``, ``cancelled`` or ``accepted``
        """
        sentences = {
            "declined": self.env._(
                "Thank you for telling us. You can still change your mind here."
            ),
            "cancelled": self.env._("Your place is free for somebody else now."),
            "accepted": self.env._("The place is yours."),
        }
        return sentences[what]

    def _registered_text(self):
        """One sentence about the place that the guest has just asked for."""
        place = self._live_registration()
        if place.state != "draft":
            return self.env._("You are registered for %s.", self.event_id.name)
        if place.hold == "payment":
            return self.env._(
                "A place is kept for you: pay it now, so that it is yours."
            )
        return self.env._(
            "The meeting is full: you are on the waiting list, and get an e-mail when "
            "a place becomes free."
        )
