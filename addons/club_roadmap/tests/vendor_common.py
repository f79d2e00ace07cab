from odoo import api
from odoo.tests import new_test_user

from .common import RoadmapCommon


class VendorCommon(RoadmapCommon):
    """A dossier of three requests, and the vendor's Vera who may answer it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vera = cls._vendor_person("Vera", cls.vendor)
        cls.first = cls._request("Close faster", module_id=cls.payroll.id)
        cls.second = cls._request("Print in colour", cls.bolt, shown=False)
        cls.price = cls._request("Fairer prices", kind="price")

    @classmethod
    def _vendor_person(cls, name, vendor, **vals):
        """A vendor's contact with a login of the same name."""
        user = new_test_user(
            cls.env,
            login=name.lower(),
            name=name,
            email=f"{name.lower()}@vendor.example",
            groups="base.group_portal",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        return cls.env["club.vendor.contact"].create(
            {
                "partner_id": user.partner_id.id,
                "vendor_id": vendor.id,
                "company_id": cls.company.id,
                "date_from": "2026-01-01",
                **vals,
            }
        )

    @classmethod
    def _dossier(cls, requests=None, released=True, **vals):
        """A dossier about these requests (all three by default)."""
        dossier = cls.env["club.dossier"].create(
            {
                "name": "Requests of 2026",
                "vendor_id": cls.vendor.id,
                "company_id": cls.company.id,
                "deadline": "2026-04-30",
                **vals,
            }
        )
        dossier._add_requests(requests or cls.first | cls.second | cls.price)
        for line in dossier.line_ids:
            line.text = f"Consolidated {line.number}"
        if released:
            dossier._release(dossier._fingerprint())
        return dossier

    @classmethod
    def _said(cls, feasibility="yes", **said):
        """What a form sends."""
        return {"feasibility": feasibility, "reason": "For a good reason", **said}

    def _answer(self, line, feasibility="yes", contact=None, **said):
        return line._give(contact or self.vera, self._said(feasibility, **said))

    def _version(self, name="13", planned_on="2026-09-30", **vals):
        return self.env["club.product.version"].create(
            {
                "name": name,
                "product_id": self.product.id,
                "planned_on": planned_on,
                **vals,
            }
        )

    def _mails_to(self, address):
        """Mails that wait for this address, and nobody else's."""
        mails = self.env["mail.mail"].search([])
        return mails.filtered(lambda mail: address in (mail.email_to or ""))

    @classmethod
    def _superuser(cls, records):
        return records.with_user(api.SUPERUSER_ID)
