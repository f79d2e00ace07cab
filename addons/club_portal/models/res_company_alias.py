from odoo import models


class ResCompany(models.Model):
    """E-mail addresses of an association, that lead to one of its models each."""

    _inherit = "res.company"

    def _club_set_alias(self, field, model, name):
        """Keep, rename or take back the address that leads to ``model``.

        :param field: name of the field that holds its ``mail.alias``
        :param name: what stands before the @; empty for no address
        """
        self.ensure_one()
        name = (name or "").strip()
        # sudo: addresses are the system's; who sets one administers the association.
        company = self.sudo()
        alias = company[field]
        if not name:
            alias.unlink()
        elif alias:
            alias.alias_name = name
        else:
            company[field] = alias.create(
                {
                    "alias_name": name,
                    "alias_domain_id": company.alias_domain_id.id,
                    "alias_model_id": company.env["ir.model"]._get_id(model),
                    "alias_defaults": repr({"company_id": company.id}),
                    "alias_contact": "everyone",
                    "alias_incoming_local": not company.alias_domain_id,
                }
            )
