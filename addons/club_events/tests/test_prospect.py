from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY
from .recruitment_common import RecruitmentCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestProspect(RecruitmentCommon):
    """Stages move forward by what happens, and each step is kept."""

    def _write_to(self, prospect, subtype="mail.mt_comment"):
        prospect.message_post(
            body="Hello", message_type="comment", subtype_xmlid=subtype
        )

    def _guest(self, prospect, event=None):
        event = event or self._meeting(audience="invited")
        return self.env["club.event.guest"].create(
            {
                "event_id": event.id,
                "kind": "prospect",
                "prospect_id": prospect.id,
                "name": prospect.name,
                "email": prospect.email,
            }
        )

    def _place(self, guest, state="open"):
        return (
            self.env["event.registration"]
            .with_context(club_event_guest=guest.id)
            .create(
                {
                    "event_id": guest.event_id.id,
                    "name": guest.name,
                    "email": guest.email,
                    "guest_id": guest.id,
                    "state": state,
                }
            )
        )

    def _application(self, **vals):
        application = self.env["club.application"].create(
            {
                "name": "Rita Reader",
                "kind": "organisation",
                "organisation": "Globex",
                "email": "contact@globex.example",
                "company_id": self.company.id,
                "type_id": self.type_organisation.id,
                "section_id": self.brittany.id,
                "headcount": 10,
                **vals,
            }
        )
        application._confirm()
        return application

    def test_the_section_of_the_postal_code_takes_care_of_them(self):
        self.assertEqual(self._prospect().section_id, self.brittany)
        self.assertEqual(
            self._prospect("Initech", zip="13 001").section_id, self.provence
        )
        self.assertEqual(self._prospect("Hooli", zip="75001").section_id, self.root)

    def test_an_officer_enters_prospects_of_their_own_section(self):
        mine = self._as("officer", self.campaign).env["club.prospect"]
        values = {"name": "Umbrella", "recruitment_id": self.campaign.id}
        self.assertEqual(mine.create(values).section_id, self.brittany)
        with self.assertRaises(AccessError):
            mine.create({**values, "name": "Stark", "zip": "13001"})

    def test_an_officer_sees_no_prospect_of_another_section(self):
        here, there = self._prospect(), self._prospect("Initech", zip="13001")
        found = self._as("officer")["club.prospect"].search([])
        self.assertIn(here, found)
        self.assertNotIn(there, found)

    def test_an_email_makes_them_contacted_and_a_note_does_not(self):
        prospect = self._prospect()
        self._write_to(prospect, "mail.mt_note")
        self.assertEqual(prospect.stage, "known")
        self._write_to(prospect)
        self.assertEqual(prospect.stage, "contacted")
        self.assertEqual(
            self._steps(prospect), [("known", "hand"), ("contacted", "message")]
        )

    def test_a_done_activity_makes_them_contacted(self):
        prospect = self._prospect()
        activity = prospect.activity_schedule("mail.mail_activity_data_call")
        self.assertEqual(prospect.stage, "known")
        activity.action_feedback("They will think about it.")
        self.assertEqual(self._steps(prospect)[-1], ("contacted", "activity"))

    def test_a_call_is_in_the_thread(self):
        prospect = self._prospect()
        self._as("officer", prospect).action_contacted()
        self.assertEqual(prospect.stage, "contacted")
        self.assertIn("Called or met.", prospect.message_ids.mapped("preview"))

    def test_an_invitation_sent_is_a_contact(self):
        prospect = self._prospect()
        guest = self._guest(prospect)
        self.assertEqual(prospect.stage, "known")
        guest.invited_on = "2026-03-15 08:00:00"
        self.assertEqual(self._steps(prospect)[-1], ("contacted", "invitation"))

    def test_a_place_confirmed_makes_a_guest_and_a_request_does_not(self):
        prospect = self._prospect()
        place = self._place(self._guest(prospect), state="draft")
        self.assertEqual(prospect.stage, "known")
        place.state = "open"
        self.assertEqual(prospect.stage, "guest")
        place.state = "cancel"
        self.assertEqual(prospect.stage, "guest")

    def test_who_came_is_a_guest_once(self):
        prospect = self._prospect()
        place = self._place(self._guest(prospect))
        place.state = "done"
        self.assertEqual(self._steps(prospect), [("known", "hand"), ("guest", "guest")])

    def test_an_application_of_the_same_name_is_theirs(self):
        prospect = self._prospect()
        application = self._application(email="boss@globex.example")
        self.assertEqual(prospect.stage, "applied")
        self.assertEqual(prospect.application_id, application)

    def test_the_same_address_alone_is_proposed(self):
        prospect = self._prospect()
        application = self._application(organisation="Somebody Else")
        self.assertEqual(prospect.stage, "known")
        self.assertEqual(prospect.proposed_application_id, application)
        self._as("officer", prospect).action_accept_application()
        self.assertEqual(prospect.stage, "applied")
        self.assertFalse(prospect.proposed_application_id)

    def test_the_same_name_elsewhere_is_proposed_and_can_be_refused(self):
        prospect = self._prospect()
        self._application(email="x@other.example", zip="59000")
        self.assertTrue(prospect.proposed_application_id)
        prospect.action_refuse_application()
        self.assertEqual(
            (prospect.stage, bool(prospect.application_id)), ("known", False)
        )

    def test_who_is_admitted_and_pays_has_joined(self):
        prospect = self._prospect()
        application = self._application()
        application.action_approve()
        self.assertEqual(prospect.partner_id, application.membership_id.partner_id)
        self.assertEqual(prospect.stage, "applied")
        membership = application.membership_id
        membership.period_ids.confirmed_on = TODAY
        membership._refresh()
        self.assertEqual(prospect.stage, "joined")
        self.assertEqual(prospect.membership_id, membership)
        self.assertEqual(
            self._steps(prospect),
            [("known", "hand"), ("applied", "application"), ("joined", "membership")],
        )

    def test_linking_a_member_joins_them(self):
        prospect = self._prospect()
        acme = self._standing("Acme", self.brittany, self.type_organisation)
        prospect.partner_id = acme.partner_id
        self.assertEqual((prospect.stage, prospect.membership_id), ("joined", acme))

    def test_who_joined_stays_so_when_the_membership_ends(self):
        acme = self._standing("Acme", self.brittany, self.type_organisation)
        prospect = self._prospect(partner_id=acme.partner_id.id)
        with freeze_time("2028-01-01"):
            acme._refresh()
        self.assertNotEqual(acme.state, "active")
        self.assertEqual(prospect.stage, "joined")

    def test_a_membership_of_another_association_joins_nobody(self):
        other = self._association("Other Club")
        kind = self._type("There", [{"amount": 10}], other)
        member = self._member("Globex", kind=kind)
        self._period(member, "2026-01-01", "2026-12-31")
        prospect = self._prospect(partner_id=member.partner_id.id)
        self.assertEqual(prospect.stage, "known")

    def test_nothing_moves_them_back(self):
        prospect = self._prospect()
        self._application()
        self._write_to(prospect)
        self._place(self._guest(prospect))
        self.assertEqual(prospect.stage, "applied")

    def test_losing_a_prospect_takes_a_reason(self):
        prospect = self._prospect()
        with self.assertRaisesRegex(UserError, "why they are not interested"):
            prospect.action_lose()
        prospect.lost_reason = "They leave the software."
        prospect.action_lose()
        step = prospect.step_ids.sorted("id")[-1]
        self.assertEqual((step.stage_to, step.note), ("lost", prospect.lost_reason))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env.cr.execute(
                "UPDATE club_prospect SET lost_reason = ' ' WHERE id = %s",
                (prospect.id,),
            )

    def test_who_was_lost_comes_back_by_what_they_do(self):
        prospect = self._prospect(lost_reason="No time")
        prospect.action_lose()
        self._write_to(prospect)
        self.assertEqual(prospect.stage, "lost")
        self._place(self._guest(prospect))
        self.assertEqual(prospect.stage, "guest")

    def test_nobody_joins_by_hand(self):
        prospect = self._as("secretary", self._prospect())
        with self.assertRaisesRegex(UserError, "becoming a member"):
            prospect.with_context(club_prospect_how=("membership", "")).stage = "joined"

    def test_a_closed_campaign_stands_still(self):
        prospect = self._prospect()
        self.campaign.active = False
        self._application()
        self.assertEqual(prospect.stage, "known")

    def test_merged_contacts_keep_both_histories(self):
        one, two = self._organisation("Globex"), self._organisation("Globex SA")
        here = self._prospect(partner_id=one.id)
        there = self._prospect("Globex SA", partner_id=two.id)
        there.action_contacted()
        self.env["base.partner.merge.automatic.wizard"]._merge((one | two).ids, one)
        self.assertFalse(here.exists())
        self.assertEqual((there.partner_id, there.stage), (one, "contacted"))
        self.assertEqual(len(there.step_ids), 3)

    def test_an_invitation_adds_each_guest_once(self):
        event = self._meeting(audience="invited", section_id=self.brittany.id)
        known, silent = self._prospect(), self._prospect("Hooli", email=False)
        twin = self._prospect("Initech", email=known.email.upper())
        wizard = (
            self._as("officer")["club.prospect.invite"]
            .with_context(
                active_model="club.prospect", active_ids=(known | silent | twin).ids
            )
            .create({"event_id": event.id})
        )
        self.assertEqual(wizard.without_email, "Hooli")
        wizard.action_invite()
        wizard.action_invite()
        guests = self.env["club.event.guest"].search([("event_id", "=", event.id)])
        self.assertEqual(guests.mapped("email"), [known.email])
        self.assertEqual(guests.prospect_id, known)
