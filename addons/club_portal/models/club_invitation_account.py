from urllib.parse import urlencode

from odoo import models
from odoo.exceptions import UserError


class ClubInvitation(models.Model):
    """Accepting an invitation without having a login yet."""

    _inherit = "club.invitation"

    def _accept(self, person):
        """Whoever joins a team has a login, and sees this association with it."""
        delegation = super()._accept(person)
        self.env["club.portal.access"]._give(
            {delegation.partner_id: delegation.membership_id}
        )
        return delegation

    def _accept_as_new(self, name):
        """Accept as somebody new: a contact and a login are made for them.

        The link was mailed to the address: who holds it has proved the mailbox.

        :param name: their full name, as they type it
        :return: address of the page where they choose their password
        :raises UserError: no name, they have a login already, or see ``_accept``
        """
        self.ensure_one()
        # sudo: holding the link is the right to use it.
        mine = self.sudo()
        person = mine._newcomer((name or "").strip())
        mine._accept(person)
        person.signup_prepare()
        query = {
            "token": person._generate_signup_token(),
            "redirect": f"/my/company/{mine.membership_id.id}",
        }
        return f"/web/signup?{urlencode(query)}"

    def _newcomer(self, name):
        """The contact of this name and address, made if there is none.

        A mailbox may be shared: the same address with another name is somebody else.
        """
        if not name:
            raise UserError(self.env._("Type your name."))
        partners = self.env["res.partner"]
        same = partners.search(
            [
                ("email_normalized", "=", self.email),
                ("is_company", "=", False),
                ("club_deceased_on", "=", False),
            ]
        ).filtered(lambda p: (p.name or "").casefold() == name.casefold())
        if self.env["club.portal.access"]._logins(same):
            raise UserError(
                self.env._(
                    "%s has a login at this address already: sign in with it.", name
                )
            )
        return same[:1] or partners.create(
            {"name": name, "email": self.email, "lang": self.env.lang}
        )
