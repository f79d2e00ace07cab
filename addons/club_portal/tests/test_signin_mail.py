import re
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers import signin
from .rate_common import one_stretch
from .signin_common import SigninCommon


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
