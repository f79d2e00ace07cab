from odoo import fields, models


class ClubRecruitment(models.Model):
    """A campaign to win customers of the vendor as members."""

    _name = "club.recruitment"
    _description = "Recruitment Campaign"
    _inherit = ["mail.thread"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    date_start = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(string="To")
    vendor_base = fields.Integer(
        string="Customers of the vendor",
        help="As the vendor says. Empty: the customers listed here.",
    )
    active = fields.Boolean(default=True)
    prospect_ids = fields.One2many("club.prospect", "recruitment_id")

    _valid = models.Constraint(
        "CHECK (vendor_base >= 0 AND (date_end IS NULL OR date_end >= date_start))",
        "Customers cannot be negative, and a campaign ends after it begins.",
    )
