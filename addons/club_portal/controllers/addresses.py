from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request


class Addresses(CustomerPortal):
    """Odoo's own pages of addresses: one's own, and of whom one manages today."""

    def _prepare_address_data(self, partner_sudo, **kwargs):
        values = super()._prepare_address_data(partner_sudo, **kwargs)
        kept = partner_sudo.search(partner_sudo._club_address_domain())
        if partner_sudo._club_keeps_company():
            kept |= partner_sudo.commercial_partner_id
        for name in ("billing_addresses", "delivery_addresses"):
            values[name] &= kept
        return values

    def _is_only_a_contact(self, **kwargs):
        """Whether they are below a company that is not theirs to manage."""
        person = request.env["res.partner"]._get_current_partner(**kwargs)
        return bool(person) and not person._club_keeps_company()

    def _create_or_update_address(self, partner_sudo, *args, **form_data):
        if self._is_only_a_contact(**form_data):
            # Either would change the company: its name, or the address of all there.
            form_data.pop("company_name", None)
            partner_sudo = partner_sudo.with_context(club_address_stays=True)
        return super()._create_or_update_address(partner_sudo, *args, **form_data)

    def _complete_address_values(self, address_values, *args, **kwargs):
        result = super()._complete_address_values(address_values, *args, **kwargs)
        if self._is_only_a_contact(**kwargs):
            # Below the person: theirs alone, and forgotten with them.
            person = request.env["res.partner"]._get_current_partner(**kwargs)
            address_values["parent_id"] = person.id
        return result
