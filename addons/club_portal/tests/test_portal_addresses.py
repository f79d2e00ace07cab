from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .dues_pages_common import DuesPagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalAddresses(DuesPagesCommon):
    """Odoo's own pages of addresses: one's own, and of whom one manages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.acme_due.membership_id.partner_id
        cls.sent = {
            "name": "Somebody",
            "email": "somebody@example.org",
            "phone": "0123456789",
            "street": "1 New Street",
            "city": "Rennes",
            "zip": "35000",
            "country_id": cls.env.ref("base.fr").id,
        }
        (cls.anna | cls.bo).partner_id.parent_id = cls.acme
        cls.acme.write({"street": "Acme Street", "city": "Brest"})
        cls.offices = cls._address("Acme Books", cls.acme)
        cls.annas = cls._address("Anna At Home", cls.anna.partner_id)
        cls.bos = cls._address("Bo At Home", cls.bo.partner_id)
        cls.env.flush_all()

    @classmethod
    def _address(cls, name, above):
        return cls.env["res.partner"].create(
            {**cls.sent, "name": name, "parent_id": above.id, "type": "other"}
        )

    def _keeps(self, address):
        """Whether the page shows this address, and all ways to change it work."""
        shown = address.name in self._page("/my/addresses")
        path = f"/my/address?partner_id={address.id}"
        with mute_logger("odoo.http"):
            opened = self.url_open(path, allow_redirects=False).status_code == 200
            sent = self._save(address, name=address.name)
        self.assertEqual({opened, sent}, {shown})
        return shown

    def _save(self, address=None, **vals):
        answer = self._post(
            "/my/address/submit",
            **self.sent | {"partner_id": address.id if address else ""} | vals,
        )
        self.env.invalidate_all()
        return answer.status_code == 200 and "redirectUrl" in answer.json()

    def test_a_contact_keeps_their_own_addresses_only(self):
        self._as("bo")
        self.assertTrue(self._keeps(self.bos))
        self.assertFalse(self._keeps(self.offices))
        self.assertFalse(self._keeps(self.annas))
        card = f'data-partner-id="{self.acme.id}"'
        self.assertNotIn(card, self._page("/my/addresses"))

    def test_a_manager_keeps_the_companys_as_well_but_no_colleagues(self):
        self.bo.partner_id.type = "other"  # signs in: no address of the company
        self._as("anna")
        self.assertTrue(self._keeps(self.annas))
        self.assertTrue(self._keeps(self.offices))
        self.assertFalse(self._keeps(self.bos))
        self.assertFalse(self._keeps(self.bo.partner_id))

    def test_a_new_address_is_the_persons_unless_they_manage_the_company(self):
        for login, above in (("bo", self.bo.partner_id), ("anna", self.acme)):
            self._as(login)
            self.assertTrue(self._save(name=f"New of {login}"))
            made = self.env["res.partner"].search([("name", "=", f"New of {login}")])
            self.assertEqual(made.parent_id, above)

    def test_what_a_contact_changes_leaves_the_company_as_it_was(self):
        self._as("bo")
        self.assertTrue(self._save(self.bo.partner_id, company_name="Mine Now"))
        self.assertEqual(self.bo.partner_id.street, "1 New Street")
        self.assertEqual(self.acme.street, "Acme Street")
        self.assertEqual(self.anna.partner_id.street, "Acme Street")
        self.assertTrue(self._save(name="New", company_name="Mine Now"))
        self.assertEqual(self.acme.name, "Acme")
