from odoo import models


class ResPartner(models.Model):
    """Where letters go."""

    _inherit = "res.partner"

    def _club_gets_letters(self):
        """Whether the postal address is enough for a letter to arrive."""
        self.ensure_one()
        return bool(self.city and (self.street or self.street2 or self.zip))

    def _club_post_order(self):
        """Sort key of letters to these contacts, as the post office likes them."""
        self.ensure_one()
        return (self.country_id.code or "", self.zip or "", self.name or "")

    def _club_letter_address(self, company):
        """Lines of the address, as they show in the window of the envelope.

        :param company: the association that writes
        """
        self.ensure_one()
        name = self.name or ""
        if self.parent_id and not self.is_company:
            name = f"{self.parent_id.name}\n{name}"
        # Who has no country lives where the association does.
        country = self.country_id or company.country_id
        default_format, values = self._prepare_display_address(without_company=True)
        address = (country.address_format or default_format) % values
        lines = [*name.splitlines(), *address.splitlines()]
        if country == company.country_id:
            # Inland letters carry no country.
            lines = [line for line in lines if line.strip() != country.name]
        return [line.strip() for line in lines if line.strip()]
