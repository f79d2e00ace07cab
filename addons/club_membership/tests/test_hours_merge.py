from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .hours_common import HoursCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestHoursMerge(HoursCommon):
    """Merging two contacts of one person keeps every line, and counts none twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls._person("Anna Bis")

    def _merge(self, user=None, into=None):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        into = into or self.anna
        people = self.anna | self.double
        if user:
            wizard, into = wizard.with_user(user), into.with_user(user)
        wizard._merge(people.ids, into, extra_checks=False)
        self.env.invalidate_all()

    def test_hours_of_both_contacts_move_to_the_one_that_stays(self):
        mine = self._confirmed()
        theirs = self._confirmed("club.duty,2", person=self.double)
        declared = self._declare(person=self.double)
        self._merge()
        lines = mine | theirs | declared
        self.assertEqual(lines.partner_id, self.anna)
        self.assertEqual(set(lines.mapped("state")), {"confirmed"})

    def test_same_duty_of_both_contacts_counts_once_and_both_lines_stay(self):
        mine = self._line()
        theirs = self._confirmed(person=self.double, hours=3)
        self._merge()
        self.assertEqual((mine | theirs).partner_id, self.anna)
        self.assertEqual((mine.state, theirs.state), ("declined", "confirmed"))
        self.assertEqual(mine.same_as_id, theirs)
        self.assertEqual(mine.change_ids.kind, "merged")
        # The duty goes on writing to one line only.
        self.assertFalse(self._line(hours=4))

    def test_two_confirmed_lines_of_one_duty_count_once(self):
        mine = self._confirmed()
        theirs = self._confirmed(person=self.double)
        self._merge(into=self.double)
        self.assertEqual((mine | theirs).partner_id, self.double)
        self.assertEqual(mine.state, "confirmed")
        self.assertEqual((theirs.state, theirs.same_as_id), ("declined", mine))
        self.assertEqual(theirs.change_ids.state_before, "confirmed")

    def test_same_origin_in_two_associations_is_no_clash(self):
        other = self._association("Other")
        lines = self._confirmed() | self._confirmed(
            person=self.double, company_id=other.id
        )
        self._merge()
        self.assertEqual(lines.mapped("state"), ["confirmed", "confirmed"])

    def test_officer_does_not_merge_a_volunteer_of_another_section(self):
        self._create_users()
        officer = self.users["officer"]
        self._member("Anna Bis", self.rennes, partner=self.double)
        self.assertTrue(self._as("officer", self.double).has_access("write"))
        line = self._confirmed(person=self.double, section_id=self.provence.id)
        with self.assertRaises(AccessError):
            self._merge(officer)
        self.assertEqual(line.partner_id, self.double)
