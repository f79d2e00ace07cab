from odoo import fields, models

STAGES = [
    ("known", "Known"),
    ("contacted", "Contacted"),
    ("guest", "Came as a guest"),
    ("applied", "Applied"),
    ("joined", "Joined"),
    ("lost", "Not interested"),
]


class ClubProspect(models.Model):
    """A customer of the vendor who is no member yet, and how far we are with them."""

    _name = "club.prospect"
    _description = "Prospect"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "stage, name, id"
    _check_company_auto = True

    recruitment_id = fields.Many2one(
        "club.recruitment",
        string="Campaign",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="recruitment_id.company_id", store=True, index=True
    )
    name = fields.Char(string="Organisation or person", required=True, index="trigram")
    partner_id = fields.Many2one(
        "res.partner", string="Contact", index="btree_not_null", ondelete="restrict"
    )
    contact_name = fields.Char()
    email = fields.Char()
    phone = fields.Char()
    section_id = fields.Many2one(
        "club.section",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Who takes care of them.",
    )
    user_id = fields.Many2one(
        "res.users", string="Followed by", index="btree_not_null", ondelete="set null"
    )
    stage = fields.Selection(
        STAGES, required=True, default="known", index=True, tracking=True
    )
    membership_id = fields.Many2one(
        "club.membership",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        check_company=True,
    )
    note = fields.Text()
    guest_ids = fields.One2many("club.event.guest", "prospect_id")

    _once = models.UniqueIndex(
        "(recruitment_id, partner_id) WHERE partner_id IS NOT NULL",
        "This contact is in the campaign already.",
    )
    _joined_known = models.Constraint(
        "CHECK (stage <> 'joined' OR membership_id IS NOT NULL)",
        "Who joined has a membership.",
    )
