import re

from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged

LINK = r"/club/invitation/\d+/[\w-]+"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalCompany(ClubCommon, HttpCase):
    """My company, as its manager, a seat holder, a newcomer and a leaver see it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls._team_member("Acme")
        cls.ada = cls._user("ada", "Ada Manager")
        cls.bob = cls._user("bob", "Bob Seat")
        cls._join(cls.acme, cls.ada.partner_id, "manager")
        cls.seat = cls._join(cls.acme, cls.bob.partner_id, "seat")
        cls.page = f"/my/company/{cls.acme.id}"

    @classmethod
    def _team_member(cls, name, until="2099-12-31"):
        membership = cls._member(name, cls.rennes, cls.type_seats, seats=4)
        cls._period(membership, "2024-01-01", until)
        return membership

    @classmethod
    def _user(cls, login, name):
        return new_test_user(
            cls.env,
            login,
            "base.group_portal",
            name=name,
            email=f"{login}@home.example",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    @classmethod
    def _join(cls, membership, person, role):
        return cls.env["club.delegation"].create(
            {
                "membership_id": membership.id,
                "partner_id": person.id,
                "role": role,
                "date_from": "2024-01-01",
            }
        )

    def _get(self, path):
        return self.url_open(path)

    def _post(self, path, **data):
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=data, method="POST")

    def _sign_in(self, login):
        self.env.flush_all()
        self.authenticate(login, login)

    def _invite(self, name="New Colleague", email="new@acme.example", **kwargs):
        """An invitation and the link in its mail."""
        author = self.ada.partner_id
        invitation = self.acme._invite(email, name, author=author, **kwargs)
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.env.flush_all()
        return invitation, re.search(LINK, mail.body_html)[0]

    def _team(self, role="seat"):
        self.env.invalidate_all()
        return self.acme._team_on(None, role).partner_id

    def test_newcomer_accepts_chooses_a_password_and_sees_the_team(self):
        _invitation, link = self._invite()
        self.authenticate(None, None)
        page = self._get(link)
        self.assertIn("Ada Manager", page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])
        answer = self._post(link, name="Nora New")
        self.assertIn("/web/signup?token=", answer.url)
        token = re.search(r"token=([^&]+)", answer.url)[1]
        answer = self._post(
            f"/web/signup?token={token}",
            token=token,
            login="new@acme.example",
            name="Nora New",
            password="a long sentence",
            confirm_password="a long sentence",
            redirect=self.page,
        )
        self.assertIn("The team of", answer.text)
        person = self._team() - self.bob.partner_id
        self.assertEqual(person.name, "Nora New")
        self.assertEqual(person.user_ids.login, "new@acme.example")
        self.assertTrue(person.user_ids.share)

    def test_member_accepts_with_their_own_login_and_clicks_twice(self):
        other = self._user("cy", "Cy Other")
        _invitation, link = self._invite()
        self._sign_in("cy")
        self.assertIn("Accept as", self._get(link).text)
        for _click in range(2):
            answer = self._post(link, name="Forged Name", partner_id="1")
            self.assertTrue(answer.url.endswith(self.page))
        self.assertEqual(self._team(), self.bob.partner_id | other.partner_id)

    def test_links_used_withdrawn_late_or_wrong_say_so(self):
        used, used_link = self._invite("Used", "used@acme.example")
        used._accept(self.env["res.partner"].create({"name": "Somebody"}))
        withdrawn, withdrawn_link = self._invite("Gone", "gone@acme.example")
        withdrawn._cancel()
        late, late_link = self._invite("Late", "late@acme.example")
        late.expires_at = fields.Datetime.subtract(fields.Datetime.now(), minutes=1)
        self.env.flush_all()
        self.authenticate(None, None)
        for link, status, said in (
            (used_link, 410, "was used already"),
            (withdrawn_link, 410, "was cancelled"),
            (late_link, 410, "expired on"),
            (f"{late_link}x", 404, "This link does not work"),
        ):
            for answer in (self._get(link), self._post(link, name="X")):
                self.assertEqual(answer.status_code, status)
                self.assertIn(said, answer.text)
        self.assertEqual(len(self._team()), 2)

    def test_who_holds_the_link_declines_without_signing_in(self):
        invitation, link = self._invite()
        self.authenticate(None, None)
        self.assertIn("Decline the invitation", self._get(link).text)
        self.assertEqual(self._get(f"{link}/decline").status_code, 405)
        self.assertEqual(self._post(f"{link}x/decline").status_code, 404)
        self.assertEqual(invitation.state, "sent")
        page = self._post(f"{link}/decline")
        self.assertEqual(page.status_code, 200)
        self.assertIn("Invitation declined", page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.env.invalidate_all()
        self.assertEqual(invitation.state, "declined")
        self.assertFalse(invitation.seat_ids)
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.recipient_ids, self.ada.partner_id)
        for late in (f"{link}/decline", link):
            answer = self._post(late, name="Nora New")
            self.assertEqual(answer.status_code, 410)
            self.assertIn("was declined", answer.text)

    def test_last_manager_is_not_offered_to_leave_the_team_without_one(self):
        self._sign_in("ada")
        page = self._get(self.page).text
        self.assertIn("hand your role over first", page)
        self.assertNotIn("Leave the team", page)
        self.assertNotIn("The other team managers", page)
        self._join(self.acme, self.bob.partner_id, "manager")
        self.env.flush_all()
        page = self._get(self.page).text
        self.assertIn("Leave the team", page)
        self.assertIn("The other team managers", page)

    def test_manager_without_colleagues_reads_whom_to_invite_before_leaving(self):
        self.seat._end()
        self._sign_in("ada")
        page = self._get(self.page).text
        self.assertIn("invite another team manager first", page)
        self.assertNotIn("I leave", page.replace("I leave this team", ""))

    def test_two_colleagues_with_one_mailbox_have_a_login_each(self):
        links = []
        for name in ("Ann", "Ben"):
            invitation, link = self._invite(name, "desk@acme.example")
            links.append(link)
            self.authenticate(None, None)
            self._post(link, name=name)
            invitation.invalidate_recordset()
        people = self._team() - self.bob.partner_id
        self.assertEqual(set(people.mapped("name")), {"Ann", "Ben"})
        self.assertEqual(len(set(people.user_ids.mapped("login"))), 2)

    def test_who_has_a_login_at_the_address_is_asked_to_sign_in(self):
        _invitation, link = self._invite("Bob Seat", "bob@home.example", role="deputy")
        self.authenticate(None, None)
        answer = self._post(link, name="bob seat")
        self.assertIn("has a login at this address already", answer.text)
        self.assertFalse(self._team("deputy"))

    def test_manager_invites_sends_again_withdraws_and_sees_the_seats(self):
        self._sign_in("ada")
        page = self._post(
            f"{self.page}/invite", name="Nora", email="nora@acme.example", role="seat"
        )
        self.assertIn("The invitation is sent to nora@acme.example", page.text)
        invitation = self.acme._pending_invitations()
        url = f"{self.page}/invitations/{invitation.id}"
        self.assertIn("is sent again", self._post(f"{url}/resend").text)
        self.assertIn("is cancelled", self._post(f"{url}/cancel").text)
        self.assertIn("was cancelled", self._post(f"{url}/cancel").text)
        again = self._post(
            f"{self.page}/invite", name="X", email="nothing", role="seat"
        )
        self.assertIn("is not an e-mail address", again.text)
        forged = self._post(
            f"{self.page}/invite", name="X", email="x@acme.example", role="owner"
        )
        self.assertIn("Choose what they will do", forged.text)

    def test_seat_holder_sees_names_without_addresses_and_manages_nothing(self):
        self.seat.email = "bob@acme.example"
        invitation, _link = self._invite()
        self._sign_in("bob")
        page = self._get(self.page).text
        self.assertIn("Ada Manager", page)
        for hidden in ("ada@home.example", "bob@acme.example", "new@acme.example"):
            self.assertNotIn(hidden, page)
        for path in (
            f"/people/{self.seat.id}/promote",
            "/invite",
            f"/invitations/{invitation.id}/cancel",
            "/seats",
            "/domain",
            "/hand-over",
        ):
            self.assertEqual(self._post(f"{self.page}{path}").status_code, 404)
        self.assertEqual(self._team("manager"), self.ada.partner_id)

    def test_who_was_ended_is_out_at_the_next_click(self):
        self._sign_in("bob")
        self.assertEqual(self._get(self.page).status_code, 200)
        self.seat._end()
        self.env.flush_all()
        self.assertEqual(self._get(self.page).status_code, 404)
        self.assertEqual(self._post(f"{self.page}/leave").status_code, 404)

    def test_manager_promotes_hands_over_and_leaves(self):
        self._sign_in("ada")
        self.assertIn(
            "would have no team manager left", self._post(f"{self.page}/leave").text
        )
        self._post(f"{self.page}/people/{self.seat.id}/promote", role="manager")
        self.assertIn(self.bob.partner_id, self._team("manager"))
        answer = self._post(
            f"{self.page}/hand-over", successor=str(self.bob.partner_id.id)
        )
        self.assertIn("Bob Seat manages the team now", answer.text)
        self.assertEqual(self._team("manager"), self.bob.partner_id)

    def test_successor_from_another_team_is_refused(self):
        rival = self._team_member("Rival")
        stranger = self._user("eve", "Eve Elsewhere").partner_id
        self._join(rival, stranger, "manager")
        self._sign_in("ada")
        for path in ("hand-over", "employer"):
            answer = self._post(f"{self.page}/{path}", successor=str(stranger.id))
            self.assertIn("Choose somebody else of the team", answer.text)
        self.assertEqual(self._team("manager"), self.ada.partner_id)

    def test_leaver_keeps_login_and_own_invoices_and_loses_the_companys(self):
        partner = self.bob.partner_id
        partner.parent_id = self.acme.partner_id
        own = self._member(
            "Bob Seat", self.rennes, self.type_seats_of_persons(), partner
        )
        own._approve(fields.Date.today())
        mine = own.due_ids.invoice_id
        theirs = self.acme._order_seats(1).call_id.due_ids.invoice_id
        named = theirs.copy({"partner_id": partner.id, "invoice_date": "2026-01-01"})
        named.action_post()
        self._sign_in("bob")
        for invoice in (mine, named):
            self.assertEqual(self._status(invoice), 200)
        self.assertNotEqual(self._status(theirs), 200)
        answer = self._post(f"{self.page}/employer", day=str(fields.Date.today()))
        self.assertIn("Your login and what is your own stay yours", answer.text)
        self.assertEqual(self._status(mine), 200)
        listed = self._get("/my/invoices").text
        self.assertIn(mine.name, listed)
        for invoice in (theirs, named):
            self.assertNotIn(invoice.name, listed)
            self.assertNotEqual(self._status(invoice), 200)
        self.assertEqual(self._get(self.page).status_code, 404)
        self.assertEqual(self._get("/my").status_code, 200)

    def type_seats_of_persons(self):
        """A type whose dues persons get an invoice for."""
        return self._type(
            "Invoiced", [{"amount": 30}], member_kind="person", booking_mode="invoice"
        )

    def _status(self, invoice):
        """Answer to the invoice's own page: 200, or sent away."""
        answer = self.url_open(f"/my/invoices/{invoice.id}", allow_redirects=False)
        return answer.status_code

    def test_seats_are_ordered_once_from_one_page(self):
        self._sign_in("ada")
        self.assertIn("Order these seats", self._get(f"{self.page}/seats?count=2").text)
        self.assertIn("Type a number", self._get(f"{self.page}/seats?count=many").text)
        for said in ("The seats are there", "has 6 seats by now"):
            answer = self._post(f"{self.page}/seats", count="2", seen="4")
            self.assertIn(said, answer.text)
        self.env.invalidate_all()
        self.assertEqual(self.acme.seats, 6)

    def test_lapsed_company_is_told_and_invites_nobody(self):
        late = self._team_member("Late", "2024-12-31")
        self._join(late, self.ada.partner_id, "manager")
        self._sign_in("ada")
        page = f"/my/company/{late.id}"
        self.assertIn("is not a member at the moment", self._get(page).text)
        answer = self._post(
            f"{page}/invite", name="X", email="x@late.example", role="seat"
        )
        self.assertIn("cannot grow before", answer.text)
        self.assertFalse(late.invitation_ids)

    def test_colleague_joins_with_an_address_at_work_and_others_learn_nothing(self):
        self.env["club.email.domain"].create(
            {"membership_id": self.acme.id, "name": "acme.example"}
        )
        self._user("cy", "Cy Other")
        self._sign_in("cy")
        said = {
            re.search(r'role="status">([^<]*)<', self._ask(address))[1]
            for address in ("cy@acme.example", "cy@unknown.example", "nothing")
        }
        self.assertEqual(len(said), 1)
        mails = self.env["mail.mail"].search([("email_to", "like", "acme.example")])
        self._post(re.search(LINK, mails.body_html)[0])
        self.assertIn("Cy Other", self._team().mapped("name"))
        for _more in range(2):
            self._ask("again@acme.example")
        self.assertIn("try again tomorrow", self._ask("again@acme.example"))

    def _ask(self, address):
        return self._post("/my/company/join", email=address).text

    def test_manager_opens_only_a_domain_they_proved(self):
        self.acme._team_on(None, "manager").email = "ada@acme.example"
        self._sign_in("ada")
        self.assertIn("@acme.example", self._get(self.page).text.replace("<t>", ""))
        self._post(f"{self.page}/domain", domain="acme.example", joinable="1")
        self.env.invalidate_all()
        self.assertTrue(self.acme.email_domain_ids.joinable)
        answer = self._post(f"{self.page}/domain", domain="rival.example", joinable="1")
        self.assertIn("not the domain of an address of yours", answer.text)

    def test_what_staff_do_by_telephone_is_traced(self):
        self._create_users()
        own = self._member("Ada Manager", self.rennes, partner=self.ada.partner_id)
        self.authenticate("club_secretary", "club_secretary")
        self._get(f"/my/for/{own.id}")
        self._post(f"{self.page}/people/{self.seat.id}/end", space=own.id)
        self.assertNotIn(self.bob.partner_id, self._team())
        done, opened = self.env["club.trace"].search([])
        self.assertEqual((done | opened).person_id, self.ada.partner_id)
        self.assertIn("The role of Bob Seat is over", done.action)
        self.assertEqual(opened.action, "The space was opened.")
