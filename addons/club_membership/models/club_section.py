from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

LEVELS = [
    ("national", "National"),
    ("region_group", "Region group"),
    ("region", "Region"),
    ("local", "Local"),
]
OPENINGS = [
    ("inherit", "With its parent"),
    ("date", "From a date"),
    ("closed", "Not open yet"),
]
ALWAYS = fields.Date.to_date("1900-01-01")


class ClubSection(models.Model):
    """A territorial unit of the association, in a tree below the national body."""

    _name = "club.section"
    _description = "Section"
    _inherit = ["mail.thread"]
    _parent_name = "parent_id"
    _parent_store = True
    _order = "complete_name, id"
    _rec_name = "complete_name"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True
    )
    code = fields.Char(help="Short code used in files and statistics.")
    level = fields.Selection(LEVELS, required=True, default="region")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    parent_id = fields.Many2one(
        "club.section", index=True, ondelete="restrict", check_company=True
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("club.section", "parent_id", string="Subsections")
    # The closure of the tree, kept so that record rules can walk from a record
    # to the offices held above it without evaluating a list of ids in Python
    # (ir.rule domains are cached; offices begin and end by the calendar).
    ancestor_ids = fields.Many2many(
        "club.section",
        "club_section_ancestor_rel",
        "section_id",
        "ancestor_id",
        string="Itself and its parents",
        compute="_compute_ancestor_ids",
        store=True,
        recursive=True,
    )
    office_ids = fields.One2many("club.office", "section_id", string="Offices")
    membership_ids = fields.One2many("club.membership", "section_id")
    member_count = fields.Integer(compute="_compute_member_count")
    analytic_account_id = fields.Many2one(
        "account.analytic.account", check_company=True, ondelete="restrict"
    )
    bank_journal_id = fields.Many2one(
        "account.journal",
        string="Bank journal",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash'))]",
        help="Where this section banks its cheques, if it has its own account.",
    )
    staff_opening = fields.Selection(OPENINGS, required=True, default="inherit")
    staff_opening_date = fields.Date()
    staff_open_on = fields.Date(
        string="Open to its officers on",
        compute="_compute_staff_open_on",
        store=True,
        recursive=True,
        help="Empty while the section is not open.",
    )
    dues_opening = fields.Selection(OPENINGS, required=True, default="inherit")
    dues_opening_date = fields.Date()
    dues_open_on = fields.Date(
        string="Open to dues on",
        compute="_compute_dues_open_on",
        store=True,
        recursive=True,
        help="Empty while the section is not open.",
    )

    _code_company_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Two sections of one association cannot share a code.",
    )

    @api.depends("name", "parent_id.complete_name", "level")
    def _compute_complete_name(self):
        for section in self:
            parent = section.parent_id
            # The national body stands above every name: repeating it says nothing.
            if parent and parent.level != "national":
                section.complete_name = f"{parent.complete_name} / {section.name}"
            else:
                section.complete_name = section.name

    @api.depends("parent_id.ancestor_ids")
    def _compute_ancestor_ids(self):
        for section in self:
            section.ancestor_ids = section | section.parent_id.ancestor_ids

    def _compute_member_count(self):
        counts = dict(
            self.env["club.membership"]._read_group(
                [("section_id", "child_of", self.ids), ("is_member", "=", True)],
                ["section_id"],
                ["__count"],
            )
        )
        for section in self:
            section.member_count = sum(
                count
                for other, count in counts.items()
                if other.parent_path.startswith(section.parent_path or "-")
            )

    def _opening(self, kind):
        """The date from which the section is open, False while it is not.

        :param kind: ``staff`` or ``dues``
        """
        self.ensure_one()
        policy = self[f"{kind}_opening"]
        if policy == "closed":
            return False
        parent_date = self.parent_id[f"{kind}_open_on"] if self.parent_id else ALWAYS
        if policy == "date":
            return self[f"{kind}_opening_date"]
        return parent_date

    @api.depends("staff_opening", "staff_opening_date", "parent_id.staff_open_on")
    def _compute_staff_open_on(self):
        for section in self:
            section.staff_open_on = section._opening("staff")

    @api.depends("dues_opening", "dues_opening_date", "parent_id.dues_open_on")
    def _compute_dues_open_on(self):
        for section in self:
            section.dues_open_on = section._opening("dues")

    def write(self, vals):
        # Core refuses a cycle too, in two words that name nothing.
        parent = self.browse(vals.get("parent_id") or [])
        if cycle := parent.ancestor_ids & self:
            raise ValidationError(
                self.env._(
                    "A section cannot be placed below itself: %s.", cycle[:1].name
                )
            )
        return super().write(vals)

    @api.constrains("parent_id", "level")
    def _check_tree(self):
        order = [level for level, _label in LEVELS]
        for section in self.filtered("parent_id"):
            if order.index(section.level) <= order.index(section.parent_id.level):
                raise ValidationError(
                    self.env._(
                        "%(child)s cannot stand below %(parent)s: choose a lower "
                        "level for it or another parent.",
                        child=section.name,
                        parent=section.parent_id.name,
                    )
                )

    @api.constrains(
        "staff_opening", "staff_opening_date", "dues_opening", "dues_opening_date"
    )
    def _check_opening_dates(self):
        for section in self:
            for kind in ("staff", "dues"):
                if (
                    section[f"{kind}_opening"] == "date"
                    and not (section[f"{kind}_opening_date"])
                ):
                    raise ValidationError(
                        self.env._(
                            "%s: give the date on which the section opens.",
                            section.name,
                        )
                    )

    @api.model
    def _open_domain(self, kind, day):
        """Domain of the sections open on ``day`` for ``kind`` (staff or dues)."""
        return Domain(f"{kind}_open_on", "<=", day)

    def _analytic_distribution(self):
        """All on this section's analytic account, explicitly nothing without one."""
        account = self.analytic_account_id
        return {str(account.id): 100.0} if account else {}

    def action_view_members(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_membership_action"
            ),
            "domain": [("section_id", "child_of", self.id)],
        }
