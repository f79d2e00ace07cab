from odoo.tests import tagged

from .common import TODAY, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventHelped(RegisterCommon):
    """A regional officer on the telephone registers members of their own section for
    a meeting of the whole association; nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.here = cls._standing("Rose", cls.rennes)
        cls.away = cls._standing("Paul", cls.provence)
        cls.event = cls._meeting("Plenary")

    def _help(self, person, membership=None):
        officer = self._as("officer", self.event)
        return officer._register_people(
            [{"partner": person}], person, membership=membership
        ).sudo()

    def test_a_member_of_their_section_is_registered_and_pays(self):
        booking = self._help(self.here.partner_id)
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertEqual(booking.registration_ids.membership_id, self.here)
        self.assertEqual(booking.payer_id, self.here.partner_id)
        place = booking.registration_ids
        self._as("officer", place)._withdraw(self.here.partner_id)
        self.assertEqual(place.state, "cancel")

    def test_members_of_other_sections_are_not(self):
        with self._refuses("You cannot register Paul for Plenary"):
            self._help(self.away.partner_id)

    def test_the_audience_still_decides(self):
        self.event.write({"audience": "body", "commission_id": self.commission.id})
        with self._refuses("is for the members of Finance"):
            self._help(self.here.partner_id)

    def test_people_of_a_company_of_their_section_are_registered_in_its_name(self):
        inc = self._standing("Inc", self.rennes, kind=self.type_organisation)
        away = self._standing("Far", self.provence, kind=self.type_organisation)
        person = self._person("Ines")
        self._acts(inc, person, "seat")
        self._acts(away, person, "seat")
        with self._refuses("You cannot register Ines"):
            self._help(person, away)
        booking = self._help(person)
        self.assertEqual(booking.membership_id, inc)
        self.assertEqual(booking.payer_id, inc.partner_id)

    def test_a_portal_user_helps_nobody(self):
        with self._refuses("You cannot register Rose"):
            self._door(self.event, self.zoe, self.here.partner_id)
