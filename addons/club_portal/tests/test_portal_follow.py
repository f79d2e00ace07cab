from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.tests import new_test_user, tagged


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalFollow(ClubCommon):
    """Who has a login in another association sees this one once they belong to it."""

    def test_a_guardian_named_before_the_child_is_a_member_sees_the_association(self):
        elsewhere = self._association("Elsewhere")
        guardian, former, child = map(self._person, ("Now", "Then", "Child"))
        child.club_birth_date = "2020-01-01"
        for person, until in ((guardian, False), (former, "2024-12-31")):
            new_test_user(
                self.env,
                person.name,
                "base.group_portal",
                partner_id=person.id,
                company_id=elsewhere.id,
                company_ids=[(6, 0, elsewhere.ids)],
            )
            self.env["club.guardian"].create(
                {
                    "minor_id": child.id,
                    "guardian_id": person.id,
                    "company_id": self.company.id,
                    "date_from": "2024-01-01",
                    "date_to": until,
                }
            )
        self.assertNotIn(self.company, guardian.user_ids.company_ids)
        self._member("Child", self.rennes, partner=child)
        self.assertIn(self.company, guardian.user_ids.company_ids)
        self.assertNotIn(self.company, former.user_ids.company_ids)
