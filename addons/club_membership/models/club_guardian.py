from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ClubGuardian(models.Model):
    """An adult who acts for a minor between two dates."""

    _name = "club.guardian"
    _description = "Guardian"
    _order = "date_from desc, id desc"
    _rec_name = "guardian_id"

    minor_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    guardian_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_to = fields.Date(
        string="To", help="Last day. Empty: until the minor comes of age."
    )

    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A guardianship cannot end before it begins.",
    )
    _two_people = models.Constraint(
        "CHECK (minor_id <> guardian_id)", "Nobody is their own guardian."
    )
    _once_at_a_time = models.Constraint(
        "EXCLUDE USING gist (company_id WITH =, minor_id WITH =, guardian_id WITH =, "
        "daterange(date_from, date_to, '[]') WITH &&)",
        "This person is the minor's guardian at that time already.",
    )

    @api.constrains("minor_id", "guardian_id")
    def _check_people(self):
        for row in self:
            for person in (row.minor_id, row.guardian_id):
                if person.is_company:
                    raise ValidationError(
                        self.env._("%s is an organisation.", person.name)
                    )
            on = row.date_from
            if row.minor_id.club_birth_date and not row.minor_id._club_is_minor(on):
                raise ValidationError(
                    self.env._("%s is of age: nobody acts for them.", row.minor_id.name)
                )
            if row.guardian_id._club_is_minor(on):
                raise ValidationError(
                    self.env._(
                        "%s is a minor and cannot act for another one.",
                        row.guardian_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_known_minor()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if "minor_id" in vals:
            self._check_known_minor()
        return result

    def _check_known_minor(self):
        """A guardian takes the vote and opens the space of the minor: who is one
        without a birth date is for the secretary's office to say."""
        if self.env.su or self.env.user.has_group(
            "club_membership.group_club_secretary"
        ):
            return
        if unknown := self.minor_id.filtered(lambda minor: not minor.club_birth_date):
            raise ValidationError(
                self.env._(
                    "Note the birth date of %s first: only a minor has a guardian.",
                    unknown[0].name,
                )
            )

    @api.model
    def _on_date_domain(self, day):
        return Domain("date_from", "<=", day) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        )


class ResPartner(models.Model):
    _inherit = "res.partner"

    club_guardian_ids = fields.One2many("club.guardian", "minor_id", string="Guardians")

    def _club_is_minor(self, day=None):
        """Whether this person is under age on ``day`` (today by default).

        Without a birth date, who has a guardian that day in this association is.
        """
        self.ensure_one()
        day = day or fields.Date.context_today(self)
        if not self.club_birth_date:
            return bool(self._club_guardians(day, self.env.company))
        age = relativedelta(years=self.env.company.club_majority_age)
        return not self.is_company and day < self.club_birth_date + age

    def _club_guardians(self, day=None, company=None):
        """The contacts who act for this person on ``day``.

        :param company: only in the eyes of this association
        """
        # sudo: rules and pages ask, whoever is signed in.
        rows = self.env["club.guardian"].sudo()
        day = day or fields.Date.context_today(self)
        domain = rows._on_date_domain(day) & Domain("minor_id", "in", self.ids)
        if company:
            domain &= Domain("company_id", "=", company.id)
        return rows.search(domain).guardian_id

    def _club_wards(self, day=None):
        """The minors for whom this person acts on ``day``."""
        # sudo: as in _club_guardians.
        rows = self.env["club.guardian"].sudo()
        day = day or fields.Date.context_today(self)
        wards = rows.search(
            rows._on_date_domain(day) & Domain("guardian_id", "in", self.ids)
        ).minor_id
        return wards.filtered(
            lambda minor: not minor.club_birth_date or minor._club_is_minor(day)
        )


class ResCompany(models.Model):
    _inherit = "res.company"

    club_majority_age = fields.Integer(
        string="Age of majority",
        default=18,
        help="Younger members have no vote; a guardian may act for them.",
    )
