from unittest.mock import patch

from odoo.tests import new_test_user, tagged

from .common import TODAY, freeze_time
from .recruitment_common import RecruitmentCommon

LIST = "odoo.addons.club_portal.models.club_retention_list"
# Three years and a month after the meeting of 9 April 2026.
LATER = "2029-05-10 12:00:00"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventsRetention(RecruitmentCommon):
    """Guests, visitors and prospects are not kept for ever."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._meeting(audience="open")
        cls.lists = cls.env["club.retention.list"]

    def _rule(self, kind):
        return self.env["club.retention.rule"].create(
            {"kind": kind, "months": 36, "company_id": self.company.id}
        )

    def _came(self, event=None, **vals):
        vals = {"name": "Typed Tina", "email": "tina@example.org", **vals}
        return self.env["event.registration"].create(
            {"event_id": (event or self.meeting).id, **vals}
        )

    def _guest(self, name, event=None):
        """A contact who came as a guest."""
        person = self._person(name, email=f"{name.split()[0].lower()}@example.org")
        self._came(event, attendee_id=person.id, name=name, email=person.email)
        return person

    def _invited(self, **vals):
        vals = {"name": "Iris Invited", "email": "iris@example.org", **vals}
        return self.env["club.event.guest"].create(
            {"event_id": self.meeting.id, **vals}
        )

    def _night(self, rule, when=LATER):
        with freeze_time(when):
            self.lists._cron_nightly()
        return self.lists.search([("rule_id", "=", rule.id)], order="id desc", limit=1)

    def _apply(self, found, when=LATER):
        with freeze_time(when):
            found._run_now()

    def test_guests_who_never_were_members_are_listed_then_forgotten(self):
        gone = self._guest("Gina Gone")
        invited = self._person("Ines Invited", email="ines@example.org")
        self._invited(partner_id=invited.id, name="Ines", email=invited.email)
        member = self._standing("Mia Member").partner_id
        self._came(attendee_id=member.id, name="Mia Member")
        delegate = self._guest("Dana Delegate")
        self.env["club.delegation"].create(
            {
                "membership_id": self._organisation_member().id,
                "partner_id": delegate.id,
                "role": "seat",
                "date_from": "2026-01-01",
            }
        )
        signed_in = self._guest("Lena Login")
        new_test_user(
            self.env, "lena", groups="base.group_portal", partner_id=signed_in.id
        )
        followed = self._guest("Fay Followed")
        self._prospect("Fay", partner_id=followed.id)
        again = self._guest("Ann Again")
        later = self._meeting(
            "Later",
            audience="open",
            programme_id=False,
            date_begin="2028-04-09 12:00:00",
            date_end="2028-04-09 15:00:00",
        )
        self._came(later, attendee_id=again.id, name=again.name)
        rule = self._rule("guest")
        self.assertEqual(rule.action, "anonymise")
        found = self._night(rule)
        self.assertEqual(found.line_ids.partner_id, gone | invited)
        self.assertEqual(
            {str(line.ended_on) for line in found.line_ids}, {"2026-04-09"}
        )
        self.assertEqual(gone.name, "Gina Gone")
        self.assertEqual(self._night(rule), found, "nobody is listed twice")
        self._apply(found)
        self.assertEqual(set(found.line_ids.mapped("state")), {"done"})
        row = self.meeting.registration_ids.filtered(lambda r: r.attendee_id == gone)
        self.assertFalse(gone.email or row.email)
        self.assertNotIn("Gina", gone.name + row.name)
        self.assertEqual(row.state, "open", "that somebody came stays")

    def _organisation_member(self):
        return self._standing("Acme", kind=self.type_organisation)

    def test_a_guest_who_joined_since_the_list_is_kept(self):
        gone = self._guest("Gina Gone")
        rule = self._rule("guest")
        found = self._night(rule)
        membership = self._member("Gina Gone", self.brittany, partner=gone)
        self._period(membership, "2029-01-01", "2029-12-31")
        self._apply(found)
        self.assertEqual((found.line_ids.state, gone.name), ("failed", "Gina Gone"))

    def test_names_without_a_contact_go_and_the_figures_stay(self):
        typed = self._came(phone="0102030405", company_name="Globex")
        typed.message_post(body="Tina called.")
        invited = self._invited()
        notice = self.env["club.event.notice"].create(
            {
                "event_id": self.meeting.id,
                "company_id": self.company.id,
                "email": "iris@example.org",
                "level": "invited",
                "date": TODAY,
            }
        )
        known = self._guest("Gina Known")
        rule = self._rule("visitor")
        self.assertFalse(self._night(rule, "2029-04-01 12:00:00"), "not yet")
        found = self._night(rule)
        self.assertEqual(found.line_ids.count, 2)
        before = self.meeting.seats_taken
        with patch(f"{LIST}.ROWS", 1):
            self._apply(found)
        self.assertEqual((found.state, found.line_ids.state), ("done", "done"))
        self.assertNotIn("Tina", typed.name)
        self.assertFalse(typed.email or typed.phone or typed.company_name)
        self.assertFalse(typed.message_ids)
        self.assertFalse(notice.exists())
        self.assertNotIn("iris", (invited.name + invited.email).lower())
        self.assertEqual(known.name, "Gina Known")
        self.assertEqual(self.meeting.seats_taken, before)
        self.assertEqual(self._night(rule), found, "nothing is left to forget")

    def test_two_of_one_name_at_one_meeting_are_forgotten_apart(self):
        rows = self._came() | self._came(email="tina@other.example")
        rule = self._rule("visitor")
        self._apply(self._night(rule))
        self.assertEqual(len(set(rows.mapped("name"))), 2)

    def test_contacts_of_prospects_go_unless_they_joined_or_were_heard_of(self):
        values = {"contact_name": "Paul Prospect", "phone": "06", "note": "Likes tea"}
        old = self._prospect("Globex", **values)
        person = self._person("Petra Person")
        alone = self._prospect("Petra Person", partner_id=person.id)
        heard = self._prospect("Initech", **values)
        with freeze_time("2028-01-10"):
            heard.message_post(body="Called")
            heard.action_contacted()
        joined = self._prospect("Hooli", **values)
        membership = self._standing("Hooli", kind=self.type_organisation)
        joined._advance("joined", "membership", membership_id=membership.id)
        rule = self._rule("prospect")
        for prospect in old | alone | heard | joined:
            self.env.cr.execute(
                "UPDATE club_prospect SET create_date = %s WHERE id = %s",
                (TODAY, prospect.id),
            )
            self.env.cr.execute(
                "UPDATE mail_message SET date = %s WHERE res_id = %s "
                "AND model = 'club.prospect' AND date > '2028-06-01'",
                (TODAY, prospect.id),
            )
        self.env.invalidate_all()
        found = self._night(rule)
        self.assertEqual(found.line_ids.count, 2)
        self._apply(found)
        self.assertFalse(old.contact_name or old.email or old.phone or old.note)
        self.assertEqual(old.name, "Globex")
        self.assertNotIn("Petra", alone.name)
        self.assertEqual(heard.contact_name, "Paul Prospect")
        self.assertEqual(joined.contact_name, "Paul Prospect")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestErasedByAddress(RecruitmentCommon):
    """Who is erased is found where somebody typed their name and address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._meeting(audience="open")
        cls.person = cls._person("Zoe Zephyr", email="zoe@example.org")

    def _typed(self, name, email):
        registration = self.env["event.registration"].create(
            {"event_id": self.meeting.id, "name": name, "email": email}
        )
        guest = self.env["club.event.guest"].create(
            {"event_id": self.meeting.id, "name": name, "email": email}
        )
        return registration, guest

    def test_typed_places_invitations_and_prospects_are_forgotten(self):
        registration, guest = self._typed("Z. Zephyr", "Zoe@example.org")
        prospect = self._prospect(
            "Globex", contact_name="Zoe Zephyr", email="ZOE@example.org"
        )
        self.person._club_anonymise()
        self.assertNotIn("Zephyr", registration.name + guest.name)
        self.assertFalse(registration.email)
        self.assertNotIn("zoe", guest.email)
        self.assertFalse(prospect.contact_name or prospect.email)
        self.assertEqual(prospect.name, "Globex")

    def test_of_a_shared_mailbox_only_their_own_name_is_forgotten(self):
        self._person("Yann Zephyr", email="zoe@example.org")
        mine, _guest = self._typed("Zoe Zephyr", "zoe@example.org")
        other = self.env["event.registration"].create(
            {
                "event_id": self.meeting.id,
                "name": "Yann Zephyr",
                "email": "zoe@example.org",
            }
        )
        self.person._club_anonymise()
        self.assertNotIn("Zoe", mine.name)
        self.assertEqual((other.name, other.email), ("Yann Zephyr", "zoe@example.org"))
