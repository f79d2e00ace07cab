from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from .common import TODAY, ClubCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAccessOffices(ClubCommon):
    """Rights of officers and regional treasurers begin and end with their offices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.inside = cls._member("Anne Le Goff", cls.rennes)
        cls.outside = cls._member("Zoe Mistral", cls.provence)
        cls.officer = cls.users["officer"]
        cls.office = cls.env["club.office"].search(
            [("partner_id", "=", cls.officer.partner_id.id)]
        )

    def _seen(self):
        return self.env["club.membership"].with_user(self.officer).search([])

    def _sync(self):
        self.env["res.users"]._club_sync_office_groups()

    def test_officer_finds_the_members_of_the_own_sections_only(self):
        self.assertEqual(self._seen(), self.inside)
        self.assertTrue(self.inside.with_user(self.officer).has_access("read"))
        self.assertFalse(self.outside.with_user(self.officer).has_access("read"))

    def test_rights_begin_at_midnight_without_anything_being_run(self):
        self.office.date_from = "2026-04-01"
        with freeze_time("2026-03-31 23:59:00"):
            self.assertFalse(self._seen())
            self.assertFalse(self.inside.with_user(self.officer).has_access("read"))
        with freeze_time("2026-04-01 00:01:00"):
            self.assertEqual(self._seen(), self.inside)
            self.assertTrue(self.inside.with_user(self.officer).has_access("write"))

    def test_rights_end_at_midnight_without_anything_being_run(self):
        self.office.date_to = "2026-03-31"
        with freeze_time("2026-03-31 23:59:00"):
            self.assertEqual(self._seen(), self.inside)
        with freeze_time("2026-04-01 00:01:00"):
            self.assertFalse(self._seen())
            self.assertFalse(self.inside.with_user(self.officer).has_access("write"))
            contacts = self.inside.partner_id.with_user(self.officer)
            self.assertFalse(contacts.has_access("read"))

    def test_nightly_job_gives_the_group_on_the_first_day_and_takes_it_after_the_last(
        self,
    ):
        self.office.write({"date_from": "2026-04-01", "date_to": "2026-04-30"})
        for day, in_office in (
            ("2026-03-31", False),
            ("2026-04-01", True),
            ("2026-04-30", True),
            ("2026-05-01", False),
        ):
            with freeze_time(day):
                self._sync()
                self.assertEqual(
                    self.officer.has_group("club_membership.group_club_officer"),
                    in_office,
                    day,
                )

    def test_nightly_job_gives_groups_to_internal_users_only(self):
        member = self.users["portal"]
        self._office(member, self.brittany, "coordinator")
        self._sync()
        self.assertFalse(member.has_group("club_membership.group_club_officer"))
        self.assertFalse(
            self.env["club.membership"].with_user(member).has_access("read")
        )

    def test_nightly_job_leaves_groups_alone_when_nothing_changed(self):
        self._sync()
        self.env.flush_all()
        before = self.officer.write_date, self._group().write_date
        with patch.object(type(self._group()), "write") as write:
            self._sync()
        write.assert_not_called()
        self.assertEqual((self.officer.write_date, self._group().write_date), before)

    def _group(self):
        return self.env.ref("club_membership.group_club_officer")

    def test_each_office_opens_only_what_its_role_opens(self):
        treasurer = self.users["section_treasurer"]
        self.assertTrue(self.inside.with_user(treasurer).has_access("read"))
        self.assertFalse(self.inside.with_user(treasurer).has_access("write"))
        self._office(self.officer, self.provence, "treasurer")
        self._sync()
        mine = self.outside.with_user(self.officer)
        self.assertTrue(mine.has_access("read"))
        self.assertFalse(mine.has_access("write"))
        self.assertTrue(self.inside.with_user(self.officer).has_access("write"))

    def test_rights_follow_the_login_to_another_contact(self):
        self.assertTrue(self._seen())
        self.officer.partner_id = self._person("Somebody else")
        self.assertFalse(self._seen())

    def test_officer_of_a_parent_section_serves_the_ones_below_it_only(self):
        self.office.section_id = self.north
        normandy = self._member("Guillaume", self.normandy)
        self.assertEqual(self._seen(), self.inside | normandy)
        self.office.section_id = self.rennes
        self.assertEqual(self._seen(), self.inside)
        self.office.section_id = self.normandy
        self.assertEqual(self._seen(), normandy)

    def test_appointed_officer_works_at_once(self):
        colleague = self.users["employee"]
        self._office(colleague, self.provence, "secretary")
        self.assertTrue(self.outside.with_user(colleague).has_access("write"))
        self.assertFalse(self.inside.with_user(colleague).has_access("read"))

    def test_office_without_role_gives_no_rights(self):
        kind = self.env["club.office.kind"].create({"name": "Archivist"})
        colleague = self.users["employee"]
        self.env["club.office"].create(
            {
                "partner_id": colleague.partner_id.id,
                "section_id": self.brittany.id,
                "kind_id": kind.id,
                "date_from": "2020-01-01",
            }
        )
        self._sync()
        self.assertFalse(self.env["club.due"].with_user(colleague).has_access("read"))

    def test_end_of_an_office_does_not_open_all_contacts_again(self):
        self.office.date_to = "2026-03-14"
        self._sync()
        self.assertFalse(self.officer.has_group("club_membership.group_club_officer"))
        for member in (self.inside, self.outside):
            contact = member.partner_id.with_user(self.officer)
            self.assertFalse(contact.has_access("read"))
