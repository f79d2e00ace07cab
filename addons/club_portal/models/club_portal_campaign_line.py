from odoo import fields, models


class ClubPortalCampaignLine(models.Model):
    """One person of a campaign: invited, or why not."""

    _name = "club.portal.campaign.line"
    _description = "Person of an Invitation Campaign"
    _order = "state, id"
    _rec_name = "partner_id"

    campaign_id = fields.Many2one(
        "club.portal.campaign", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="cascade"
    )
    section_id = fields.Many2one(
        "club.section", required=True, index=True, ondelete="cascade"
    )
    email = fields.Char(related="partner_id.email")
    state = fields.Selection(
        [
            ("ready", "To invite"),
            ("already", "Invited before"),
            ("anomaly", "Not invited"),
            ("failed", "Failed"),
            ("done", "Invited"),
        ],
        required=True,
        index=True,
    )
    anomaly = fields.Selection(
        [
            ("deceased", "Deceased"),
            ("not_open", "The section is not open yet"),
            ("no_contact", "Nobody acts for this organisation"),
            ("no_guardian", "A minor without a guardian"),
            ("has_login", "Has a login already"),
            ("closed_login", "Their login was closed"),
            ("no_email", "No e-mail address that works"),
        ],
        string="Why not",
    )
    message = fields.Char()

    _person_uniq = models.Constraint(
        "UNIQUE (campaign_id, partner_id)", "A person stands once in a campaign."
    )
    _work = models.Index("(campaign_id, id) WHERE state = 'ready'")
