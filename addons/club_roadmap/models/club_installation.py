from odoo import api, fields, models
from odoo.exceptions import ValidationError

HOSTINGS = [
    ("own", "On our own servers"),
    ("vendor", "In the vendor's cloud"),
    ("partner", "At a partner's"),
]
VISIBILITIES = [
    ("members", "All members"),
    ("office", "The club's office only"),
]


class ClubInstallation(models.Model):
    """A member runs a product: in which version, with which modules, and whether they
    can tell others how the migration went."""

    _name = "club.installation"
    _description = "Installation of a Product"
    _order = "product_id, membership_id"
    _check_company_auto = True

    membership_id = fields.Many2one(
        "club.membership",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    partner_id = fields.Many2one(related="membership_id.partner_id", string="Member")
    section_id = fields.Many2one(related="membership_id.section_id")
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    product_id = fields.Many2one(
        "club.product", required=True, ondelete="restrict", check_company=True
    )
    version_id = fields.Many2one(
        "club.product.version",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('product_id', '=', product_id)]",
    )
    module_ids = fields.Many2many(
        "club.product.module",
        string="Modules",
        domain="[('product_id', '=', product_id)]",
    )
    users_count = fields.Integer(string="Users")
    since = fields.Date(string="In use since")
    hosting = fields.Selection(HOSTINGS)
    migrated_on = fields.Date(
        string="Migrated on", help="When they went over to the version they run."
    )
    visibility = fields.Selection(
        VISIBILITIES, string="Who sees it", required=True, default="members"
    )
    can_testify = fields.Boolean(
        string="Can testify about the migration",
        help="By their own choice; other members find them and may ask the contact.",
    )
    testimony = fields.Text(string="How it went")
    confirmed_on = fields.Date(readonly=True, copy=False)
    asked_on = fields.Date(
        string="Asked to confirm on", readonly=True, copy=False, index=True
    )
    ended_on = fields.Date(
        string="Not in use any more since", copy=False, help="Empty: in use."
    )

    _once = models.UniqueIndex(
        "(membership_id, product_id)",
        "This product is on the member's list already: change what stands there.",
    )
    _by_product = models.Index("(company_id, product_id, version_id)")
    _users_not_negative = models.Constraint(
        "CHECK (users_count >= 0)", "The number of users is not negative."
    )

    @api.depends("product_id.name", "version_id.name")
    def _compute_display_name(self):
        for installation in self:
            version = installation.version_id.name or ""
            installation.display_name = (
                f"{installation.product_id.name} {version}".strip()
            )

    @api.constrains("product_id", "version_id", "module_ids")
    def _check_product(self):
        for installation in self:
            parts = (
                installation.module_ids.product_id | installation.version_id.product_id
            )
            if parts - installation.product_id:
                raise ValidationError(
                    installation.env._(
                        "%(installation)s: the modules and the version belong to "
                        "another product: choose them again.",
                        installation=installation.display_name,
                    )
                )

    @api.constrains("since", "migrated_on", "ended_on")
    def _check_days(self):
        for installation in self:
            today = installation.company_id._club_today()
            days = (
                installation.since,
                installation.migrated_on,
                installation.ended_on,
            )
            if any(day and day > today for day in days):
                raise ValidationError(
                    installation.env._(
                        "%(installation)s: days to come cannot be written down yet.",
                        installation=installation.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        installations = super().create(vals_list)
        for installation in installations:
            installation._note_change()
        return installations

    def write(self, vals):
        result = super().write(vals)
        if {"version_id", "ended_on"} & set(vals):
            for installation in self:
                installation._note_change()
        return result

    def _note_change(self):
        """Keep since when they run this version, or none any more."""
        # sudo: history follows what is written, never by hand.
        changes = self.env["club.installation.change"].sudo()
        last = changes.search([("installation_id", "=", self.id)], limit=1)
        running = not self.ended_on
        version = self.version_id if running else self.version_id.browse()
        if last and (last.version_id, last.is_running) == (version, running):
            return
        today = self.company_id._club_today()
        said = self.migrated_on if running else self.ended_on
        if not last:
            said = said or self.since
        changes.create(
            {
                "installation_id": self.id,
                # Never before what was said before.
                "date": max(said or today, last.date or said or today),
                "version_id": version.id,
                "is_running": running,
            }
        )

    def _label_of(self, field):
        """The value of a selection, as the reader calls it."""
        return dict(self._fields[field]._description_selection(self.env)).get(
            self[field], ""
        )
