from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

# What a member looks for, by name in the address: (field, model of the choices).
FILTERS = {
    "product": ("product_id", "club.product"),
    "version": ("version_id", "club.product.version"),
    "module": ("module_ids", "club.product.module"),
    "section": ("membership_id.section_id", "club.section"),
}


class ClubInstallation(models.Model):
    """Who has migrated and can tell: by their own choice, for members."""

    _inherit = "club.installation"

    @api.model
    def _testimony_domain(self, space):
        return (
            Domain("company_id", "in", space.standing.company_id.ids)
            & Domain("can_testify", "=", True)
            & Domain("visibility", "=", "members")
            & Domain("ended_on", "=", False)
            & Domain("membership_id.is_member", "=", True)
        )

    @api.model
    def _testimonies(self, space, asked):
        """Testimonies that a member looks for, with full rights.

        :param asked: dictionary with the names of ``FILTERS``, ids as typed
        """
        domain = self._testimony_domain(space)
        for name, (field, _model) in FILTERS.items():
            typed = str(asked.get(name) or "")[:9]
            if typed.isdecimal():
                operator = "child_of" if name == "section" else "in"
                domain &= Domain(field, operator, [int(typed)])
        # sudo: members hold no right on installations; these show themselves.
        return self.sudo().search(domain, order="migrated_on desc, id desc", limit=200)

    @api.model
    def _testimony(self, space, installation_id):
        """The testimony with this id, empty where the space may not look at it."""
        # sudo: as above.
        return self.sudo().search(
            self._testimony_domain(space) & Domain("id", "=", installation_id), limit=1
        )

    def _testimony_values(self):
        """Testimonies as members read them: no address of anybody."""
        return [
            {
                "id": installation.id,
                "url": f"/my/testimonies/{installation.id}",
                "name": installation.display_name,
                "member": installation.partner_id.name,
                "section": installation.section_id.name or "",
                "modules": installation.module_ids.mapped("name"),
                "hosting": installation._label_of("hosting"),
                "users": installation.users_count,
                "migrated_on": installation.migrated_on
                and format_date(self.env, installation.migrated_on),
                "words": installation.testimony or "",
                "contact": installation._contact()[1]
                and installation._contact()[0].name,
            }
            for installation in self
        ]

    @api.model
    def _testimony_choices(self, space):
        """What there is to filter by: only what a testimony is about."""
        found = self._testimonies(space, {})
        records = {
            "product": found.product_id,
            "version": found.version_id,
            "module": found.module_ids,
            "section": found.section_id,
        }
        return {
            name: [
                {"id": record.id, "name": record.display_name}
                for record in choices.sorted("display_name")
            ]
            for name, choices in records.items()
        }
