from odoo import api, fields, models


class ResCompany(models.Model):
    """The e-mail address to which members send requests."""

    _inherit = "res.company"

    club_request_alias_id = fields.Many2one(
        "mail.alias", copy=False, ondelete="set null", index="btree_not_null"
    )
    club_request_alias = fields.Char(
        string="E-mail address for requests",
        compute="_compute_club_request_alias",
        inverse="_inverse_club_request_alias",
        help="What stands before the @. A request that arrives there is published by "
        "its sender alone, once signed in.",
    )

    @api.depends("club_request_alias_id.alias_name")
    def _compute_club_request_alias(self):
        for company in self:
            # sudo: addresses are the system's.
            company.club_request_alias = company.sudo().club_request_alias_id.alias_name

    def _inverse_club_request_alias(self):
        for company in self:
            name = (company.club_request_alias or "").strip()
            # sudo: as above; who sets it administers the association.
            alias = company.sudo().club_request_alias_id
            if not name:
                alias.unlink()
            elif alias:
                alias.alias_name = name
            else:
                company.sudo().club_request_alias_id = company._club_request_alias(name)

    def _club_request_alias(self, name):
        """A new address that leads to ``club.request.mail``."""
        # sudo: as above
        return (
            self.env["mail.alias"]
            .sudo()
            .create(
                {
                    "alias_name": name,
                    "alias_domain_id": self.alias_domain_id.id,
                    "alias_model_id": self.env["ir.model"]._get_id("club.request.mail"),
                    "alias_defaults": repr({"company_id": self.id}),
                    "alias_contact": "everyone",
                    "alias_incoming_local": not self.alias_domain_id,
                }
            )
        )
