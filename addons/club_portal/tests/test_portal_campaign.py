from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..models import club_portal_campaign_run


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalCampaign(ClubCommon):
    """Invitations: previewed by name, sent in chunks, never twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.company_ids |= cls.company
        cls.env.user.company_id = cls.company
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.company.email = "club@example.org"

    def _active(self, name, section=None, kind=None, email=None, **vals):
        membership = self._member(name, section or self.brittany, kind, **vals)
        if email is not None:
            membership.partner_id.email = email
        self._period(membership, "2024-01-01", "2099-12-31")
        return membership

    def _campaign(self, sections=None, **vals):
        return self.env["club.portal.campaign"].create(
            {
                "name": "Opening",
                "company_id": self.company.id,
                "section_ids": [(6, 0, (sections or self.brittany).ids)],
                **vals,
            }
        )

    def _run(self, campaign):
        campaign.action_confirm()
        campaign._run_now()
        return campaign

    def _line(self, campaign, membership):
        return campaign.line_ids.filtered(lambda li: li.membership_id == membership)

    def _mails(self):
        return self.env["mail.mail"].search([("model", "=", "club.portal.access")])

    def test_a_section_opens_its_portal_with_its_parent_unless_told_otherwise(self):
        self.assertTrue(self.rennes._is_open_to_members())
        self.north.portal_opening = "closed"
        self.assertFalse(self.rennes._is_open_to_members())
        self.brittany.write(
            {"portal_opening": "date", "portal_opening_date": "2026-03-01"}
        )
        with freeze_time("2026-02-28"):
            self.assertFalse(self.rennes._is_open_to_members())
        with freeze_time("2026-03-01"):
            self.assertTrue(self.rennes._is_open_to_members())
        self.assertFalse(self.normandy._is_open_to_members())

    def test_an_opening_from_a_date_needs_the_date(self):
        with self.assertRaises(UserError):
            self.brittany.portal_opening = "date"

    def test_the_preview_names_who_cannot_be_invited_and_why(self):
        wanted = {
            "no_email": self._active("No mail", email=False),
            "not_open": self._active("Not open", self.rennes),
            "has_login": self._active("Login"),
            "closed_login": self._active("Closed"),
            "no_contact": self._active("Nobody Ltd", kind=self.type_organisation),
            "no_guardian": self._active("Child"),
        }
        wanted["no_guardian"].partner_id.club_birth_date = "2020-01-01"
        self.rennes.portal_opening = "closed"
        for why in ("has_login", "closed_login"):
            user = self.env["res.users"].create(
                {
                    "login": why,
                    "partner_id": wanted[why].partner_id.id,
                    "company_id": self.company.id,
                    "company_ids": [(6, 0, self.company.ids)],
                }
            )
            user.active = why == "has_login"
        fine = self._active("Fine")
        elsewhere = self._active("Elsewhere", self.provence)
        campaign = self._campaign()
        campaign.action_preview()
        self.assertEqual(
            {why: self._line(campaign, m).anomaly for why, m in wanted.items()},
            {why: why for why in wanted},
        )
        self.assertEqual(self._line(campaign, fine).state, "ready")
        self.assertFalse(self._line(campaign, elsewhere))
        self.assertEqual((campaign.ready_count, campaign.anomaly_count), (1, 6))
        self.assertFalse(self._mails())
        self.assertFalse(fine.partner_id.user_ids)

    def test_everyone_ready_gets_a_login_and_one_mail(self):
        members = [self._active(f"M{n}") for n in range(3)]
        campaign = self._run(self._campaign())
        self.assertEqual(campaign.state, "done")
        self.assertEqual(campaign.invited_count, 3)
        for member in members:
            user = member.partner_id.user_ids
            self.assertEqual(user.login, member.partner_id.email)
            self.assertTrue(user._is_portal())
            mail = self._mails().filtered(
                lambda m, p=member.partner_id: m.recipient_ids == p
            )
            self.assertEqual(len(mail), 1)
            self.assertIn("/club/signin/", mail.body_html)
            self.assertIn(user.login, mail.body_html)

    def test_staff_read_no_link_that_signs_a_member_in(self):
        self._create_users()
        self._active("Once")
        self._run(self._campaign(self.root))
        mail = self._mails()
        self.assertIn("/club/signin/", mail._prepare_outgoing_body())
        self.env.flush_all()
        self.env.invalidate_all()
        for role in ("reader", "treasurer", "officer", "secretary", "admin"):
            found = self._as(role)["mail.message"].search(
                [("model", "=", "club.portal.access")]
            )
            self.assertTrue(found, role)
            self.assertNotIn("/club/signin/", str(found.mapped("body")), role)

    def test_nobody_is_invited_twice_whatever_the_campaigns(self):
        member = self._active("Once")
        self._run(self._campaign())
        self._run(self._campaign())
        third = self._campaign(self.north)
        third.action_preview()
        self.assertEqual(self._line(third, member).state, "already")
        self.assertEqual(len(self._mails()), 1)

    def test_who_has_access_from_elsewhere_is_invited_once_with_the_same_login(self):
        person = self._person("Both")
        elsewhere = self._association("Elsewhere")
        login = new_test_user(
            self.env,
            "both",
            "base.group_portal",
            partner_id=person.id,
            company_id=elsewhere.id,
            company_ids=[(6, 0, elsewhere.ids)],
        )
        member = self._active("Both", partner=person)
        access = self.env["club.portal.access"].search([("partner_id", "=", person.id)])
        self.assertTrue(access)
        self.assertFalse(access.invited_at)
        campaign = self._run(self._campaign())
        self.assertEqual(self._line(campaign, member).state, "done")
        self.assertEqual(campaign.access_ids, access)
        self.assertTrue(access.invited_at)
        self.assertEqual(person.user_ids, login)
        again = self._run(self._campaign())
        self.assertEqual(self._line(again, member).state, "already")
        self.assertEqual(len(self._mails()), 1)

    def test_a_second_click_and_a_chunk_done_again_do_nothing(self):
        self._active("Once")
        campaign = self._run(self._campaign())
        self.assertEqual(campaign._run_chunk(), 0)
        with self.assertRaises(UserError):
            campaign.action_confirm()
        self.assertEqual(len(self._mails()), 1)

    def test_chunks_leave_the_rest_for_the_next(self):
        self.patch(club_portal_campaign_run, "CHUNK_SIZE", 2)
        for number in range(3):
            self._active(f"M{number}")
        campaign = self._campaign()
        campaign.action_confirm()
        self.assertEqual(campaign.run_total, 3)
        self.assertEqual(campaign._run_chunk(), 2)
        self.assertEqual(campaign._run_count_remaining(), 1)
        campaign._run_now()
        self.assertEqual(len(self._mails()), 3)

    def test_one_refusal_does_not_stop_the_others(self):
        good, bad = self._active("Good"), self._active("Bad")
        access = self.registry["club.portal.access"]
        make = access._make_users

        def refuse(rows):
            if bad.partner_id in rows.partner_id:
                raise UserError(rows.env._("No login for this one."))
            make(rows)

        self.patch(access, "_make_users", refuse)
        campaign = self._run(self._campaign())
        self.assertEqual(self._line(campaign, good).state, "done")
        self.assertEqual(self._line(campaign, bad).state, "failed")
        self.assertEqual(self._line(campaign, bad).message, "No login for this one.")
        self.assertFalse(bad.partner_id.user_ids)

    def test_a_couple_with_one_mailbox_gets_two_mails_and_two_logins(self):
        first = self._active("Jeanne", email="couple@example.org")
        second = self._active("Jean", email="Couple@Example.org")
        self._run(self._campaign())
        self.assertEqual(first.partner_id.user_ids.login, "couple@example.org")
        self.assertEqual(second.partner_id.user_ids.login, second.number)
        self.assertEqual(len(self._mails()), 2)

    def test_a_minor_is_invited_through_the_guardian(self):
        child = self._active("Child")
        child.partner_id.club_birth_date = "2020-01-01"
        guardian = self._person("Guardian")
        self.env["club.guardian"].create(
            {
                "minor_id": child.partner_id.id,
                "guardian_id": guardian.id,
                "company_id": self.company.id,
                "date_from": "2024-01-01",
            }
        )
        self._run(self._campaign())
        self.assertTrue(guardian.user_ids)
        self.assertFalse(child.partner_id.user_ids)

    def test_who_is_a_minor_is_the_same_for_invitations_and_pages(self):
        ward, leap = self._active("Ward"), self._active("Leap")
        leap.partner_id.club_birth_date = "2008-02-29"
        guardian = self._person("Guardian")
        for company, child in (
            (self.company, ward),
            (self._association("Elsewhere"), leap),
        ):
            self.env["club.guardian"].create(
                {
                    "minor_id": child.partner_id.id,
                    "guardian_id": guardian.id,
                    "company_id": company.id,
                    "date_from": "2024-01-01",
                }
            )
        with freeze_time("2026-02-27"):
            before = self._campaign()
            before.action_preview()
            self.assertEqual(self._line(before, leap).anomaly, "no_guardian")
        with freeze_time("2026-02-28"):
            self._run(self._campaign())
        self.assertTrue(leap.partner_id.user_ids)
        self.assertTrue(guardian.user_ids)
        self.assertFalse(ward.partner_id.user_ids)

    def test_an_organisation_is_invited_through_its_current_team(self):
        acme = self._active("Acme", kind=self.type_organisation)
        now, past = self._person("Now"), self._person("Past")
        for person, until in ((now, False), (past, "2025-01-01")):
            self.env["club.delegation"].create(
                {
                    "membership_id": acme.id,
                    "partner_id": person.id,
                    "role": "manager",
                    "date_from": "2024-01-01",
                    "date_to": until,
                }
            )
        campaign = self._run(self._campaign())
        self.assertEqual(campaign.line_ids.partner_id, now)
        self.assertTrue(now.user_ids)
        self.assertFalse(past.user_ids)

    def test_who_never_signed_in_is_listed_and_invited_again_after_a_pause(self):
        silent, present = self._active("Silent"), self._active("Present")
        with freeze_time("2026-03-01"):
            campaign = self._run(self._campaign())
        access = self.env["club.portal.access"]
        access._note_first_signin(present.partner_id.user_ids.id)
        campaign.invalidate_recordset()
        campaign.access_ids.invalidate_recordset()
        self.assertEqual(campaign.activation_rate, 50.0)
        rows = access.search(campaign.action_view_silent()["domain"])
        self.assertEqual(rows.partner_id, silent.partner_id)
        with freeze_time("2026-03-10"), self.assertRaises(UserError):
            rows.action_invite_again()
        with freeze_time("2026-03-20"):
            campaign.access_ids.action_invite_again()
        self.assertEqual(rows.invitation_count, 2)
        self.assertEqual(len(self._mails()), 3)
        with freeze_time("2026-03-21"), self.assertRaises(UserError):
            rows.action_invite_again()

    def test_a_link_in_an_invitation_works_for_a_week(self):
        self._active("Week")
        with freeze_time("2026-03-01 08:00:00"):
            self._run(self._campaign())
        link = self.env["club.signin.link"].search([], order="id desc", limit=1)
        with freeze_time("2026-03-08 07:00:00"):
            self.assertTrue(link._works())
        with freeze_time("2026-03-08 09:00:00"):
            self.assertFalse(link._works())

    def test_readers_and_officers_invite_nobody(self):
        self._create_users()
        self._active("Someone")
        campaign = self._campaign()
        for role in ("reader", "officer", "treasurer", "portal"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, campaign).action_confirm()
        self._as("secretary", campaign).action_confirm()

    def test_an_officer_invites_again_in_the_own_section_only(self):
        self._create_users()
        for name, section in (("Near", self.rennes), ("Far", self.provence)):
            self._active(name, section)
        with freeze_time("2020-01-01"):
            campaign = self._run(self._campaign(self.root))
        near = campaign.access_ids.filtered(lambda a: a.section_id == self.rennes)
        seen = self._as("officer")["club.portal.access"].search([])
        self.assertEqual(seen.ids, near.ids)
        seen.action_invite_again()
        far = campaign.access_ids - near
        with self.assertRaises(AccessError):
            self._as("officer", far).action_invite_again()

    def test_the_preview_of_a_section_is_one_statement_whatever_its_size(self):
        self._forget_nothing()
        campaign = self._campaign()
        for number in range(5):
            self._active(f"M{number}")
        campaign._stage_lines()
        self.env.flush_all()
        with self.assertQueryCount(6):
            campaign._stage_lines()
