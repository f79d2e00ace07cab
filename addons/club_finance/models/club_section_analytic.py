from odoo import fields, models


class ResCompany(models.Model):
    """The plan in which the sections of an association have their accounts."""

    _inherit = "res.company"

    club_section_plan_id = fields.Many2one(
        "account.analytic.plan",
        string="Plan of the sections",
        ondelete="restrict",
        help="The analytic plan with one account for each section.",
    )

    def _club_section_plan(self):
        """The analytic plan of this association's sections.

        It is the one that the first of their accounts was made in, by whoever did;
        without any, the one all associations share: each account says whose it is.
        """
        self.ensure_one()
        if not self.club_section_plan_id:
            known = self.env["club.section"].search(
                [("company_id", "=", self.id), ("analytic_account_id", "!=", False)],
                limit=1,
            )
            self.club_section_plan_id = (
                known.analytic_account_id.plan_id
                or self.env.ref("club_finance.section_plan")
            )
        return self.club_section_plan_id


class ClubSection(models.Model):
    """A section's account in the books, made when something is first booked on it."""

    _inherit = "club.section"

    # An account answers to one section, or its entries would show to two treasurers.
    _analytic_account_uniq = models.UniqueIndex(
        "(analytic_account_id) WHERE analytic_account_id IS NOT NULL",
        "Another section has this analytic account already.",
    )

    def _analytic_distribution(self):
        """As before, with an account made for a section that has none.

        What no section carries is the association's own: the section at the top needs
        no account.
        """
        for section in self:
            if section.parent_id and not section.sudo().analytic_account_id:
                section._make_analytic_account()
        # sudo: who books for a section need not read analytic accounting.
        return super(ClubSection, self.sudo())._analytic_distribution()

    def _make_analytic_account(self):
        # sudo: the account follows from the section alone. Two first bookings at once
        # collide on the section's row, and one of them is tried again.
        section = self.sudo()
        company = section.company_id
        section.analytic_account_id = (
            self.env["account.analytic.account"]
            .sudo()
            .create(
                {
                    "name": section.complete_name,
                    "code": section.code,
                    "plan_id": company._club_section_plan().id,
                    "company_id": company.id,
                }
            )
        )
