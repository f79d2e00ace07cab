from odoo import fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Whose addresses a person keeps on Odoo's own pages of addresses.

    Core lets everybody below a company keep those of the company and of colleagues.
    """

    _inherit = "res.partner"

    def _club_keeps_company(self):
        """Whether the company of this contact is their own, or theirs to manage."""
        self.ensure_one()
        company = self.commercial_partner_id
        today = fields.Date.context_today(self)
        # sudo: a person's own roles, which they may not read.
        return company == self or any(
            role.role == "manager"
            and role.organisation_id == company
            and role._is_on(today)
            for role in self.sudo().club_delegation_ids
        )

    def _club_address_domain(self):
        """Their own contact, what is below it, and what is the organisation's own
        while they manage it; nobody else who signs in or is a member."""
        addresses = Domain("id", "child_of", self.ids)
        if self._club_keeps_company():
            addresses |= Domain("parent_id", "=", self.commercial_partner_id.id)
        nobody = Domain("user_ids", "=", False) & Domain(
            "club_membership_ids", "=", False
        )
        return Domain("id", "in", self.ids) | (addresses & nobody)

    def _can_be_edited_by_current_customer(self, **kwargs):
        if not super()._can_be_edited_by_current_customer(**kwargs):
            return False
        person = self._get_current_partner(**kwargs)
        if not person:
            return True
        # sudo: core's pages ask for who may read no contact.
        return bool(
            self.sudo().search_count(
                Domain("id", "=", self.id) & person._club_address_domain(), limit=1
            )
        )

    def _fields_sync(self, values):
        # Core hands the address of a contact on to the company and all its contacts.
        if self.env.context.get("club_address_stays"):
            address = self._address_fields()
            values = {name: values[name] for name in values if name not in address}
        return super()._fields_sync(values)
