from odoo import fields, models

from .club_prospect import STAGES

HOW = [
    ("import", "In the vendor's list"),
    ("hand", "By hand"),
    ("message", "E-mail or call"),
    ("activity", "Activity done"),
    ("invitation", "Invited to a meeting"),
    ("guest", "Place at a meeting"),
    ("application", "Application"),
    ("membership", "Membership"),
]


class ClubProspectStep(models.Model):
    """A prospect reached a stage: when, and what moved them. Rows stay."""

    _name = "club.prospect.step"
    _description = "Step of a Prospect"
    _order = "date desc, id desc"
    _rec_name = "prospect_id"

    prospect_id = fields.Many2one(
        "club.prospect", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="prospect_id.company_id", store=True, index=True
    )
    section_id = fields.Many2one(related="prospect_id.section_id", store=True)
    stage_from = fields.Selection(STAGES, string="From", readonly=True)
    stage_to = fields.Selection(STAGES, string="To", required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    how = fields.Selection(HOW, string="Because of", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", readonly=True, index=True, ondelete="restrict"
    )
    note = fields.Char(readonly=True)
