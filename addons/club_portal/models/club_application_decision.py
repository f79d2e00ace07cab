from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

from .club_application import CONTACT_FIELDS, UNCONFIRMED_DAYS


class ClubApplication(models.Model):
    """Deciding on an application: what an approval makes, in one transaction."""

    _inherit = "club.application"

    closed_login = fields.Boolean(compute="_compute_closed_login")

    def action_approve(self):
        """Make the member, call their dues, give them their space and tell them."""
        self._check_waiting()
        self._check_login()
        for application in self:
            person = application._make_person()
            membership = application._make_membership(
                application._make_organisation(person)
                if application.kind == "organisation"
                else application._make_member(person)
            )
            if application.kind == "organisation":
                membership._name_to_team(person, "manager", email=application.email)
            # sudo: written by this button only.
            application.sudo().membership_id = membership
            application._record_consents(person)
            application._decided("approved")
            application._welcome(person, membership)
        return self._open_membership() if len(self) == 1 else None

    def action_approve_and_reopen(self):
        """The same for whose login was closed: it is opened again, as a member's."""
        self._check_waiting()
        portal = self.env.ref("base.group_portal")
        for application in self:
            user = application._closed_logins().sorted("id")[-1:]
            if not user:
                continue
            # Who worked for the association comes back as a member, nothing more.
            user.write({"active": True, "group_ids": [Command.set(portal.ids)]})
            application.message_post(
                body=self.env._("The login of %s is open again.", user.name)
            )
        return self.action_approve()

    def _closed_logins(self):
        """The logins of who applies, when all of them were closed."""
        # sudo: logins are an administrator's; whether one is closed is asked by who
        # decides about this application.
        person = self._known_person().sudo().with_context(active_test=False)
        logins = person.user_ids
        return logins.browse() if any(logins.mapped("active")) else logins

    def _compute_closed_login(self):
        for application in self:
            application.closed_login = application.state == "waiting" and bool(
                application._closed_logins()
            )

    def _check_login(self):
        """Nobody's closed login is opened by the way.

        :raises UserError: it was closed, and nobody said that it opens again
        """
        if closed := self.filtered("closed_login"):
            raise UserError(
                self.env._(
                    "The login of %s was closed: choose “Approve and open the login "
                    "again”, or refuse.",
                    closed[0].display_name,
                )
            )

    def _contact_values(self, partner=None):
        """Contact details given; of a known contact only what is missing."""
        values = {name: self[name] for name in CONTACT_FIELDS if self[name]}
        if partner:
            return {name: v for name, v in values.items() if not partner[name]}
        return {**values, "lang": self.lang}

    def _known_person(self):
        """The contact of who signs in, if there is one: the person, who writes for an
        organisation, the guardian."""
        if self.kind == "person" and not self._is_minor:
            return self.partner_id
        return self.env["res.partner"].search(
            [
                ("email_normalized", "=", email_normalize(self.email)),
                ("name", "=ilike", self._signing_name()),
                ("is_company", "=", False),
            ],
            limit=1,
        )

    def _signing_name(self):
        return self.guardian_name if self._is_minor else self.name

    def _make_person(self):
        """Who signs in, known before or new."""
        known = self._known_person()
        if self.kind == "person" and not self._is_minor:
            if known:
                known.write(self._contact_values(known))
                return known
            return known.create(
                {
                    **self._contact_values(),
                    "name": self.name,
                    "club_birth_date": self.birth_date,
                }
            )
        return known or known.create(
            {**self._contact_values(), "name": self._signing_name()}
        )

    def _make_organisation(self, person):
        """The organisation, with its contact below it."""
        organisation = self.partner_id
        if not organisation:
            values = self._contact_values()
            del values["email"]
            organisation = self.env["res.partner"].create(
                {**values, "name": self.organisation, "is_company": True}
            )
        if not person.parent_id:
            person.parent_id = organisation
        return organisation

    def _make_member(self, person):
        """The member: the person, or the minor whose guardian the person is."""
        if not self._is_minor:
            return person
        minor = self.partner_id
        if not minor or minor == person:
            values = self._contact_values()
            del values["email"]
            minor = self.env["res.partner"].create(
                {**values, "name": self.name, "club_birth_date": self.birth_date}
            )
        if person not in minor._club_guardians(company=self.company_id):
            # sudo: who approves an application brings the guardian it names.
            self.env["club.guardian"].sudo().create(
                {
                    "minor_id": minor.id,
                    "guardian_id": person.id,
                    "company_id": self.company_id.id,
                }
            )
        return minor

    def _make_membership(self, partner):
        """The membership of this partner, approved, its first dues called."""
        memberships = self.env["club.membership"].with_company(self.company_id)
        asked = {
            "headcount": self.headcount,
            "seats": self.seats,
            "chosen_amount": self.chosen_amount,
        }
        former = memberships._existing(partner.id, self.company_id)
        if former and not former.is_member and former.state != "applied":
            former.write(asked)
            former._rejoin(
                fields.Date.context_today(self), self.type_id, self.section_id
            )
            return former
        membership = memberships._record_application(
            {
                **asked,
                "partner_id": partner.id,
                "company_id": self.company_id.id,
                "type_id": self.type_id.id,
                "section_id": self.section_id.id,
            }
        )
        membership.action_approve()
        return membership

    def _welcome(self, person, membership):
        """Give the person their space, and write to them with the link to it.

        It is open to them at once, whatever their section: see ``Space._reached``.
        """
        # sudo: the consequence of an approval, see _give.
        accesses = self.env["club.portal.access"].sudo()
        access = accesses._give({person: membership}) or accesses.search(
            [
                ("partner_id", "=", person.id),
                ("company_id", "=", self.company_id.id),
            ]
        )
        access.membership_id = membership
        access.filtered(lambda a: not a.user_id)._make_users()
        access._invite(self.env.ref("club_portal.mail_template_welcome").sudo())

    def action_refuse(self):
        """Say no, with the reason the applicant reads."""
        self._check_waiting()
        for application in self:
            if not (application.refusal or "").strip():
                raise UserError(
                    self.env._(
                        "%s: write the reason first, the applicant will read it.",
                        application.display_name,
                    )
                )
        self._decided("refused")
        self._send("club_portal.mail_template_application_refused")

    def _send(self, template):
        # sudo: templates are rendered and mails queued for the association.
        self.env.ref(template).sudo().send_mail_batch(self.ids)
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _open_membership(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.membership",
            "res_id": self.membership_id.id,
            "view_mode": "form",
        }

    def action_open_membership(self):
        self.ensure_one()
        return self._open_membership()

    @api.autovacuum
    def _gc_old(self):
        """Forget what nobody confirmed; close what nobody decided."""
        now = fields.Datetime.now()
        self.search(
            [
                ("state", "in", ("unconfirmed", "expired")),
                ("confirmed_at", "=", False),
                ("create_date", "<", now - timedelta(days=UNCONFIRMED_DAYS)),
            ]
        ).unlink()
        for company in self.env["res.company"].search(
            [("club_application_days", ">", 0)]
        ):
            self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "waiting"),
                    (
                        "confirmed_at",
                        "<",
                        now - timedelta(days=company.club_application_days),
                    ),
                ]
            ).state = "expired"

    def _record_consents(self, person):
        """Hook: keep the consents given with the application."""
