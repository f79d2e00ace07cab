from odoo import api, fields, models
from odoo.addons.club_membership.rules.importing.columns import fold
from odoo.tools import email_normalize

STAGES = [
    ("known", "Known"),
    ("contacted", "Contacted"),
    ("guest", "Came as a guest"),
    ("applied", "Applied"),
    ("joined", "Joined"),
    ("lost", "Not interested"),
]


def name_key(text):
    """The words of a name without accents, capitals and order."""
    return " ".join(sorted(fold(text or "").split()))


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
    active = fields.Boolean(default=True)
    name = fields.Char(string="Organisation or person", required=True, index="trigram")
    name_key = fields.Char(compute="_compute_keys", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact known",
        index="btree_not_null",
        ondelete="restrict",
        help="Who joined under this contact has joined.",
    )
    contact_name = fields.Char(string="Person to speak to")
    email = fields.Char()
    email_normalized = fields.Char(
        compute="_compute_keys", store=True, index="btree_not_null"
    )
    phone = fields.Char()
    zip = fields.Char(string="Postal code")
    city = fields.Char()
    siret = fields.Char(string="SIRET", index="btree_not_null")
    section_id = fields.Many2one(
        "club.section",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Who takes care of them. Empty: the one that serves their postal code.",
    )
    user_id = fields.Many2one(
        "res.users", string="Followed by", index="btree_not_null", ondelete="set null"
    )
    stage = fields.Selection(
        STAGES,
        required=True,
        default="known",
        index=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    lost_reason = fields.Char(string="Why not", tracking=True, copy=False)
    was_member = fields.Boolean(
        string="Member before the campaign",
        readonly=True,
        copy=False,
        help="They count for coverage, and not for what the campaign won.",
    )
    membership_id = fields.Many2one(
        "club.membership",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        copy=False,
        check_company=True,
    )
    note = fields.Text()
    guest_ids = fields.One2many("club.event.guest", "prospect_id")
    step_ids = fields.One2many("club.prospect.step", "prospect_id", string="Steps")

    _once = models.UniqueIndex(
        "(recruitment_id, partner_id) WHERE partner_id IS NOT NULL",
        "This contact is in the campaign already.",
    )
    _once_by_name = models.UniqueIndex(
        "(recruitment_id, name_key, COALESCE(zip, '')) WHERE active",
        "An organisation with this name and postal code is in the campaign already.",
    )
    _joined_known = models.Constraint(
        "CHECK (stage <> 'joined' OR membership_id IS NOT NULL)",
        "Who joined has a membership.",
    )
    _lost_why = models.Constraint(
        "CHECK (stage <> 'lost' OR btrim(COALESCE(lost_reason, '')) <> '')",
        "Say why they are not interested.",
    )

    @api.depends("name", "email")
    def _compute_keys(self):
        for prospect in self:
            prospect.name_key = name_key(prospect.name)
            prospect.email_normalized = email_normalize(prospect.email or "") or False

    @api.model_create_multi
    def create(self, vals_list):
        found, vals_list = {}, [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if not vals.get("section_id"):
                vals["section_id"] = self._section_for(vals, found).id
        prospects = super().create(vals_list)
        prospects._began()
        return prospects

    @api.model
    def _section_for(self, vals, found):
        """The section that serves the postal code, as for applications; without one
        the section of who enters them.

        :param found: {(association, code): section}, filled as it goes
        """
        campaign = self.env["club.recruitment"].browse(vals.get("recruitment_id"))
        company, code = campaign.company_id, (vals.get("zip") or "").strip()
        sections = self.env["club.section"]
        if (company, code) not in found:
            found[company, code] = (
                sections._serving(company, code)
                if code
                else sections._default_for_user(company)
            )
        return found[company, code]
