from odoo.addons.club_membership.tests.common import ClubCommon


class RoadmapCommon(ClubCommon):
    """A vendor's product, and two competing companies that use it: each with its
    manager, its delegate and a deputy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vendor = cls._organisation("Vendor")
        cls.product = cls.env["club.product"].create(
            {
                "name": "Ledger",
                "vendor_id": cls.vendor.id,
                "company_id": cls.company.id,
                "module_ids": [(0, 0, {"name": "Payroll"}), (0, 0, {"name": "Stock"})],
                "version_ids": [(0, 0, {"name": "12", "state": "released"})],
            }
        )
        cls.payroll, cls.stock = cls.product.module_ids
        cls.acme, cls.acme_team = cls._company_with_team("Acme")
        cls.bolt, cls.bolt_team = cls._company_with_team("Bolt")
        cls._create_users()

    @classmethod
    def _company_with_team(cls, name, until="2099-12-31"):
        """A member organisation and {role: person}."""
        membership = cls._member(name, cls.brittany, cls.type_organisation)
        cls._period(membership, "2024-01-01", until)
        team = {}
        for role in ("manager", "voter", "deputy", "seat"):
            team[role] = cls._person(f"{name} {role}")
            cls.env["club.delegation"].create(
                {
                    "membership_id": membership.id,
                    "partner_id": team[role].id,
                    "role": role,
                    "date_from": "2024-01-01",
                }
            )
        return membership, team

    @classmethod
    def _supports(cls, requests):
        """All lines of support, those too whose member is not named."""
        return cls.env["club.request.support"].search(
            [("request_id", "in", requests.ids)]
        )

    @classmethod
    def _request(cls, name="Faster closing", membership=None, shown=True, **vals):
        """A request proposed by a company's delegate."""
        membership = membership or cls.acme
        person = membership._team_on(None, "voter").partner_id[:1]
        return cls.env["club.request"]._author_write(
            {
                "name": name,
                "wish": "Close a month in one click.",
                "motivation": "Two days lost each month.",
                "product_id": cls.product.id,
                **vals,
            },
            person or membership.partner_id,
            membership,
            shown,
        )
