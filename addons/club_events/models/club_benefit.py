from odoo import fields, models


class ClubBenefit(models.Model):
    """A discount that the vendor or a partner grants to members."""

    _name = "club.benefit"
    _description = "Benefit for Members"
    _inherit = ["mail.thread"]
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    provider_id = fields.Many2one(
        "res.partner", string="Granted by", required=True, ondelete="restrict"
    )
    summary = fields.Char(
        translate=True, help="One line in the list, as 20 % on new modules."
    )
    conditions = fields.Html(help="Members read them before the code.")
    code = fields.Char(help="What a member quotes. Empty: no code is needed.")
    url = fields.Char(string="Page of the provider")
    type_ids = fields.Many2many(
        "club.membership.type",
        "club_benefit_type_rel",
        "benefit_id",
        "type_id",
        string="For membership types",
        check_company=True,
        help="Empty: all.",
    )
    date_start = fields.Date(string="From")
    date_end = fields.Date(string="To", help="Last day.")
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("ended", "Ended")],
        required=True,
        default="draft",
        index=True,
        tracking=True,
    )
    use_ids = fields.One2many("club.benefit.use", "benefit_id", string="Uses")

    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "A benefit ends after it begins.",
    )
