from odoo.addons.club_portal.models.club_space import Space
from odoo.tests import new_test_user, tagged

from .common import TODAY, EventsCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventsPrivacy(EventsCommon):
    """What meetings keep of a person: told, forgotten, merged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._standing("Anna")
        cls.person = cls.anna.partner_id
        cls.meeting = cls._meeting()
        cls.registration = cls._registered(cls.meeting, cls.person)
        cls.training = cls.env["club.training"].create(
            {"name": "Basics", "company_id": cls.company.id}
        )

    @classmethod
    def _registered(cls, event, person, **vals):
        return cls.env["event.registration"].create(
            {
                "event_id": event.id,
                "attendee_id": person.id,
                "name": person.name,
                "email": person.email,
                "phone": "0102030405",
                **vals,
            }
        )

    def _certificate(self, person):
        return self.env["club.training.certificate"].create(
            {
                "training_id": self.training.id,
                "company_id": self.company.id,
                "partner_id": person.id,
                "event_id": self.meeting.id,
                "date": "2026-03-10",
            }
        )

    def _merge(self, loser, winner):
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (loser | winner).ids, winner
        )

    def test_the_file_of_a_person_holds_their_meetings_and_nobody_elses(self):
        self._registered(self.meeting, self._standing("Bea").partner_id)
        mine = self._certificate(self.person)
        user = new_test_user(
            self.env,
            "anna",
            groups="base.group_portal",
            partner_id=self.person.id,
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        data = self.env["club.data.export"]._of(Space(user, self.person))
        self.assertEqual([row["name"] for row in data["meetings"]], ["Anna"])
        self.assertEqual(data["training_certificates"][0]["number"], mine.number)

    def test_who_is_forgotten_leaves_a_number_where_their_name_stood(self):
        minutes_name = "Anna speaks"
        track = self.env["event.track"].create(
            {
                "name": minutes_name,
                "event_id": self.meeting.id,
                "owner_id": self.person.id,
                "partner_id": self.person.id,
            }
        )
        guest = self.env["club.event.guest"].create(
            {
                "event_id": self.meeting.id,
                "partner_id": self.person.id,
                "name": "Anna",
                "email": "anna@example.org",
            }
        )
        self.person._club_forget_elsewhere()
        row = self.registration
        self.assertEqual(row.state, "cancel")
        self.assertNotIn("Anna", row.name)
        self.assertFalse(row.email or row.phone)
        self.assertNotIn("Anna", track.partner_name)
        self.assertFalse(track.partner_email)
        self.assertNotIn("anna@", guest.email)

    def test_two_contacts_of_one_person_have_one_place(self):
        twin = self._standing("Anna twin").partner_id
        other = self._registered(self.meeting, twin)
        self._merge(twin, self.person)
        self.assertEqual(self.registration.state, "open")
        self.assertEqual(other.state, "cancel")
        self.assertEqual(other.attendee_id, self.person)

    def test_two_contacts_of_one_person_keep_both_certificates(self):
        twin = self._person("Anna twin")
        mine = self._certificate(self.person)
        theirs = self._certificate(twin)
        self._merge(twin, self.person)
        self.assertEqual((mine | theirs).exists().partner_id, self.person)
        self.assertEqual(mine.event_id, self.meeting)
        self.assertFalse(theirs.event_id)

    def test_a_customer_stands_in_a_campaign_once_as_far_as_they_came(self):
        campaign = self.env["club.recruitment"].create(
            {"name": "Spring", "company_id": self.company.id}
        )
        one, two = self._organisation("Granit"), self._organisation("Granit SA")
        known, contacted = (
            self.env["club.prospect"].create(
                {
                    "recruitment_id": campaign.id,
                    "name": partner.name,
                    "partner_id": partner.id,
                    "stage": stage,
                }
            )
            for partner, stage in ((one, "known"), (two, "contacted"))
        )
        self._merge(two, one)
        self.assertFalse(known.exists())
        self.assertEqual(contacted.partner_id, one)

    def test_what_both_used_or_were_told_counts_once(self):
        twin = self._person("Anna twin")
        benefit = self.env["club.benefit"].create(
            {
                "name": "Books",
                "company_id": self.company.id,
                "provider_id": self.company.partner_id.id,
            }
        )
        for person in (self.person, twin):
            self.env["club.benefit.use"].create(
                {
                    "benefit_id": benefit.id,
                    "membership_id": self.anna.id,
                    "partner_id": person.id,
                    "date": "2026-03-10",
                }
            )
            self.env["club.event.notice"].create(
                {
                    "event_id": self.meeting.id,
                    "company_id": self.company.id,
                    "partner_id": person.id,
                    "level": "moved",
                    "date": "2026-03-10",
                }
            )
        self._merge(twin, self.person)
        self.assertEqual(benefit.use_ids.partner_id, self.person)
        self.assertEqual(len(benefit.use_ids), 1)
        notices = self.env["club.event.notice"].search(
            [("event_id", "=", self.meeting.id), ("level", "=", "moved")]
        )
        self.assertEqual(len(notices), 1)
        self.assertEqual(notices.partner_id, self.person)
