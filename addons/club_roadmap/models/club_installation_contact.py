from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .context import fresh_values

PER_PERSON = 5
PER_CONTACT = 20
DAY = 24 * 60
LONGEST = 3000


class ClubInstallation(models.Model):
    """Who answers other members about a migration: somebody who agreed to, as long as
    they act for the organisation."""

    _inherit = "club.installation"

    contact_id = fields.Many2one(
        "club.delegation",
        string="Contact person",
        index="btree_not_null",
        ondelete="set null",
        domain="[('membership_id', '=', membership_id), ('is_current', '=', True)]",
        help="Who answers other members; shown once they agreed, and only while they "
        "act for the organisation.",
    )
    contact_agreed_on = fields.Date(
        string="The contact agreed on", readonly=True, copy=False
    )

    @api.constrains("contact_id", "membership_id")
    def _check_contact(self):
        for installation in self:
            contact = installation.contact_id
            if contact and contact.membership_id != installation.membership_id:
                raise ValidationError(
                    installation.env._(
                        "%(person)s does not act for %(member)s: choose somebody of "
                        "its team.",
                        person=contact.partner_id.name,
                        member=installation.partner_id.name,
                    )
                )

    def write(self, vals):
        if "contact_agreed_on" in vals and not self.env.su:
            raise UserError(
                self.env._("The contact person agrees in their own space, nobody else.")
            )
        if "contact_id" in vals and "contact_agreed_on" not in vals:
            changed = self.filtered(lambda i: i.contact_id.id != vals["contact_id"])
            # sudo: who agreed did so for themselves only.
            changed.sudo().contact_agreed_on = False
        return super().write(vals)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        return fresh_values(self, values, {"contact_agreed_on"})

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                {k: v for k, v in vals.items() if k != "contact_agreed_on"}
                for vals in vals_list
            ]
        return super().create(vals_list)

    def _contact(self):
        """(person, address) of who answers; empty while nobody may be asked."""
        self.ensure_one()
        # sudo: who acts for a member is read to find out whether they may be asked.
        installation = self.sudo()
        member = installation.partner_id
        if not (installation.can_testify and installation.membership_id.is_member):
            return member.browse(), ""
        if not member.is_company:
            return member, member.email or ""
        contact = installation.contact_id
        if not (contact.is_current and installation.contact_agreed_on):
            return member.browse(), ""
        return contact.partner_id, contact.email or contact.partner_id.email or ""

    def _agree(self, person, agreed):
        """Keep whether the contact person answers other members.

        :raises UserError: it is somebody else
        """
        self.ensure_one()
        contact = self.contact_id
        if contact.partner_id != person or not contact.is_current:
            raise UserError(
                self.env._(
                    "%(person)s is not the contact person here.", person=person.name
                )
            )
        # sudo: the contact's own decision.
        if agreed:
            self.sudo().contact_agreed_on = self.company_id._club_today()
        else:
            self.sudo().contact_id = False

    def _put_in_contact(self, person, membership, message, may_answer):
        """Write to the contact person in the name of a member. Neither of them is told
        the other's address; answers reach the asker only if they want that.

        :param person: who asks
        :param membership: the member in whose name they ask
        :param message: their words
        :param may_answer: whether the answer goes to the asker's address, which it
            shows; else to the association
        :raises UserError: nobody to ask, no words, or enough for today
        """
        self.ensure_one()
        contact, address = self._contact()
        message = (message or "").strip()[:LONGEST]
        if not address:
            raise UserError(self.env._("Nobody can be asked about this at present."))
        if not message:
            raise UserError(self.env._("Write what you would like to know."))
        if may_answer and not person.email:
            raise UserError(
                self.env._("We do not know an address of yours for the answer.")
            )
        self._check_rates(person, contact)
        lang = contact.lang or self.company_id.partner_id.lang or self.env.lang
        speaking = self.with_context(lang=lang)
        mail = speaking.env["club.portal.mail"]._compose(
            "club_roadmap.mail_testimony",
            {
                "contact": contact.name,
                "person": person.name,
                "member": membership.partner_id.name,
                "installation": speaking.display_name,
                "message": message,
                "may_answer": may_answer,
            },
            speaking.env._(
                "%(member)s asks about %(installation)s",
                member=membership.partner_id.name,
                installation=speaking.display_name,
            ),
            self.company_id,
            address,
        )
        if may_answer:
            mail.reply_to = person.email_formatted
        # sudo: core's mail queue is an administrator's job.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _check_rates(self, person, contact):
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        if not (
            rates._allow("testimony_asker", str(person.id), PER_PERSON, DAY)
            and rates._allow("testimony_contact", str(contact.id), PER_CONTACT, DAY)
        ):
            raise UserError(
                self.env._("Enough questions for today: go on tomorrow, please.")
            )
