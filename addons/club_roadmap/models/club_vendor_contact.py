from odoo import api, fields, models
from odoo.addons.base.models.res_partner import _lang_get
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class ClubVendorContact(models.Model):
    """A person who answers for a vendor between two days, on pages of their own.

    Nobody is both a vendor's person and one who acts for a member: they would read
    what the members keep among themselves.
    """

    _name = "club.vendor.contact"
    _description = "Vendor's Contact"
    _order = "vendor_id, partner_id, date_from desc, id"
    _rec_name = "partner_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    vendor_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    email = fields.Char(related="partner_id.email")
    lang = fields.Selection(
        _lang_get,
        string="Language",
        required=True,
        default=lambda s: s.env.lang or "en_US",
        help="In which they read their pages and their mails.",
    )
    may_answer = fields.Boolean(
        default=True, help="Otherwise they read, and answer nothing."
    )
    date_from = fields.Date(
        string="From", required=True, default=lambda s: s.env.company._club_today()
    )
    date_to = fields.Date(string="To", help="Last day. Empty: until further notice.")
    revoked_at = fields.Datetime(string="Taken away on", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users", string="Login", readonly=True, copy=False, ondelete="set null"
    )
    invited_at = fields.Datetime(string="Invited on", readonly=True, copy=False)
    is_current = fields.Boolean(compute="_compute_is_current")
    warning = fields.Char(compute="_compute_warning", compute_sudo=True)

    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A contact's time cannot end before it begins.",
    )
    _once_at_a_time = models.Constraint(
        "EXCLUDE USING gist (company_id WITH =, vendor_id WITH =, partner_id WITH =, "
        "daterange(date_from, date_to, '[]') WITH &&) WHERE (revoked_at IS NULL)",
        "This person answers for this vendor at that time already.",
    )

    @api.depends("date_from", "date_to", "revoked_at")
    def _compute_is_current(self):
        for contact in self:
            contact.is_current = contact._is_on(contact.company_id._club_today())

    @api.depends("partner_id.email_normalized", "partner_id")
    def _compute_warning(self):
        """Somebody who acts for a member has the same mailbox: perhaps the same."""
        for contact in self:
            contact.warning = contact._why_not_apart() or contact._same_mailbox()

    def _is_on(self, day):
        """Whether the contact counts on this day."""
        self.ensure_one()
        return bool(
            not self.revoked_at
            and self.date_from
            and self.date_from <= day
            and (not self.date_to or self.date_to >= day)
        )

    def _same_mailbox(self):
        address = self.partner_id.email_normalized
        alike = (
            self.partner_id.search(
                [
                    ("email_normalized", "=", address),
                    ("id", "!=", self.partner_id._origin.id),
                ]
            )
            if address
            else self.partner_id.browse()
        )
        acting = alike._club_delegations()[:1]
        if not acting:
            return False
        return self.env._(
            "%(other)s, who acts for %(member)s, has the same e-mail address: make "
            "sure that this is not the same person.",
            other=acting.partner_id.name,
            member=acting.organisation_id.name,
        )

    def _why_not_apart(self):
        """What this person is on the members' side today or later, as a sentence;
        empty if nothing."""
        self.ensure_one()
        person, today = self.partner_id, self.company_id._club_today()
        if not person:
            return False
        # sudo: whoever names a contact must be told, whatever they may read.
        acting = self.env["club.delegation"].sudo()
        later = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        found = acting.search(Domain("partner_id", "=", person.id) & later, limit=1)
        member = found.organisation_id or self._membership_of(person).partner_id
        if member:
            return self.env._(
                "%(person)s acts for the member %(member)s: a vendor's contact sees "
                "nothing of the members. End that first, or name somebody else.",
                person=person.name,
                member=member.name,
            )
        if any(not user.share for user in person.user_ids):
            return self.env._(
                "%s works in the association's office: name somebody of the vendor.",
                person.name,
            )
        return False

    def _membership_of(self, person):
        """Their own membership in good standing."""
        # sudo: as above.
        memberships = self.env["club.membership"].sudo()
        own = memberships.search([("partner_id", "=", person.id)])
        return own.filtered("is_member")[:1]

    @api.constrains("partner_id", "vendor_id", "date_from", "date_to", "revoked_at")
    def _check_apart(self):
        for contact in self:
            if contact.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is an organisation: name the person who answers for it.",
                        contact.partner_id.name,
                    )
                )
            over = contact.revoked_at or (
                contact.date_to and contact.date_to < contact.company_id._club_today()
            )
            if not over and (problem := contact._why_not_apart()):
                raise ValidationError(problem)

    def write(self, vals):
        if not self.env.su and {"partner_id", "vendor_id", "company_id"} & set(vals):
            raise UserError(
                self.env._("Take this contact's access away, and name another one.")
            )
        result = super().write(vals)
        if "lang" in vals:
            self._speak()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        contacts = super().create(vals_list)
        contacts._speak()
        return contacts

    def _speak(self):
        """Their pages and mails are in their language."""
        for contact in self:
            # sudo: a language is said of a contact; who names them may do that.
            contact.partner_id.sudo().lang = contact.lang

    def action_revoke(self):
        """Take the access away, at once."""
        self.check_access("write")
        # sudo: the day is not written by hand.
        self.filtered(
            lambda c: not c.revoked_at
        ).sudo().revoked_at = fields.Datetime.now()
