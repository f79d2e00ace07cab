from dateutil.relativedelta import relativedelta
from odoo import fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Who is a minor, who acts for whom: each association for itself.

    ``club.guardian._minor_sql`` says the same of many people at once.
    """

    _inherit = "res.partner"

    club_guardian_ids = fields.One2many("club.guardian", "minor_id", string="Guardians")

    def _club_is_minor(self, day=None, company=None):
        """Whether this person is under age on ``day`` (today by default).

        Without a birth date, who has a guardian that day in this association is.

        :param company: the association that asks, by default the current one
        """
        self.ensure_one()
        day = day or fields.Date.context_today(self)
        company = (company or self.env.company).sudo()  # sudo: its age of majority
        if self.is_company:
            return False
        if not self.club_birth_date:
            return bool(self._club_guardians(day, company))
        age = relativedelta(years=company.club_majority_age)
        return day < self.club_birth_date + age

    def _club_guardians(self, day=None, company=None):
        """The contacts who act for this person on ``day``.

        :param company: the association that asks, by default the current one
        """
        # sudo: rules and pages ask, whoever is signed in.
        rows = self.env["club.guardian"].sudo()
        company = company or self.env.company
        return rows.search(
            rows._on_date_domain(day or fields.Date.context_today(self))
            & Domain("minor_id", "in", self.ids)
            & Domain("company_id", "=", company.id)
        ).guardian_id

    def _club_wards(self, day=None):
        """Memberships of the minors for whom this person acts on ``day``, each in
        the association that named them guardian."""
        # sudo: as in _club_guardians.
        rows = self.env["club.guardian"].sudo()
        day = day or fields.Date.context_today(self)
        rows = rows.search(
            rows._on_date_domain(day) & Domain("guardian_id", "in", self.ids)
        )
        memberships = self.env["club.membership"].sudo()
        for company, here in rows.grouped("company_id").items():
            minors = here.minor_id.filtered(
                lambda minor, c=company: minor._club_is_minor(day, c)
            )
            memberships |= minors.club_membership_ids.filtered(
                lambda m, c=company: m.company_id == c and not m.merged_into_id
            )
        return memberships


class ResCompany(models.Model):
    _inherit = "res.company"

    club_majority_age = fields.Integer(
        string="Age of majority",
        default=18,
        help="Younger members have no vote; a guardian may act for them.",
    )
