import re
from unittest.mock import patch

from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.http import Request, root
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers import signin
from ..models.club_signin_link import local_path, token_hash
from .rate_common import one_stretch


@freeze_time(TODAY)
class SigninCommon(ClubCommon, HttpCase):
    """A couple with one mailbox, each with a login; somebody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.company_id = cls.company
        cls.env.user.company_ids |= cls.company
        cls.company.email = "club@example.org"
        cls.jeanne = cls._entered("Jeanne")
        cls.jean = cls._entered("Jean")
        cls.paul = cls._entered("Paul", email="paul@example.org")
        cls.env.flush_all()

    @classmethod
    def _entered(cls, name, email="couple@example.org", **vals):
        """A member of a section open to its members, with a login."""
        membership = cls._member(name, cls.brittany, **vals)
        membership.partner_id.email = email
        cls._period(membership, "2024-01-01", "2099-12-31")
        access = cls.env["club.portal.access"]._give(
            {membership.partner_id: membership}
        )
        return access.user_id

    def _post(self, path, **data):
        self.session = self._session()
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=data, method="POST", allow_redirects=False)

    def _anonymous(self):
        self.authenticate(None, None)

    def _answer_requests(self):
        """What the cron mails; returns the mails."""
        mails = self.env["mail.mail"].search([])
        cron = self.env.ref("club_portal.ir_cron_club_signin")
        cron.method_direct_trigger()
        self.env.invalidate_all()
        return self.env["mail.mail"].search([]) - mails

    def _links(self, mail):
        """Paths of the links in a mail, by the name shown."""
        found = re.findall(
            r'href="[^"]*?(/club/signin/\d+/[^"]+)"[^>]*>\s*Sign in as ([^<]+?)\s*<',
            mail.body_html,
        )
        return {name: path for path, name in found}

    def _link(self, user, **vals):
        """The path of a fresh link of this user."""
        links = self.env["club.signin.link"]
        path = links._make(user, **vals)[user].partition("/club/")
        self.env.flush_all()
        return f"/club/{path[2]}"

    def _session(self):
        # Signing in gives the session another name, kept by the browser's cookie.
        return root.session_store.get(self.opener.cookies.get("session_id"))


@tagged("post_install", "-at_install")
class TestSigninMail(SigninCommon):
    """Whoever asks gets the same answer; only the mailbox learns more."""

    def setUp(self):
        super().setUp()
        one_stretch(self)
        self.patch(type(self.env["mail.mail"]), "send", lambda *a, **k: True)
        self._anonymous()

    def _ask(self, asked, **data):
        return self._post("/club/signin", asked=asked, **data)

    def test_the_page_answers_the_same_whatever_is_typed(self):
        pages = {
            re.sub(r'csrf_token: "[^"]*"|value="\w{40}o\d+"', "", self._ask(asked).text)
            for asked in ("paul@example.org", "nobody@example.org", "99999", "''--")
        }
        self.assertEqual(len(pages), 1)
        self.assertIn("Look into your mailbox", pages.pop())

    def test_a_shared_mailbox_gets_one_mail_with_a_link_for_each(self):
        self._ask(" COUPLE@example.org ")
        mail = self._answer_requests()
        self.assertEqual(mail.email_to, "couple@example.org")
        self.assertEqual(set(self._links(mail)), {"Jeanne", "Jean"})

    def test_a_member_number_gets_a_link_for_that_member_alone(self):
        number = self.jean.partner_id.club_membership_ids.number
        self._ask(number.lstrip("0"))
        # Another association may have the same number: its member's own mailbox.
        mail = self._answer_requests().filtered(
            lambda m: m.email_to == "couple@example.org"
        )
        self.assertEqual(set(self._links(mail)), {"Jean"})

    def test_the_number_of_an_organisation_reaches_its_managers(self):
        acme = self._member("Acme", self.brittany, self.type_organisation)
        self._period(acme, "2024-01-01", "2099-12-31")
        for role, user in (("manager", self.paul), ("seat", self.jean)):
            acme.seats = 2
            self.env["club.delegation"].create(
                {
                    "membership_id": acme.id,
                    "partner_id": user.partner_id.id,
                    "role": role,
                }
            )
            if role == "manager":
                self._ask(acme.number)
        mails = self._answer_requests()
        self.assertEqual(mails.mapped("email_to"), ["paul@example.org"])

    def test_nothing_is_mailed_to_strangers_nor_for_the_dead(self):
        self.paul.partner_id.club_deceased_on = "2024-01-01"
        self.jean.active = False
        self.jeanne.active = False
        for asked in ("paul@example.org", "couple@example.org", "x@example.org"):
            self._ask(asked)
        self.assertFalse(self._answer_requests())

    def test_what_was_typed_is_forgotten_once_answered(self):
        self._ask("paul@example.org")
        self.assertTrue(self.env["club.signin.request"].search([]))
        self._answer_requests()
        self.assertFalse(self.env["club.signin.request"].search([]))

    def test_a_request_that_fails_does_not_silence_the_others(self):
        self._ask("couple@example.org")
        self._ask("paul@example.org")
        requests = self.registry["club.signin.request"]
        write = requests._write_mail

        def refuse(request, address, users):
            if address.startswith("couple"):
                raise ValueError(address)
            return write(request, address, users)

        self.patch(requests, "_write_mail", refuse)
        with mute_logger("odoo.addons.club_portal.models.club_signin_request"):
            mails = self._answer_requests()
        self.assertEqual(mails.mapped("email_to"), ["paul@example.org"])

    def test_a_mailbox_gets_four_mails_in_a_quarter_of_an_hour(self):
        for _turn in range(6):
            answer = self._ask("paul@example.org")
            self.assertIn("Look into your mailbox", answer.text)
        self.assertEqual(len(self.env["club.signin.request"].search([])), 4)

    def test_a_mailbox_is_counted_once_however_it_is_written(self):
        for asked in (
            "paul@example.org",
            "PAUL@example.org",
            "<paul@example.org>",
            "x1 <paul@example.org>",
            "x2 <paul@example.org>",
        ):
            self._ask(asked)
        self.assertEqual(len(self.env["club.signin.request"].search([])), 4)
        for asked in ("42", "00042", "4 2", " 042", "0 0042"):
            self._ask(asked)
        self.assertEqual(len(self.env["club.signin.request"].search([])), 8)

    def test_a_login_that_was_closed_does_not_come_back_by_asking(self):
        user = new_test_user(self.env, "nora@example.org", groups="base.group_portal")
        user.partner_id.email = "nora@example.org"
        user.active = False
        member = self._member("Nora", self.brittany, partner=user.partner_id)
        self._period(member, "2024-01-01", "2099-12-31")
        for asked in ("nora@example.org", member.number):
            self._ask(asked)
        mails = self._answer_requests()
        self.assertNotIn("nora@example.org", mails.mapped("email_to"))
        self.assertFalse(user.partner_id.user_ids)
        with self.assertRaises(UserError):
            self.env["club.portal.access"]._give({member.partner_id: member})

    def test_one_network_asks_for_sixty_links_at_most(self):
        self.assertEqual(signin.LIMITS["network"], (60, 15))
        with patch.dict(signin.LIMITS, network=(3, 15)):
            found = [self._ask(f"x{n}@example.org").status_code for n in range(5)]
        self.assertEqual(found, [200] * 3 + [429] * 2)

    def test_whatever_others_ask_for_locks_nobody_out(self):
        used_up = {key: (1, 15) for key in signin.LIMITS if key != "address"}
        networks = iter(range(100))
        for part in ("_network", "_neighbours"):
            self.patch(self.registry["club.rate"], part, lambda *a: str(next(networks)))
        with patch.dict(signin.LIMITS, used_up):
            for number in range(3):
                answer = self._ask(f"x{number}@example.org")
                self.assertEqual(answer.status_code, 200)

    def test_neighbouring_networks_are_counted_together(self):
        rates = self.env["club.rate"]
        for part, same in (("_network", False), ("_neighbours", True)):
            for pair in (
                ("2001:db8:1:1::1", "2001:db8:1:ffff::1"),
                ("192.0.2.1", "192.0.2.200"),
            ):
                first, second = (getattr(rates, part)(ip) for ip in pair)
                self.assertEqual(first == second, same, pair)

    def test_neither_addresses_nor_networks_are_stored_to_count(self):
        self._ask("paul@example.org")
        for row in self.env["club.rate"].search_read([]):
            self.assertNotIn("paul", str(row))
            self.assertNotIn("127.0.0.1", str(row))

    def test_a_member_not_invited_yet_gets_in_by_asking(self):
        member = self._member("Nora", self.brittany)
        self._period(member, "2024-01-01", "2099-12-31")
        self._ask("nora@example.org")
        self.assertEqual(set(self._links(self._answer_requests())), {"Nora"})
        self.assertEqual(member.partner_id.user_ids.login, "nora@example.org")

    def test_a_member_of_a_section_not_open_yet_gets_nothing(self):
        self.provence.portal_opening = "closed"
        member = self._member("Nora", self.provence)
        self._period(member, "2024-01-01", "2099-12-31")
        self._ask("nora@example.org")
        self.assertFalse(self._answer_requests())
        self.assertFalse(member.partner_id.user_ids)

    def test_an_empty_question_is_asked_again(self):
        self.assertIn("Type your e-mail address", self._ask("  ").text)
        self.assertFalse(self.env["club.signin.request"].search([]))

    def test_staff_are_sent_to_the_page_that_asks_for_their_password(self):
        user = new_test_user(self.env, "colleague", groups="base.group_user")
        user.partner_id.email = "couple@example.org"
        self._ask("couple@example.org")
        mail = self._answer_requests()
        self.assertEqual(set(self._links(mail)), {"Jeanne", "Jean"})
        self.assertIn("/web/login?redirect=%2Fmy", mail.body_html)
        self.assertIn("sign in with your password", mail.body_html)

    def test_the_mail_speaks_the_language_of_the_page(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.opener.cookies["frontend_lang"] = "fr_FR"
        self._ask("paul@example.org")
        self.assertEqual(self.env["club.signin.request"].search([]).lang, "fr_FR")


@tagged("post_install", "-at_install")
class TestSigninLink(SigninCommon):
    """A link signs its own user in, once, for a quarter of an hour."""

    def setUp(self):
        super().setUp()
        self._anonymous()

    def test_opening_the_link_signs_nobody_in(self):
        path = self._link(self.paul)
        for _scanner in range(3):
            self.assertIn("Paul", self.url_open(path).text)
        self.assertFalse(self._session().uid)
        self._post(path)
        self.assertEqual(self._session().uid, self.paul.id)

    def test_the_click_signs_its_user_in_and_opens_their_space(self):
        answer = self._post(self._link(self.jean))
        self.assertEqual(answer.headers["Location"].partition("/my")[1:], ("/my", ""))
        self.assertEqual(self._session().uid, self.jean.id)

    def test_a_link_works_once(self):
        path = self._link(self.paul)
        self._post(path)
        self._anonymous()
        for answer in (self.url_open(path), self._post(path)):
            self.assertEqual(answer.status_code, 410)
        self.assertFalse(self._session().uid)

    def test_a_link_does_not_work_after_a_quarter_of_an_hour(self):
        path = self._link(self.paul, minutes=15)
        link = self.env["club.signin.link"].search([], order="id desc", limit=1)
        link.expires_at = "2020-01-01"
        self.env.flush_all()
        for answer in (self.url_open(path), self._post(path)):
            self.assertEqual(answer.status_code, 410)
        self.assertFalse(self._session().uid)

    def test_tampered_links_all_find_the_same_answer(self):
        path, other = self._link(self.paul), self._link(self.jean)
        own_id, token = path.split("/")[3:]
        other_id = other.split("/")[3]
        for tried in (
            f"/club/signin/{own_id}/{token[:-1]}",
            f"/club/signin/{other_id}/{token}",
            f"/club/signin/999999999/{token}",
            f"/club/signin/{own_id}/False",
            f"/club/signin/{own_id}/{token_hash(token)}",
        ):
            self.assertEqual(self._post(tried).status_code, 410, tried)
        self.assertFalse(self._session().uid)

    def test_only_a_hash_of_the_secret_is_stored(self):
        token = self._link(self.paul).split("/")[4]
        self.env.cr.execute("SELECT l::text FROM club_signin_link l")
        self.assertNotIn(token, str(self.env.cr.fetchall()))

    def test_a_closed_login_and_the_dead_are_not_signed_in(self):
        closed, dead = self._link(self.paul), self._link(self.jean)
        self.paul.active = False
        self.jean.partner_id.club_deceased_on = "2024-01-01"
        self.env.flush_all()
        for path in (closed, dead):
            self.assertEqual(self._post(path).status_code, 410)

    def test_no_link_signs_staff_in(self):
        path = self._link(self.paul)
        self.paul.group_ids = [
            Command.set(self.env.ref("base.group_user").ids),
        ]
        self.env.flush_all()
        for answer in (self.url_open(path), self._post(path)):
            self.assertEqual(answer.status_code, 410)
        self.assertFalse(self._session().uid)

    def test_without_its_form_token_the_click_is_refused(self):
        path = self._link(self.paul)
        with mute_logger("odoo.http"):
            answer = self.url_open(path, data={"x": "1"}, allow_redirects=False)
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self._session().uid)

    def test_a_second_factor_is_still_asked_for(self):
        self.env.cr.execute(
            "UPDATE res_users SET totp_secret = 'JBSWY3DPEHPK3PXP' WHERE id = %s",
            [self.paul.id],
        )
        self.env.invalidate_all()
        answer = self._post(self._link(self.paul, redirect="/my/account"))
        self.assertIn("/web/login/totp", answer.headers["Location"])
        self.assertIn("redirect=%2Fmy%2Faccount", answer.headers["Location"])
        self.assertFalse(self._session().uid)
        self.assertEqual(self._session()["pre_uid"], self.paul.id)

    def test_the_password_form_does_not_accept_a_link(self):
        self._link(self.paul)
        answer = self._post(
            "/web/login", login=self.paul.login, password="x", type="club_link"
        )
        self.assertEqual(answer.status_code, 200)
        self.assertFalse(self._session().uid)

    def test_a_link_leads_to_pages_of_this_site_only(self):
        for evil in (
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "evil",
        ):
            self.assertEqual(local_path(evil), "", evil)
            answer = self._post(self._link(self.paul, redirect=evil))
            self.assertNotIn("evil", answer.headers["Location"])
            self._anonymous()
        answer = self._post(self._link(self.paul, redirect="/my/account?a=1"))
        self.assertTrue(answer.headers["Location"].endswith("/my/account?a=1"))

    def test_the_link_of_the_other_one_takes_over_the_session(self):
        self._post(self._link(self.jeanne))
        first = self.session.sid
        self._post(self._link(self.jean))
        self.assertEqual(self._session().uid, self.jean.id)
        self.assertTrue(first)

    def test_secrets_are_not_cached_nor_told_to_other_sites(self):
        headers = self.url_open(self._link(self.paul)).headers
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_the_first_signin_is_noted_once(self):
        access = self.env["club.portal.access"].search([("user_id", "=", self.paul.id)])
        self.assertFalse(access.signed_in_at)
        self._post(self._link(self.paul))
        access.invalidate_recordset()
        first = access.signed_in_at
        self.assertTrue(first)
        self._post(self._link(self.paul))
        access.invalidate_recordset()
        self.assertEqual(access.signed_in_at, first)

    def test_old_links_and_tries_are_cleaned(self):
        self._link(self.paul)
        self.env["club.rate"]._allow("x", "y", 1, 1)
        self.env["club.signin.link"].search([]).expires_at = "2020-01-01"
        self.env["club.rate"].search([]).expires_at = "2020-01-01"
        self.env["club.signin.link"]._gc_past()
        self.env.flush_all()
        self.env["club.rate"]._gc_past()
        self.env.invalidate_all()
        self.assertFalse(self.env["club.signin.link"].search([]))
        self.assertFalse(self.env["club.rate"].search([]))


@tagged("post_install", "-at_install")
class TestSigninLogin(SigninCommon):
    """Logins: the address for the first, the number for the second, in any case."""

    def test_two_members_of_one_mailbox_have_each_their_login(self):
        number = self.jean.partner_id.club_membership_ids.number
        self.assertEqual(self.jeanne.login, "couple@example.org")
        self.assertEqual(self.jean.login, number)

    def test_a_login_taken_in_another_case_is_taken(self):
        new_test_user(self.env, "Nora@Example.org", groups="base.group_portal")
        user = self._entered("Nora", "nora@example.org")
        self.assertEqual(user.login, user.partner_id.club_membership_ids.number)

    def test_a_number_taken_gets_a_suffix(self):
        member = self._member("Nora", self.brittany)
        new_test_user(self.env, "nora@example.org", groups="base.group_portal")
        new_test_user(self.env, member.number, groups="base.group_portal")
        access = self.env["club.portal.access"]._give({member.partner_id: member})
        self.assertEqual(access.login, f"{member.number}-2")

    def test_an_employee_who_is_a_member_keeps_their_login(self):
        user = new_test_user(self.env, "colleague")
        member = self._member("Colleague", self.brittany, partner=user.partner_id)
        access = self.env["club.portal.access"]._give({member.partner_id: member})
        self.assertEqual(access.user_id, user)
        self.assertTrue(user._is_internal())

    def test_staff_of_an_association_stay_staff_of_that_one_alone(self):
        elsewhere = self._association("Elsewhere")
        for role, groups in (
            ("secretary", "base.group_user,club_membership.group_club_secretary"),
            ("member", "base.group_portal"),
        ):
            with self.subTest(role=role):
                user = new_test_user(
                    self.env,
                    f"{role}@example.org",
                    groups=groups,
                    company_id=elsewhere.id,
                    company_ids=[(6, 0, elsewhere.ids)],
                )
                member = self._member(role, self.brittany, partner=user.partner_id)
                accesses = self.env["club.portal.access"]
                accesses._give({member.partner_id: member})
                access = accesses.search([("partner_id", "=", member.partner_id.id)])
                self.assertEqual(access.user_id, user)
                linked = role == "member"
                self.assertEqual(self.company in user.company_ids, linked)
                seen = self.env["club.membership"].with_user(user)
                self.assertFalse(seen.has_access("read") and seen.search([]))

    def test_who_is_named_in_a_second_association_sees_it(self):
        elsewhere = self._association("Elsewhere")
        kind = self.type_organisation
        acme = self._member("Acme", self.brittany, kind)
        child = self._member("Child", self.brittany)
        child.partner_id.club_birth_date = "2020-01-01"
        names = {
            "delegate": lambda person: acme._name_to_team(person, "manager"),
            "guardian": lambda person: self.env["club.guardian"].create(
                {
                    "minor_id": child.partner_id.id,
                    "guardian_id": person.id,
                    "company_id": self.company.id,
                }
            ),
            "member": lambda person: self._member(
                person.name, self.brittany, partner=person
            ),
        }
        access = self.env["club.portal.access"]
        for role, name in names.items():
            for groups in ("base.group_portal", "base.group_user"):
                with self.subTest(role=role, groups=groups):
                    user = new_test_user(
                        self.env,
                        f"{role}.{groups}",
                        groups=groups,
                        company_id=elsewhere.id,
                        company_ids=[Command.set(elsewhere.ids)],
                    )
                    name(user.partner_id)
                    given = access.search([("user_id", "=", user.id)])
                    self.assertEqual(bool(given), user.share)
                    self.assertEqual(self.company in user.company_ids, user.share)
                    if user.share:
                        space = self.env["club.space"].with_user(user)._open()
                        self.assertTrue(space.memberships | space.wards)

    def test_a_person_is_given_access_once(self):
        member = self.paul.partner_id.club_membership_ids
        again = self.env["club.portal.access"]._give({member.partner_id: member})
        self.assertFalse(again)

    def test_the_login_may_be_typed_in_any_case(self):
        self.paul.password = "correct horse battery"
        self.env.flush_all()
        self.authenticate("  PAUL@Example.org ".strip(), "correct horse battery")
        self.assertEqual(self._session().uid, self.paul.id)

    def test_the_signin_page_offers_a_link(self):
        self._anonymous()
        page = self.url_open("/web/login?redirect=/my/account").text
        self.assertIn("/club/signin?redirect=%2Fmy%2Faccount", page)
        page = self.url_open("/club/signin?redirect=/my/account").text
        self.assertIn("/web/login?redirect=%2Fmy%2Faccount", page)
        page = self.url_open("/club/signin?redirect=https://evil.example").text
        self.assertNotIn("evil", page)
