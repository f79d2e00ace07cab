from unittest.mock import patch

from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time

FORM = {
    "kind": "person",
    "name": "Nora New",
    "email": "nora@example.org",
    "street": "1 rue Haute",
    "zip": "35000",
    "city": "Rennes",
    "accepted": "yes",
}


@freeze_time(TODAY)
class JoinCommon(ClubCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(cls.cr, "now", fields.Datetime.now))
        cls.env.user.company_ids |= cls.company
        cls.env.user.company_id = cls.company
        cls.company.email = "club@example.org"
        cls.type_person.open_to_application = True
        cls.brittany.postal_codes = "22, 29, 35, 56"
        cls.rennes.postal_codes = "350"
        cls.applications = cls.env["club.application"]

    def _applied(self, membership_type=None, **form):
        """An application as the page would keep it, the address proven."""
        kind = membership_type or self.type_person
        values, problems = self.applications._read_form(
            form.get("kind", "person"), kind, {**FORM, **form}
        )
        self.assertFalse(problems)
        application = self.applications._submit(values, "en_US", "I agree.")
        application._confirm()
        return application

    def _mails(self, address):
        return self.env["mail.mail"].search([("email_to", "=", address)])
