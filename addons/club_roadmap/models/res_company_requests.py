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
            company._club_set_alias(
                "club_request_alias_id", "club.request.mail", company.club_request_alias
            )
