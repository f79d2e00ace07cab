from .common import RoadmapCommon

SAID = {"frequency": "daily", "people": "3", "minutes": "10", "example": "Each evening"}


class PainCommon(RoadmapCommon):
    """A third company, and pain points told as a form tells them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cogs, cls.cogs_team = cls._company_with_team("Cogs")

    @classmethod
    def _pain(cls, name="Closing takes days", membership=None, shown=True, **told):
        """A pain point described by a company's delegate: 110 hours per year."""
        membership = membership or cls.acme
        return cls.env["club.pain"]._describe(
            membership._team_on(None, "voter").partner_id,
            membership,
            {
                "name": name,
                "description": "We wait until the night.",
                "product": str(cls.product.id),
                "module": str(cls.payroll.id),
                **told,
            },
            SAID,
            shown,
        )

    @classmethod
    def _report(cls, pain, membership, person=None, shown=True, **said):
        person = person or membership._team_on(None, "voter").partner_id
        pain._report(person, membership, {**SAID, **said}, shown)
