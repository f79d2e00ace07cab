from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools import yes_or_no


class ClubOffice(models.Model):
    """A person holding a function in a section between two dates, both included."""

    _name = "club.office"
    _description = "Office"
    _inherit = ["mail.thread"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Holder",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    kind_id = fields.Many2one("club.office.kind", required=True, ondelete="restrict")
    role = fields.Selection(related="kind_id.role", store=True)
    single_holder = fields.Boolean(related="kind_id.single_holder", store=True)
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="section_id.company_id", store=True)
    date_from = fields.Date(required=True, default=fields.Date.context_today)
    date_to = fields.Date(help="Last day of the office. Empty: until further notice.")
    user_ids = fields.One2many(related="partner_id.user_ids")
    is_current = fields.Boolean(
        compute="_compute_is_current", search="_search_is_current"
    )
    note = fields.Char(string="Decision", help="Which meeting or vote gave the office.")

    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "An office cannot end before it begins.",
    )
    _single_holder_no_overlap = models.Constraint(
        "EXCLUDE USING gist (section_id WITH =, kind_id WITH =, "
        "daterange(date_from, date_to, '[]') WITH &&) WHERE (single_holder)",
        "This office is already held by somebody else at that time: end it first.",
    )

    @api.depends("kind_id", "section_id", "partner_id")
    def _compute_display_name(self):
        for office in self:
            office.display_name = self.env._(
                "%(holder)s, %(office)s of %(section)s",
                holder=office.partner_id.name,
                office=office.kind_id.name,
                section=office.section_id.name,
            )

    @api.depends("date_from", "date_to")
    def _compute_is_current(self):
        today = fields.Date.context_today(self)
        for office in self:
            office.is_current = office.date_from <= today and (
                not office.date_to or office.date_to >= today
            )

    def _search_is_current(self, operator, value):
        current = Domain("date_from", "<=", "today") & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", "today")
        )
        return yes_or_no(operator, value, current)

    @api.constrains("partner_id")
    def _check_person(self):
        for office in self:
            if office.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is an organisation: an office is held by a person.",
                        office.partner_id.name,
                    )
                )
