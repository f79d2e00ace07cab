from functools import cached_property

from odoo import Command, api, fields, models
from odoo.addons.club_portal.models.club_signin_link import INVITATION_MINUTES
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

RELEASED = ("released", "closed")


class VendorDoor:
    """What one person of a vendor may see today: everything their pages show or
    change starts from here, as the members' pages start from a ``Space``.

    :ivar contacts: their rows that count today, with full rights
    """

    key = "vendor"

    def __init__(self, user, contacts):
        self.user = user
        self.contacts = contacts
        self.person = contacts.partner_id
        self.env = contacts.env

    @cached_property
    def dossiers(self):
        """What was released to the vendors this person answers for."""
        mine = Domain.OR(
            Domain("vendor_id", "=", contact.vendor_id.id)
            & Domain("company_id", "=", contact.company_id.id)
            for contact in self.contacts
        )
        return self.env["club.dossier"].search(Domain("state", "in", RELEASED) & mine)

    def dossier(self, dossier_id):
        """The dossier with this id, empty if it was not released to them."""
        return self.dossiers.filtered(lambda dossier: dossier.id == dossier_id)

    def contact(self, dossier):
        """As whom this person reads a dossier, or answers for a product's versions.

        :param dossier: a record with ``vendor_id`` and ``company_id``
        """
        return self.contacts.filtered(
            lambda contact: (
                contact.vendor_id == dossier.vendor_id
                and contact.company_id == dossier.company_id
            )
        )[:1]

    def trace(self, action):
        """Vendors act for nobody else: each answer says who gave it."""


class ClubVendorContact(models.Model):
    """The login of a vendor's contact: given by the office, checked at each page."""

    _inherit = "club.vendor.contact"

    @api.model
    def _door(self):
        """The door of whoever is at the keyboard, or None.

        Asked anew at each request: what was revoked a minute ago is closed, and so
        it is for who has come to act for a member in the meantime.
        """
        contacts = self.env.user.partner_id._club_vendor_contacts().filtered(
            lambda contact: not contact._why_not_apart()
        )
        return VendorDoor(self.env.user, contacts) if contacts else None

    def action_invite(self):
        """Give each a login, and mail a link that opens their pages for a week."""
        self.check_access("write")
        for contact in self:
            contact._check_may_be_invited()
            contact._open_login()
            contact._send_invitation()

    def _check_may_be_invited(self):
        if problem := self._why_not_apart():
            raise UserError(problem)
        if not self.is_current:
            raise UserError(
                self.env._(
                    "%s does not answer for the vendor today: change the dates first.",
                    self.partner_id.name,
                )
            )
        if not self.partner_id.email_normalized:
            raise UserError(
                self.env._(
                    "%s has no e-mail address: the link is sent there.",
                    self.partner_id.name,
                )
            )

    def _open_login(self):
        """Link the person's login, made if they have none."""
        # sudo: logins are an administrator's; a contact gets theirs by being named.
        contact = self.sudo()
        person = contact.partner_id
        accesses = contact.env["club.portal.access"]
        if person.user_ids:
            contact.user_id = person.user_ids[0]
            return
        if accesses._logins(person):
            raise UserError(
                self.env._(
                    "The login of %s was closed. Open it again first.", person.name
                )
            )
        login = person.email_normalized
        contact.env["res.users"].flush_model(["login"])
        if accesses._is_login(login):
            # Who shares a mailbox has a login of their own.
            login = f"vendor-{contact.id}-{login}"
        company = contact.company_id
        contact.user_id = (
            contact.env["res.users"]
            .with_context(no_reset_password=True, mail_create_nolog=True)
            .create(
                {
                    "login": login,
                    "partner_id": person.id,
                    "lang": contact.lang,
                    "company_id": company.id,
                    "company_ids": [Command.set(company.ids)],
                    "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
                }
            )
        )

    def _send_invitation(self):
        # sudo: the link is a secret of the mail alone.
        contact = self.sudo()
        links = contact.env["club.signin.link"]._make(
            contact.user_id, INVITATION_MINUTES, "/vendor"
        )
        contact._mail(
            "club_roadmap.mail_vendor_invitation",
            lambda env: env._("Your pages at %s", contact.company_id.name),
            {"url": links[contact.user_id]},
        )
        contact.invited_at = fields.Datetime.now()

    def _mail(self, view, subject, values):
        """One mail to each of these contacts, to them alone and in their language.

        :param view: XML id of a QWeb view
        :param subject: function of an environment in the contact's language
        :param values: what the view shows besides ``name``
        """
        for contact in self.filtered(lambda c: c.partner_id.email_normalized):
            env = contact.with_context(lang=contact.lang).env
            env["club.portal.mail"]._compose(
                view,
                {"name": contact.partner_id.name, **values},
                subject(env),
                contact.company_id,
                contact.partner_id.email_normalized,
            )


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _club_vendor_contacts(self):
        """As whom these people answer for vendors today, with full rights."""
        # sudo: pages ask about who is at the keyboard.
        contacts = self.env["club.vendor.contact"].sudo()
        found = contacts.search(
            [("partner_id", "in", self.ids), ("revoked_at", "=", False)]
        )
        return found.filtered("is_current")

    def _club_answers_for_vendor(self, space):
        """Whether the person of this space answers for a vendor today."""
        return bool(space.once("vendor_contacts", self._club_vendor_contacts))

    def _club_erasure_obstacle(self):
        obstacle = super()._club_erasure_obstacle()
        if obstacle or not (contact := self._club_vendor_contacts()[:1]):
            return obstacle
        return self.env._(
            "%(person)s acts for %(organisation)s: somebody else must take over first.",
            person=self.name,
            organisation=contact.vendor_id.name,
        )


class ClubDelegation(models.Model):
    _inherit = "club.delegation"

    @api.constrains("partner_id", "date_from", "date_to")
    def _check_no_vendor(self):
        """Nobody of the vendor acts for a member."""
        for delegation in self:
            contact = delegation.partner_id._club_vendor_contacts().filtered(
                lambda c, d=delegation: c.company_id == d.company_id
            )[:1]
            today = delegation.company_id._club_today()
            if contact and (not delegation.date_to or delegation.date_to >= today):
                raise ValidationError(
                    self.env._(
                        "%(person)s answers for the vendor %(vendor)s: nobody does "
                        "that and acts for %(member)s.",
                        person=contact.partner_id.name,
                        vendor=contact.vendor_id.name,
                        member=delegation.organisation_id.name,
                    )
                )
