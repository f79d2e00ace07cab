from odoo import fields, models
from odoo.fields import Domain


class EventRegistration(models.Model):
    """Somebody came; who it was is forgotten."""

    _inherit = "event.registration"

    forgotten_on = fields.Date(readonly=True, copy=False)

    def _forget(self, name=""):
        """Empty names and addresses, answers and messages.

        :param name: what is shown instead, by default their number
        """
        self.registration_answer_ids.unlink()
        self.message_ids.unlink()
        for row in self.with_context(tracking_disable=True):
            row.write(
                {
                    "name": name or self.env._("Former guest #%s", row.id),
                    "email": False,
                    "phone": False,
                    "company_name": False,
                    "forgotten_on": fields.Date.context_today(row),
                }
            )


class ClubEventGuest(models.Model):
    """Somebody was invited; who it was is forgotten, and their link opens nothing."""

    _inherit = "club.event.guest"

    forgotten_on = fields.Date(readonly=True, copy=False)

    def _forget(self, name=""):
        """Empty name and address, and what was mailed to it; see the registration's."""
        for guest in self:
            guest._forget_mails()
            guest.write(
                {
                    "name": name or self.env._("Former guest #%s", guest.id),
                    "email": f"guest-{guest.id}@example.invalid",
                    "organisation_name": False,
                    "token_hash": False,
                    "forgotten_on": fields.Date.context_today(guest),
                }
            )

    def _forget_mails(self):
        told = Domain("event_id", "=", self.event_id.id) & Domain(
            "email", "=ilike", self.email
        )
        self.env["club.event.notice"].search(told).unlink()


class ClubProspect(models.Model):
    """How far the campaign came stays; whom it spoke to is forgotten."""

    _inherit = "club.prospect"

    def _forget(self):
        """Empty the person to speak to, and what was noted and said about them; the
        name too of who is a person and no organisation."""
        self.message_ids.unlink()
        self.activity_ids.unlink()
        prospects = self.with_context(tracking_disable=True)
        prospects.write(
            {"contact_name": False, "email": False, "phone": False, "note": False}
        )
        for prospect in prospects:
            if prospect.partner_id and not prospect.partner_id.is_company:
                prospect.name = self.env._("Former prospect #%s", prospect.id)
