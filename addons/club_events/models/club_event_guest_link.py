import secrets

from odoo import api, fields, models
from odoo.addons.club_portal.models.club_signin_link import token_hash
from odoo.exceptions import UserError
from odoo.tools import consteq


class ClubEventGuest(models.Model):
    """The link of an invitation: sent, sent again, opened, withdrawn.

    Its secret is made when the mail is written and kept as a hash only: nobody here
    can open the page of a guest.
    """

    _inherit = "club.event.guest"

    @api.model
    def _by_token(self, guest_id, token):
        """The guest whose link this secret opens, with rights; else empty, whatever
        the reason."""
        # sudo: the secret is the right to answer this one invitation.
        guest = self.sudo().browse(guest_id).exists()
        known = consteq(guest.token_hash or "-" * 64, token_hash(token))
        return guest if known and not guest.revoked_on else self.browse()

    def action_invite(self):
        """Send the invitation, or send it again: a new link, the one before ends.

        :raises UserError: the meeting is past or cancelled
        """
        self.check_access("write")
        # sudo: what becomes of an invitation is written by its buttons only.
        self.sudo()._invite(self.env.user.partner_id)

    def action_revoke(self):
        """Withdraw the invitation: its link ends, a place that it gave is free.

        Harmless when it was withdrawn before.
        """
        self.check_access("write")
        self.sudo()._revoke()  # sudo: as above

    def _invite(self, by):
        """See ``action_invite``.

        :param by: res.partner who invites, named in the mail
        """
        for guest in self:
            guest._check_meeting_to_come()
        notices = self.env["club.event.notice"]
        for guest in self:
            guest._forget_link()
            guest.write(
                {
                    "invitation_number": guest.invitation_number + 1,
                    "invited_on": fields.Datetime.now(),
                    "invited_by_id": by.id,
                    "revoked_on": False,
                    "declined_on": False,
                }
            )
            notices._note(
                "invited",
                [(guest.event_id, guest.email)],
                key=str(guest.invitation_number),
            )

    def _check_meeting_to_come(self):
        event = self.event_id
        if event.cancelled_on or event.kanban_state == "cancel":
            raise UserError(
                self.env._(
                    "%(event)s is cancelled: nobody is invited to it any more.",
                    event=event.name,
                )
            )
        if event.date_end < fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(event)s is over: invite %(guest)s to the next meeting.",
                    event=event.name,
                    guest=self.name,
                )
            )

    def _make_link(self):
        """The address of the guest's page, that nobody can ever read again here; one
        made before stops working."""
        token = secrets.token_urlsafe(32)
        self.token_hash = token_hash(token)
        return f"{self.get_base_url()}/club/meeting/{self.id}/{token}"

    def _forget_link(self):
        self.write({"token_hash": False})

    def _revoke(self):
        for guest in self.filtered(lambda g: not g.revoked_on):
            if place := guest._live_registration():
                place._withdraw(guest)
            guest._forget_link()
            guest.revoked_on = fields.Datetime.now()

    def _words(self):
        """This guest in the language one writes to them."""
        lang = (
            self.lang
            or self.partner_id.lang
            or self.company_id.partner_id.lang
            or self.env.lang
        )
        return self.with_context(lang=lang)
