from odoo import api, fields, models


class ClubBenefitUse(models.Model):
    """A member asked for a benefit: once per membership, person and day.

    Type and section are those of the day it was used, whatever the member became.
    """

    _name = "club.benefit.use"
    _description = "Use of a Benefit"
    _order = "date desc, id desc"
    _rec_name = "benefit_id"

    benefit_id = fields.Many2one(
        "club.benefit", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="benefit_id.company_id", store=True, index=True
    )
    provider_id = fields.Many2one(related="benefit_id.provider_id", store=True)
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    type_id = fields.Many2one(
        "club.membership.type",
        string="Membership type",
        compute="_compute_frozen",
        store=True,
        ondelete="restrict",
    )
    section_id = fields.Many2one(
        "club.section",
        compute="_compute_frozen",
        store=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    date = fields.Date(required=True)

    _once_a_day = models.UniqueIndex(
        "(benefit_id, membership_id, partner_id, date)",
        "This use is counted already.",
    )

    # On nothing: a later move leaves what was counted alone.
    @api.depends()
    def _compute_frozen(self):
        for use in self:
            use.type_id = use.membership_id.type_id
            use.section_id = use.membership_id.section_id
