from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class ClubProspectInvite(models.TransientModel):
    """Invites prospects to a meeting, as its guests; who is invited is left alone."""

    _name = "club.prospect.invite"
    _description = "Invite Prospects to a Meeting"

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    prospect_ids = fields.Many2many(
        "club.prospect", "club_prospect_invite_rel", string="Prospects"
    )
    event_id = fields.Many2one(
        "event.event",
        string="Meeting",
        required=True,
        domain="[('company_id', '=', company_id), ('cancelled_on', '=', False), "
        "('date_begin', '>', 'now')]",
    )
    without_email = fields.Text(compute="_compute_without_email")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        prospects = self.env["club.prospect"].browse(
            self.env.context.get("active_ids", [])
            if self.env.context.get("active_model") == "club.prospect"
            else []
        )
        if prospects:
            values["prospect_ids"] = [Command.set(prospects.ids)]
            values["company_id"] = prospects.company_id[:1].id
        return values

    @api.depends("prospect_ids")
    def _compute_without_email(self):
        for wizard in self:
            names = wizard.prospect_ids.filtered(
                lambda p: not email_normalize(p.email or "")
            ).mapped("name")
            wizard.without_email = "\n".join(names)

    def action_invite(self):
        """Add the prospects to the guests of the meeting; twice is once.

        :return: the guests of the meeting
        :raises UserError: none of them has an e-mail address, or another association
        """
        self.ensure_one()
        prospects = self.prospect_ids.filtered(lambda p: email_normalize(p.email or ""))
        if not prospects:
            raise UserError(
                self.env._(
                    "None of them has an e-mail address: write it on the prospects "
                    "first."
                )
            )
        prospects.check_access("write")
        if prospects.company_id != self.event_id.company_id:
            raise UserError(
                self.env._(
                    "%s belongs to another association than the prospects.",
                    self.event_id.name,
                )
            )
        self._add_guests(prospects)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Guests"),
            "res_model": "club.event.guest",
            "view_mode": "list,form",
            "domain": [("event_id", "=", self.event_id.id)],
            "context": {"default_event_id": self.event_id.id},
        }

    def _add_guests(self, prospects):
        guests = self.env["club.event.guest"]
        known = guests.search([("event_id", "=", self.event_id.id)])
        taken = {(guest.email or "").lower() for guest in known}
        rows = []
        for prospect in prospects:
            address = email_normalize(prospect.email)
            if address in taken or prospect in known.prospect_id:
                continue
            taken.add(address)
            rows.append(
                {
                    "event_id": self.event_id.id,
                    "kind": "prospect",
                    "prospect_id": prospect.id,
                    "name": prospect.contact_name or prospect.name,
                    "email": address,
                    "organisation_name": prospect.name,
                }
            )
        return guests.create(rows)
