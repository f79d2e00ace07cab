from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize


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

    @api.constrains("minor_id", "guardian_id", "company_id")
    def _check_people(self):
        for row in self:
            for person in (row.minor_id, row.guardian_id):
                if person.is_company:
                    raise ValidationError(
                        self.env._("%s is an organisation.", person.name)
                    )
            on = row.date_from
            known, here = row.minor_id.club_birth_date, row.company_id
            if known and not row.minor_id._club_is_minor(on, here):
                raise ValidationError(
                    self.env._("%s is of age: nobody acts for them.", row.minor_id.name)
                )
            if row.guardian_id._club_is_minor(on, here):
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
        rows._check_not_oneself()
        return rows

    def write(self, vals):
        self._check_not_oneself()
        result = super().write(vals)
        if "minor_id" in vals:
            self._check_known_minor()
        self._check_not_oneself()
        return result

    def _is_decided_by_office(self):
        """Whether the secretary's office, or the system, is at work."""
        office = "club_membership.group_club_secretary"
        return self.env.su or self.env.user.has_group(office)

    def _check_known_minor(self):
        """A guardian takes the vote and opens the space of the minor: who is one
        without a birth date is for the secretary's office to say."""
        if self._is_decided_by_office():
            return
        if unknown := self.minor_id.filtered(lambda minor: not minor.club_birth_date):
            raise ValidationError(
                self.env._(
                    "Note the birth date of %s first: only a minor has a guardian.",
                    unknown[0].name,
                )
            )

    def _check_not_oneself(self):
        """Officers open nobody's space to themselves, nor to their own mailbox."""
        if self._is_decided_by_office():
            return
        user = self.env.user
        addresses = {user.email_normalized, email_normalize(user.login)} - {False}
        if any(
            guardian == user.partner_id or guardian.email_normalized in addresses
            for guardian in self.guardian_id
        ):
            raise ValidationError(
                self.env._(
                    "You cannot make yourself a guardian: ask the secretary's office."
                )
            )

    @api.model
    def _minor_sql(self, person, company, day):
        """Whether a person is a minor: the SQL of ``res.partner._club_is_minor``.

        :param person: alias of a ``res_partner``
        :param company: alias of a ``res_company``
        :param day: SQL of a date
        """
        return SQL(
            """
            COALESCE(CASE
                WHEN %(is_company)s THEN FALSE
                WHEN %(birth)s IS NULL THEN EXISTS (
                     SELECT FROM club_guardian g
                      WHERE g.minor_id = %(person)s AND g.company_id = %(company)s
                        AND g.date_from <= %(day)s
                        AND (g.date_to IS NULL OR g.date_to >= %(day)s))
                ELSE %(birth)s + make_interval(years => %(age)s) > %(day)s
                END, FALSE)
            """,
            is_company=SQL.identifier(person, "is_company"),
            birth=SQL.identifier(person, "club_birth_date"),
            person=SQL.identifier(person, "id"),
            company=SQL.identifier(company, "id"),
            age=SQL.identifier(company, "club_majority_age"),
            day=day,
        )

    @api.model
    def _on_date_domain(self, day):
        return Domain("date_from", "<=", day) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        )
