from odoo import api, fields, models
from odoo.exceptions import UserError

# From the fewest to the most people; each level includes the ones before it.
LEVELS = [
    ("nobody", "Nobody"),
    ("commissions", "My commissions"),
    ("members", "Members"),
    ("public", "Everybody"),
]
KEYS = [
    ("name", "Name"),
    ("organisation", "Organisation"),
    ("function", "Function"),
    ("section", "Section"),
    ("city", "Town"),
    ("email", "E-mail"),
    ("phone", "Telephone"),
    ("photo", "Photo"),
    ("commissions", "Commissions"),
]
# What says how to reach somebody is for those they work with, until they decide.
DEFAULTS = {"email": "commissions", "phone": "nobody"}
# What an organisation says of itself in the directory.
OF_ORGANISATIONS = ("name", "section", "city", "email", "phone", "photo")


class ClubPrivacyField(models.Model):
    """Who sees one piece of information in the directory, as the association decides.

    A person decides for themselves (``club.privacy.choice``) unless it is forced.
    """

    _name = "club.privacy.field"
    _description = "Field of the Directory"
    _order = "sequence, id"
    _rec_name = "key"

    key = fields.Selection(KEYS, string="Information", required=True, readonly=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade", readonly=True
    )
    level = fields.Selection(
        LEVELS,
        string="Shown to",
        required=True,
        default="members",
        help="Who sees it as long as the member has not chosen. Who hides their name "
        "does not appear at all.",
    )
    forced = fields.Boolean(help="Members cannot choose another level.")
    reason = fields.Char(
        string="Why it is forced",
        translate=True,
        help="Members read it beside the lock.",
    )

    _once = models.UniqueIndex(
        "(company_id, key)", "This information stands in the list already."
    )
    _reason_given = models.Constraint(
        "CHECK (forced IS NOT TRUE OR reason IS NOT NULL)",
        "Say why members cannot choose: they read it beside the lock.",
    )

    @api.depends("key")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["key"]._description_selection(self.env))
        for field in self:
            field.display_name = labels.get(field.key, "")

    @api.model
    def _create_missing(self, companies=None):
        """Give each association its list (at installation, for a new company)."""
        companies = companies or self.env["res.company"]._club_all()
        known = {
            (field.company_id.id, field.key)
            for field in self.search([("company_id", "in", companies.ids)])
        }
        self.create(
            [
                {
                    "company_id": company.id,
                    "key": key,
                    "sequence": 10 * (place + 1),
                    "level": DEFAULTS.get(key, "members"),
                }
                for company in companies
                for place, (key, _label) in enumerate(KEYS)
                if (company.id, key) not in known
            ]
        )

    @api.model
    def _of(self, company, partner):
        """The fields that ``partner`` decides upon in this association."""
        found = self.search_fetch([("company_id", "=", company.id)])
        if partner.is_company:
            return found.filtered(lambda field: field.key in OF_ORGANISATIONS)
        return found

    def write(self, vals):
        result = super().write(vals)
        if {"level", "forced"} & set(vals):
            # sudo: the directory is rebuilt by the system, for whoever decided. At
            # once, since what is hidden must not be found either; and once more by
            # the cron, for who was entered meanwhile.
            entries = self.env["club.directory.entry"].sudo()
            entries._project(None)
            entries._trigger_rebuild()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_listed(self):
        raise UserError(
            self.env._("Show this information to nobody instead of deleting it.")
        )


class ResCompany(models.Model):
    _inherit = "res.company"

    club_public_directory = fields.Boolean(
        string="Public directory",
        help="Anybody can search the directory without signing in. They see only what "
        "members show to everybody.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # sudo: belongs to the company itself, whoever creates it.
        self.env["club.privacy.field"].sudo()._create_missing(companies)
        return companies
