"""A campaign, and prospects in it."""

from .common import EventsCommon


class RecruitmentCommon(EventsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.brittany.postal_codes = "22, 29, 35"
        cls.provence.postal_codes = "13, 83"
        cls.campaign = cls.env["club.recruitment"].create(
            {
                "name": "Customers of 2026",
                "company_id": cls.company.id,
                "date_start": "2026-01-01",
            }
        )

    @classmethod
    def _prospect(cls, name="Globex", **vals):
        return cls.env["club.prospect"].create(
            {
                "name": name,
                "recruitment_id": cls.campaign.id,
                "email": f"contact@{name.lower().replace(' ', '')}.example",
                "zip": "35000",
                **vals,
            }
        )

    def _steps(self, prospect):
        """What happened to a prospect, the first step first: (stage, because of)."""
        return [(s.stage_to, s.how) for s in prospect.step_ids.sorted("id")]
