from secrets import token_urlsafe

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

# What says who somebody is or where they are reached. The country, the language and
# the dates of the membership stay: figures need them, nobody is known by them.
PERSONAL = {
    "email": False,
    "phone": False,
    "street": False,
    "street2": False,
    "zip": False,
    "city": False,
    "state_id": False,
    "vat": False,
    "website": False,
    "function": False,
    "comment": False,
    "ref": False,
    "barcode": False,
    "company_name": False,
    "company_registry": False,
    "category_id": [(5, 0, 0)],
    "club_function_ids": [(5, 0, 0)],
    "club_birth_date": False,
    "image_1920": False,
    "partner_latitude": 0.0,
    "partner_longitude": 0.0,
}


class ResPartner(models.Model):
    """Forgetting a person while the association's books and register stand."""

    _inherit = "res.partner"

    club_erased_on = fields.Date(
        string="Erased on", readonly=True, copy=False, index="btree_not_null"
    )

    def _club_erasure_obstacle(self):
        """Why this person cannot be erased today: one sentence, empty if nothing."""
        self.ensure_one()
        memberships = self.club_membership_ids.filtered(lambda m: not m.merged_into_id)
        current = memberships.filtered("is_member")[:1]
        if current:
            return self.env._(
                "%(person)s is a member of %(association)s: the membership must end "
                "first.",
                person=self.name,
                association=current.company_id.name,
            )
        if acting := self._club_delegations():
            return self.env._(
                "%(person)s acts for %(organisation)s: somebody else must take over "
                "first.",
                person=self.name,
                organisation=acting[0].organisation_id.name,
            )
        wards = self._club_wards().filtered("is_member")
        if wards:
            return self.env._(
                "%(person)s acts for %(organisation)s: somebody else must take over "
                "first.",
                person=self.name,
                organisation=wards[0].partner_id.name,
            )
        office = self.club_office_ids.filtered("is_current")[:1]
        if office:
            return self.env._("%s: the office must end first.", office.display_name)
        return self._club_money_obstacle() or self._club_login_obstacle()

    def _club_money_obstacle(self):
        open_lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", self.id),
                ("parent_state", "=", "posted"),
                ("account_type", "in", ("asset_receivable", "liability_payable")),
                ("reconciled", "=", False),
                ("amount_residual", "!=", 0),
            ],
            order="date",
        )
        if open_lines:
            line = open_lines[0]
            return self.env._(
                "%(amount)s of %(day)s are not settled in the books yet.",
                amount=format_amount(
                    self.env, abs(line.amount_residual), line.company_currency_id
                ),
                day=format_date(self.env, line.date),
            )
        paying = self.club_payer_membership_ids.filtered("is_member")[:1]
        if paying:
            return self.env._(
                "%(person)s pays the dues of %(member)s: another payer must be named "
                "first.",
                person=self.name,
                member=paying.partner_id.name,
            )
        return ""

    def _club_login_obstacle(self):
        if any(user._is_internal() for user in self.user_ids):
            return self.env._(
                "%s works for the association with a login of its staff: that login "
                "must be closed first.",
                self.name,
            )
        return ""

    def _club_anonymise(self):
        """Empty this person's contact and everything that repeats it.

        Other addons that keep personal data add theirs by inheriting
        ``_club_forget_elsewhere``.

        :raises UserError: the membership is active, money is open…
        """
        # What is forgotten must not be noted as a change.
        for person in self.with_context(tracking_disable=True):
            if obstacle := person._club_erasure_obstacle():
                raise UserError(obstacle)
            person._club_forget_logins()
            person._club_forget_choices()
            person._club_forget_elsewhere()
            person._club_forget_contact()
            # Last: core notes changes of bank accounts on their holder.
            person._club_forget_messages()

    def _club_former_name(self):
        """A name that says nothing: the member number, else the id."""
        number = self.club_membership_ids[:1].number or f"#{self.id}"
        company = self.club_membership_ids[:1].company_id or self.env.company
        return company._club_speaking().env._("Former member %s", number)

    def _club_forget_contact(self):
        """Empty the contact and the addresses below it, and archive them."""
        below = self.with_context(active_test=False).child_ids.filtered(
            lambda child: child.type != "contact" and not child.club_membership_ids
        )
        moves = self.env["account.move"].search(
            [("partner_id", "in", (self | below).ids)]
        )
        shown = moves._fields["invoice_partner_display_name"]
        # The name on a posted invoice is part of the document: it stays.
        with self.env.protecting([shown], moves):
            contacts = self | below
            self.write({"parent_id": False})
            contacts.write(
                {
                    **{k: v for k, v in PERSONAL.items() if k in self._fields},
                    "name": self._club_former_name(),
                    "active": False,
                    "club_erased_on": fields.Date.context_today(self),
                }
            )
            self.env.flush_all()
        # What a bank account says is in the books where it was used.
        accounts = self.with_context(active_test=False).bank_ids
        accounts.write({"active": False, "acc_holder_name": False})
        accounts.message_ids.unlink()

    def _club_forget_logins(self):
        """Archive the person's logins: nobody signs in with them any more."""
        for user in self.with_context(active_test=False).user_ids:
            user.with_context(club_erasing=True).write(
                {
                    "active": False,
                    "login": f"erased-{user.id}",
                    "signature": False,
                    "password": token_urlsafe(32),
                }
            )

    def _club_forget_messages(self):
        """Take the person out of messages and logs; what they wrote stays unsigned."""
        mine = Domain("model", "=", "res.partner") & Domain("res_id", "in", self.ids)
        memberships = Domain("model", "=", "club.membership") & Domain(
            "res_id", "in", self.club_membership_ids.ids
        )
        messages = self.env["mail.message"]
        about = messages.search(mine)
        about.tracking_value_ids.unlink()
        about.unlink()
        # The register is kept in its own movements, not in these.
        told = messages.search(memberships)
        told.tracking_value_ids.unlink()
        told.unlink()
        messages.search(Domain("author_id", "in", self.ids)).write(
            {"email_from": False, "reply_to": False}
        )
        notices = self.env["mail.notification"].search(
            [("res_partner_id", "in", self.ids)]
        )
        notices.write({"mail_email_address": False, "failure_reason": False})
        self.env["mail.mail"].search([("recipient_ids", "in", self.ids)]).unlink()
        self.env["mail.followers"].search([("partner_id", "in", self.ids)]).unlink()
        self.activity_ids.unlink()
        # Papers put on the contact; pictures go with their fields.
        self.env["ir.attachment"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", self.ids),
                ("res_field", "=", False),
            ]
        ).unlink()

    def _club_forget_choices(self):
        """Choices go; answers to consents stay as evidence, of a person without
        a name."""
        self.env["club.privacy.choice"].search(
            [("partner_id", "in", self.ids)]
        ).unlink()
        self.env["club.directory.entry"].search(
            [("partner_id", "in", self.ids)]
        ).unlink()

    def _club_forget_elsewhere(self):
        """Where names are repeated: single calls, imported rows, invitations."""
        due_calls = self.env["club.dues.call"].search(
            [("kind", "=", "single"), ("due_ids.partner_id", "in", self.ids)]
        )
        due_calls.write({"name": self._club_former_name()})
        lines = self.env["club.import.line"].search(
            [
                "|",
                ("partner_id", "in", self.ids),
                ("membership_id", "in", self.club_membership_ids.ids),
            ]
        )
        lines.write(
            {
                "name": self._club_former_name(),
                "email": False,
                "birth_date": False,
                "zip": False,
                "city": False,
                "name_key": False,
                "data": False,
                "changes": False,
            }
        )
        applications = self.env["club.application"].search(
            [
                "|",
                ("partner_id", "in", self.ids),
                ("membership_id", "in", self.club_membership_ids.ids),
            ]
        )
        applications.message_ids.unlink()
        applications.unlink()
        self.env["club.invitation"].search([("accepted_by_id", "in", self.ids)]).write(
            {"name": self._club_former_name(), "email": "erased@example.invalid"}
        )
        self.env["club.delegation"].search([("partner_id", "in", self.ids)]).write(
            {"email": False}
        )
        self.env["club.deposit.line"].search([("payer_id", "in", self.ids)]).filtered(
            "drawer"
        ).write({"drawer": False})


class ResUsers(models.Model):
    _inherit = "res.users"

    def _notify_security_setting_update(self, *args, **kwargs):
        # Who is erased asked for it and gets one answer, not a warning that somebody
        # changed the login.
        if self.env.context.get("club_erasing"):
            return None
        return super()._notify_security_setting_update(*args, **kwargs)
