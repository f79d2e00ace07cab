from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize
from odoo.tools.mail import email_split_tuples


class ClubEventGuestInvite(models.TransientModel):
    """Invites several guests to a meeting at once.

    One name and address per line, contacts, or prospects of a campaign. Who is
    invited already gets no second mail.
    """

    _name = "club.event.guest.invite"
    _description = "Inviting Guests"

    event_id = fields.Many2one(
        "event.event",
        string="Meeting",
        required=True,
        ondelete="cascade",
        default=lambda self: self._default_event(),
    )
    company_id = fields.Many2one(related="event_id.company_id")
    kind = fields.Selection(
        selection=lambda self: (
            self.env["club.event.guest"]
            ._fields["kind"]
            ._description_selection(self.env)
        ),
        required=True,
        default="other",
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(), string="Language"
    )
    typed = fields.Text(
        string="Names and addresses",
        help="One per line: Jane Doe <jane@example.org>, or the address alone.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Contacts",
        domain="[('is_company', '=', False), ('email', '!=', False)]",
    )
    prospect_ids = fields.Many2many(
        "club.prospect",
        string="Prospects",
        domain="[('company_id', '=', company_id), ('stage', 'not in', "
        "('joined', 'lost'))]",
    )
    track_ids = fields.Many2many(
        "event.track",
        string="Only for these items",
        domain="[('event_id', '=', event_id)]",
        help="Who is invited to some items sees no other. Empty: the whole meeting.",
    )

    def _default_event(self):
        if self.env.context.get("active_model") == "event.event":
            return self.env.context.get("active_id")
        return None

    def action_invite(self):
        """Make the guests, and send their invitations.

        :raises UserError: nobody is named, a line holds no address, a prospect has
            none
        """
        self.ensure_one()
        rows = self._rows()
        if not rows:
            raise UserError(
                self.env._("Name somebody: type an address or choose a contact.")
            )
        known = set(self.event_id.guest_ids.mapped("email"))
        guests = self.env["club.event.guest"].create(
            [
                {
                    "event_id": self.event_id.id,
                    "kind": self.kind,
                    "lang": self.lang,
                    "track_ids": [Command.set(self.track_ids.ids)],
                    **row,
                }
                for email, row in rows.items()
                if email not in known
            ]
        )
        guests.action_invite()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Guests of %s", self.event_id.name),
            "res_model": "club.event.guest",
            "view_mode": "list,form",
            "domain": [("event_id", "=", self.event_id.id)],
            "context": {"default_event_id": self.event_id.id},
        }

    def _rows(self):
        """{address in its normal form: values of a guest}, each address once."""
        rows = {}
        for row in (
            *self._typed_rows(),
            *map(self._contact_row, self.partner_ids),
            *map(self._prospect_row, self.prospect_ids),
        ):
            rows.setdefault(row["email"], row)
        return rows

    def _typed_rows(self):
        for line in (self.typed or "").splitlines():
            if not line.strip():
                continue
            pairs = email_split_tuples(line)
            if len(pairs) != 1 or not email_normalize(pairs[0][1]):
                raise UserError(
                    self.env._(
                        "“%s” is not one e-mail address: write one person per line.",
                        line.strip(),
                    )
                )
            name, email = pairs[0]
            yield {"name": name, "email": email_normalize(email)}

    def _contact_row(self, partner):
        return {
            "name": partner.name,
            "email": self._address_of(partner.name, partner.email),
            "organisation_name": partner.parent_id.name or partner.company_name,
            "partner_id": partner.id,
        }

    def _prospect_row(self, prospect):
        person = prospect.partner_id.filtered(lambda p: not p.is_company)
        return {
            "name": prospect.contact_name or person.name,
            "email": self._address_of(prospect.name, prospect.email or person.email),
            "organisation_name": prospect.name,
            "prospect_id": prospect.id,
            "kind": "prospect",
        }

    def _address_of(self, name, email):
        if not (normal := email_normalize(email or "")):
            raise UserError(
                self.env._(
                    "%s has no e-mail address: write it down first, or leave them out.",
                    name,
                )
            )
        return normal
