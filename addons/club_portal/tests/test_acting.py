from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.http import Request, root
from odoo.tests import HttpCase, new_test_user, tagged


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestActing(ClubCommon, HttpCase):
    """Staff on the telephone and guardians: in whose space, and with what trace."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.near = cls._standing("Nina Near", cls.rennes)
        cls.far = cls._standing("Fanny Far", cls.provence)
        cls.guardian = new_test_user(
            cls.env,
            "guardian",
            groups="base.group_portal",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.child = cls._standing("Kim Kid", cls.provence)
        cls.child.partner_id.club_birth_date = "2020-01-01"
        cls.guardianship = cls.env["club.guardian"].create(
            {
                "minor_id": cls.child.partner_id.id,
                "guardian_id": cls.guardian.partner_id.id,
                "company_id": cls.company.id,
                "date_from": "2024-01-01",
            }
        )
        cls.env.flush_all()

    @classmethod
    def _standing(cls, name, section, kind=None, **vals):
        membership = cls._member(name, section, kind, **vals)
        cls._period(membership, "2024-01-01", "2099-12-31")
        return membership

    def _enter(self, login):
        self.env.flush_all()
        self.authenticate(login, login)

    def _open(self, membership):
        return self.url_open(f"/my/for/{membership.id}", allow_redirects=False)

    def _home(self):
        return self.url_open("/my").text

    def _back(self):
        data = {"csrf_token": Request.csrf_token(self)}
        return self.url_open("/my/for/me", data=data, allow_redirects=False)

    def _space(self, role, membership):
        return self._as(role)["club.space"]._open(membership.id)

    def test_a_secretary_opens_the_space_of_any_member(self):
        self._enter("club_secretary")
        self.assertEqual(self._open(self.far).status_code, 303)
        page = self._home()
        self.assertIn("You act for", page)
        self.assertIn("Fanny Far", page)
        self._back()
        self.assertNotIn("Fanny Far", self._home())

    def test_a_regional_officer_opens_spaces_of_the_own_sections_only(self):
        self._enter("club_officer")
        self.assertEqual(self._open(self.far).status_code, 404)
        self.assertNotIn("You act for", self._home())
        self.assertEqual(self._open(self.near).status_code, 303)
        self.assertIn("Nina Near", self._home())

    def test_who_may_not_write_memberships_acts_for_nobody(self):
        for role in ("treasurer", "section_treasurer", "reader", "employee", "portal"):
            with self.subTest(role=role):
                self._enter(f"club_{role}")
                for membership in (self.near, self.far):
                    self.assertEqual(self._open(membership).status_code, 404)
                self.assertNotIn("You act for", self._home())

    def test_an_unknown_membership_is_nobodys_space(self):
        self._enter("club_secretary")
        self.assertEqual(self.url_open("/my/for/999999999").status_code, 404)

    def test_rights_are_checked_anew_at_each_page(self):
        self._enter("club_officer")
        self._open(self.near)
        self.assertIn("Nina Near", self._home())
        self.near.sudo().section_id = self.provence
        self.env.flush_all()
        page = self._home()
        self.assertNotIn("Nina Near", page)
        self.assertNotIn("You act for", page)

    def test_a_session_forged_for_a_stranger_opens_the_own_space(self):
        self._enter("club_portal")
        session = root.session_store.get(self.session.sid)
        session["club_for"] = self.near.id
        root.session_store.save(session)
        self.assertNotIn("Nina Near", self._home())

    def test_an_officer_does_not_reach_what_the_person_is_elsewhere(self):
        manager = self.far.partner_id
        ours = self._standing("Acme", self.rennes, self.type_organisation)
        theirs = self._standing("Umbrella", self.provence, self.type_organisation)
        for membership in (ours, theirs):
            membership._name_to_team(manager, "manager")
        paid = self._standing("Paid For", self.provence, payer_id=manager.id)
        space = self._space("officer", ours)
        self.assertEqual((space.mode, space.person), ("staff", manager))
        self.assertEqual(space.memberships, ours)
        self.assertEqual(space.payable, ours)
        self.assertFalse(space.own)
        whole = self._space("secretary", ours)
        self.assertEqual(whole.memberships, self.far | ours | theirs)
        self.assertEqual(whole.payable, self.far | ours | theirs | paid)

    def test_staff_speak_with_the_first_manager_of_an_organisation(self):
        acme = self._standing("Acme", self.rennes, self.type_organisation)
        self.assertEqual(self._space("officer", acme).person, acme.partner_id)
        boss = self._person("Boss")
        acme._name_to_team(boss, "manager")
        self.assertEqual(self._space("officer", acme).person, boss)

    def test_what_staff_do_leaves_a_trace_and_a_note(self):
        space = self._space("officer", self.near)
        space.trace("You joined the commission Books.")
        trace = self.env["club.trace"].search([("person_id", "=", space.person.id)])
        self.assertEqual(trace.user_id, self.users["officer"])
        self.assertEqual(trace.membership_id, self.near)
        self.assertEqual(
            (trace.mode, trace.action), ("staff", "You joined the commission Books.")
        )
        note = self.near.message_ids[0]
        self.assertIn("You joined the commission Books.", note.body)
        self.assertEqual(note.author_id, self.users["officer"].partner_id)

    def test_what_members_do_themselves_leaves_none(self):
        member = self.users["portal"]
        space = self.env["club.space"].with_user(member)._open(None)
        space.trace("Something.")
        self.assertFalse(self.env["club.trace"].search([("user_id", "=", member.id)]))

    def test_what_staff_do_on_a_page_is_traced_in_the_words_of_the_page(self):
        commission = self.env["club.commission"].create(
            {"name": "Books", "company_id": self.company.id, "state": "open"}
        )
        said = self._send_form(
            f"/my/commissions/{commission.id}/join", membership_id=self.near.id
        )
        self.assertEqual(said["tone"], "success")
        self.assertTrue(commission._live_row(self.near.partner_id))
        self.assertEqual(self._traced(), [said["text"], "The space was opened."])

    def test_what_a_page_refuses_to_staff_leaves_no_trace(self):
        said = self._send_form(
            f"/my/membership/{self.near.id}/renew", seen="2099-12-31"
        )
        self.assertEqual(said["tone"], "danger")
        self.assertEqual(self._traced(), ["The space was opened."])

    def _send_form(self, path, **fields):
        """What the secretary reads after sending it in Nina's space."""
        self._enter("club_secretary")
        self._open(self.near)
        token = Request.csrf_token(self)
        data = {"csrf_token": token, "space": self.near.id, **fields}
        answer = self.url_open(path, data=data, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        return root.session_store.get(self.session.sid)["club_flash"]

    def _traced(self):
        """What was done for Nina, the latest first."""
        traces = self.env["club.trace"].search([("membership_id", "=", self.near.id)])
        self.assertEqual(traces.user_id, self.users["secretary"])
        return traces.mapped("action")

    def test_nobody_rewrites_or_deletes_a_trace(self):
        self._space("secretary", self.near).trace("Something.")
        trace = self.env["club.trace"].search([("membership_id", "=", self.near.id)])
        # Not even code with full rights rewrites one.
        with self.assertRaises(UserError):
            trace.action = "Nothing."
        for role, user in self.users.items():
            with self.subTest(role=role):
                with self.assertRaises(UserError):
                    trace.with_user(user).write({"action": "Nothing."})
                with self.assertRaises(AccessError):
                    trace.with_user(user).unlink()
        trace.invalidate_recordset()
        self.assertEqual(trace.action, "Something.")

    def test_a_guardian_finds_the_space_of_the_ward_at_home(self):
        self._enter("guardian")
        page = self._home()
        self.assertIn("Open the space of", page)
        self.assertNotIn("You are not a member yet", page)
        self.assertEqual(self._open(self.child).status_code, 303)
        page = self._home()
        self.assertIn("You act for", page)
        self.assertNotIn("Open the space of", page)
        self.assertEqual(self._open(self.near).status_code, 404)

    def test_a_guardian_is_traced_as_such(self):
        space = self.env["club.space"].with_user(self.guardian)._open(self.child.id)
        space.trace("Something.")
        trace = self.env["club.trace"].search([("person_id", "=", space.person.id)])
        self.assertEqual((trace.mode, trace.user_id), ("guardian", self.guardian))

    def test_a_guardianship_that_ended_opens_nothing(self):
        self.guardianship.date_to = "2024-12-31"
        self._enter("guardian")
        self.assertEqual(self._open(self.child).status_code, 404)
        self.assertNotIn("Open the space of", self._home())

    def test_who_came_of_age_acts_for_themselves(self):
        with freeze_time("2038-01-02"):
            space = self.env["club.space"].with_user(self.guardian)._open(self.child.id)
            self.assertEqual(space.mode, "self")
