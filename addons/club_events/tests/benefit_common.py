"""A benefit, and the spaces from which members see it."""

from odoo.tests import new_test_user

from .common import EventsCommon


class BenefitCommon(EventsCommon):
    @classmethod
    def _benefit(cls, name="New modules", state="published", **vals):
        return cls.env["club.benefit"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "provider_id": cls._organisation(f"Vendor of {name}").id,
                "summary": "20 % less",
                "code": "CLUB20",
                "state": state,
                **vals,
            }
        )

    @classmethod
    def _open_space(cls, partner, company=None):
        """The space of this person, as a portal user sees it."""
        company = company or cls.company
        user = partner.user_ids[:1] or new_test_user(
            cls.env,
            login=f"space_{partner.id}",
            groups="base.group_portal",
            partner_id=partner.id,
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        return cls.env(user=user)["club.space"]._open()

    @classmethod
    def _uses(cls, benefit):
        return cls.env["club.benefit.use"].search([("benefit_id", "=", benefit.id)])
