from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import TODAY, ClubCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAccessContacts(ClubCommon):
    """Which contacts the holder of an office reads and changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.inside = cls._member("Anne Le Goff", cls.rennes).partner_id
        cls.outside = cls._member("Zoe Mistral", cls.provence).partner_id
        cls.supplier = cls._organisation("Printer")

    def _reads(self, partner, role="officer"):
        """Found by a search and readable: both ways must agree."""
        partner = self.env["res.partner"].with_user(self.users[role]).browse(partner.id)
        found = bool(partner.search([("id", "=", partner.id)]))
        self.assertEqual(found, partner.has_access("read"), partner.sudo().name)
        return found

    def _writes(self, partner, role="officer"):
        return partner.with_user(self.users[role]).has_access("write")

    def test_officer_reads_members_of_the_own_sections_and_strangers_only(self):
        for role in ("officer", "section_treasurer"):
            self.assertTrue(self._reads(self.inside, role))
            self.assertTrue(self._reads(self.supplier, role))
            self.assertFalse(self._reads(self.outside, role))

    def test_officer_changes_members_but_not_strangers(self):
        self.assertTrue(self._writes(self.inside))
        self.assertFalse(self._writes(self.supplier))
        self.assertFalse(self._writes(self.inside, "section_treasurer"))

    def test_officer_enters_a_contact_and_corrects_it_before_admission(self):
        officer = self.users["officer"]
        contact = self.env["res.partner"].with_user(officer).create({"name": "New"})
        contact.name = "Newcomer"
        with self.assertRaises(AccessError):
            contact.create({"name": "Address", "parent_id": self.outside.id})

    def test_payer_follows_the_members_they_pay_for(self):
        here, there = self._person("Payer here"), self._person("Payer there")
        self.inside.club_membership_ids.payer_id = here
        self.outside.club_membership_ids.payer_id = there
        self.assertTrue(self._reads(here))
        self.assertTrue(self._writes(here))
        self.assertFalse(self._reads(there))

    def test_member_elsewhere_who_pays_here_is_read_but_not_changed(self):
        self.inside.club_membership_ids.payer_id = self.outside
        self.assertTrue(self._reads(self.outside))
        self.assertFalse(self._writes(self.outside))

    def test_contact_below_a_member_follows_the_member(self):
        for parent, allowed in ((self.inside, True), (self.outside, False)):
            child = self._person("Address", parent_id=parent.id, type="other")
            self.assertEqual(self._reads(child), allowed)
            self.assertEqual(self._writes(child), allowed)

    def test_contact_below_a_member_who_works_for_a_stranger_follows_the_member(self):
        self.outside.parent_id = self.supplier
        child = self._person("Address", parent_id=self.outside.id, type="other")
        self.assertEqual(child.commercial_partner_id, self.supplier)
        self.assertFalse(self._reads(child))

    def test_person_of_a_member_company_who_is_member_elsewhere_stays_hidden(self):
        company = self._member("Mairie", self.rennes, self.type_organisation)
        self.outside.parent_id = company.partner_id
        self.assertTrue(self._reads(company.partner_id))
        self.assertFalse(self._reads(self.outside))

    def test_member_of_another_association_is_no_stranger(self):
        other = self._association("Other Association")
        kind = self._type("Other", [{"amount": 10}], other)
        foreign = self._member("Jean Ailleurs", kind=kind)
        self.assertFalse(self._reads(foreign.partner_id))

    def test_officers_read_themselves_wherever_they_are_members(self):
        officer = self.users["officer"]
        self._member("Self", self.provence, partner=officer.partner_id)
        self.assertTrue(self._reads(officer.partner_id))
        self.assertTrue(officer.with_user(officer).has_access("read"))

    def test_wider_roles_read_every_contact(self):
        for role in ("reader", "secretary", "treasurer", "admin", "employee"):
            for partner in (self.inside, self.outside, self.supplier):
                self.assertTrue(self._reads(partner, role))

    def test_office_does_not_narrow_who_manages_all_contacts(self):
        for groups in (
            "club_membership.group_club_secretary",
            "account.group_account_invoice",
            "base.group_erp_manager",
        ):
            user = new_test_user(
                self.env,
                f"both_{groups}",
                groups=f"club_membership.group_club_officer,{groups}",
                company_id=self.company.id,
                company_ids=[(6, 0, self.company.ids)],
            )
            self.assertTrue(self.outside.with_user(user).has_access("read"), groups)

    def test_reader_in_office_still_changes_the_own_sections_only(self):
        self.users["officer"].group_ids += self.env.ref(
            "club_membership.group_club_reader"
        )
        self.assertTrue(self._reads(self.outside))
        self.assertFalse(self._writes(self.outside))
        membership = self.outside.club_membership_ids.with_user(self.users["officer"])
        self.assertTrue(membership.has_access("read"))
        self.assertFalse(membership.has_access("write"))

    def test_portal_user_reads_nobody_but_the_own_company(self):
        for partner in (self.inside, self.outside, self.supplier):
            self.assertFalse(self._reads(partner, "portal"))
        self.assertTrue(self._reads(self.users["portal"].partner_id, "portal"))

    def test_closed_section_shows_nothing_to_its_officers(self):
        self.brittany.write(
            {"staff_opening": "date", "staff_opening_date": "2026-04-01"}
        )
        self.assertFalse(self._reads(self.inside))
        with freeze_time("2026-04-01 06:00:00"):
            self.assertTrue(self._reads(self.inside))
