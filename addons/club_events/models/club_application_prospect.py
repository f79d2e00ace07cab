from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import email_normalize

from .club_prospect import name_key


class ClubProspect(models.Model):
    """Applications of prospects: surely theirs, or proposed for somebody to decide."""

    _inherit = "club.prospect"

    application_id = fields.Many2one(
        "club.application",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
        check_company=True,
    )
    proposed_application_id = fields.Many2one(
        "club.application",
        string="Perhaps their application",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
        check_company=True,
    )

    @api.model
    def _follow_application(self, application):
        """Find whose application this is.

        The contact known, or the same name, unless the postal codes tell them apart,
        is them. The same e-mail address alone proves nobody: it is proposed.
        """
        name = name_key(application.organisation or application.name)
        address = email_normalize(application.email or "")
        found = self.search(
            self._live_domain(application.company_id)
            & (
                Domain("name_key", "=", name)
                | Domain("email_normalized", "=", address or "-")
                | Domain("partner_id", "in", application.partner_id.ids)
            )
        )
        for prospect in found:
            known = prospect.partner_id and (
                prospect.partner_id == application.partner_id
            )
            if known or prospect._is_named(name, application.zip, address):
                prospect._applied(application)
            elif not prospect.application_id:
                prospect.proposed_application_id = application

    def _is_named(self, name, postal_code, address):
        """Whether it is this prospect: the same name, and nothing against it."""
        if self.name_key != name:
            return False
        codes = {code.replace(" ", "") for code in (self.zip, postal_code) if code}
        return len(codes) < 2 or self.email_normalized == address

    def _applied(self, application):
        self.write({"application_id": application.id, "proposed_application_id": False})
        self._advance("applied", "application", application.display_name)
        self._follow_approval()

    def _follow_approval(self):
        """Who was admitted from an application is known by the contact it made."""
        for prospect in self:
            membership = prospect.application_id.membership_id
            taken = self.search_count(
                [
                    ("recruitment_id", "=", prospect.recruitment_id.id),
                    ("partner_id", "=", membership.partner_id.id),
                    ("id", "!=", prospect.id),
                ],
                limit=1,
            )
            if membership and not prospect.partner_id and not taken:
                prospect.partner_id = membership.partner_id

    def action_accept_application(self):
        """Yes, the application proposed is theirs."""
        self.check_access("write")
        for prospect in self.filtered("proposed_application_id"):
            # sudo: section officers do not read applications, and link this one.
            mine = prospect.sudo()
            mine._applied(mine.proposed_application_id)

    def action_refuse_application(self):
        """No, somebody else applied from this address."""
        self.check_access("write")
        # sudo: as above; the field is written by these two buttons only.
        self.sudo().proposed_application_id = False


class ClubApplication(models.Model):
    """An application that arrives, or is approved, moves its prospect."""

    _inherit = "club.application"

    def _confirm(self):
        result = super()._confirm()
        if self.state == "waiting":
            # sudo: applicants hold no rights; staff did not write this either.
            self.env["club.prospect"].sudo()._follow_application(self.sudo())
        return result

    def write(self, vals):
        result = super().write(vals)
        if vals.get("membership_id"):
            # sudo: who decides about members may hold no right on prospects.
            prospects = self.env["club.prospect"].sudo()
            prospects.search([("application_id", "in", self.ids)])._follow_approval()
        return result
