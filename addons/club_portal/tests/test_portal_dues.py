from odoo import Command, fields
from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, new_test_user, tagged
from odoo.tools import format_amount, mute_logger

from .dues_pages_common import DuesPagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalDues(DuesPagesCommon):
    """What is owed, what was paid, and the papers: one's own, nobody else's."""

    def test_anna_sees_her_dues_and_those_of_her_company(self):
        page = self._as("anna")._page("/my/dues")
        for words in ("Anna Able", "Acme", "30.00", "04/15/2026", "/my/dues/pay"):
            self.assertIn(words, page)
        for secret in ("Bo Baker", self.other_due.reference):
            self.assertNotIn(secret, page)

    def test_no_notice_gives_its_secret_away(self):
        notices = self.env["club.notice"].search([])
        page = self._as("anna")._page("/my/dues")
        mine = notices.filtered(lambda n: n.payer_id == self.anna.partner_id)
        self.assertIn(f"/my/dues/notice/{mine.id}", page)
        shown = self._page(f"/my/dues/notice/{mine.id}")
        self.assertIn("Anna Able", shown)
        for notice in notices:
            self.assertNotIn(notice.access_token, page + shown)
        theirs = notices.filtered(lambda n: n.payer_id == self.bo.partner_id)
        self._page(f"/my/dues/notice/{theirs.id}", 404)
        self._page("/my/dues/notice/0", 404)

    def test_a_former_delegate_sees_nothing_of_the_company(self):
        page = self._as("chief")._page("/my/dues")
        self.assertNotIn("Acme", page)
        notice = self.env["club.notice"].search(
            [("payer_id", "=", self.acme_due.payer_id.id)]
        )
        self._page(f"/my/dues/notice/{notice.id}", 404)
        self._page(f"/my/dues/attestation/{self.acme_due.term_id.id}", 404)

    def test_payments_credits_and_attestation_follow_the_payment(self):
        payment = self._begin(self.due)
        self._treasurer_pays(self.due, 10)
        self._succeed(payment)
        page = self._as("anna")._page("/my/dues")
        self.assertIn("Online", page)
        self.assertEqual(
            self.env["club.due"]._credits_of_space(self._space("anna"))[0]["amount"],
            format_amount(self.env, 10, self.company.currency_id),
        )
        self.assertIn("to the credit of", page)
        self.assertIn(f"/my/dues/attestation/{self.due.term_id.id}", page)
        paper = self.url_open(f"/my/dues/attestation/{self.due.term_id.id}")
        self.assertEqual(paper.status_code, 200)
        line = payment.club_deposit_ids.line_ids
        self.assertIn(f"/my/dues/receipt/{line.id}", page)
        self.assertEqual(self.url_open(f"/my/dues/receipt/{line.id}").status_code, 200)
        self._as("bo")._page(f"/my/dues/attestation/{self.due.term_id.id}", 404)
        self._page(f"/my/dues/receipt/{line.id}", 404)

    def test_no_attestation_before_the_dues_are_paid(self):
        self._as("anna")._page(f"/my/dues/attestation/{self.due.term_id.id}", 404)

    def test_a_payer_sees_what_they_pay_and_nothing_from_before(self):
        before = self._owing("Gus", self.type_choice, chosen_amount=20)
        before._waive("Out of work")
        before.membership_id.payer_id = self.anna.partner_id
        paid = self._owing("Ida", payer_id=self.anna.partner_id.id)
        paid._waive("Also out of work")
        self._login(before.partner_id, "gus")
        page = self._as("anna")._page("/my/dues")
        self.assertIn("Ida", page)
        for words in ("Gus, called", "ut of work"):
            self.assertNotIn(words, page)
        self.assertIn("Out of work", self._as("gus")._page("/my/dues"))

    def test_staff_of_another_association_see_what_they_are_here(self):
        elsewhere = self._association("Elsewhere")
        user = new_test_user(
            self.env,
            login="sam@example.org",
            groups="base.group_user,club_membership.group_club_secretary",
            company_id=elsewhere.id,
            company_ids=[Command.set(elsewhere.ids)],
        )
        due = self._owing("Sam", partner_id=user.partner_id.id)
        space = self._space("sam@example.org")
        self.assertFalse(space.own)
        self.env["club.portal.access"]._give({user.partner_id: due.membership_id})
        space = self._space("sam@example.org")
        self.assertEqual(space.own, due.membership_id)
        self.assertEqual(self.env["club.due"]._of_space(space), due)
        self.assertNotIn(self.company, user.company_ids)
        seen = self.env["club.membership"].with_user(user).search([])
        self.assertNotIn(due.membership_id, seen)

    def test_the_secret_of_a_payer_is_not_shown_to_the_member_they_pay_for(self):
        due = self._owing("Gus", payer_id=self.anna.partner_id.id)
        self._login(due.partner_id, "gus")
        page = self._as("gus")._page("/my/dues")
        self.assertIn("Gus", page)
        self.assertNotIn("/my/dues/notice/", page)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalMembership(DuesPagesCommon):
    """Status, and the one button that makes sense."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type_request = cls._type(
            "On request", [{"amount": 40}], member_kind="person", renewal="request"
        )
        cls.renewing = cls._member("Hal Hill", cls.brittany, cls.type_request)
        cls._period(cls.renewing, "2025-05-01", "2026-04-30")
        cls.hal = cls._login(cls.renewing.partner_id, "hal")

    def _renew(self, seen="2026-04-30", membership=None):
        path = f"/my/membership/{(membership or self.renewing).id}/renew"
        answer = self._post(path, seen=seen)
        self.renewing.invalidate_recordset()
        return answer

    def test_a_newcomer_reads_what_to_pay_and_finds_one_button(self):
        page = self._as("anna")._page("/my/membership")
        self.assertIn("Pay", page)
        self.assertNotIn("Renew", page)
        self.assertIn(f"/my/dues/pay?membership={self.due.membership_id.id}", page)
        home = self._page("/my")
        self.assertIn(f"/my/dues/pay?membership={self.due.membership_id.id}", home)

    def test_who_renews_on_request_finds_renew_and_calls_once(self):
        page = self._as("hal")._page("/my/membership")
        self.assertIn("Renew my membership", page)
        self.assertIn("You are a member until", page)
        self._renew()
        self.assertIn("40.00", self._flash()["text"])
        self.assertEqual(len(self.renewing.due_ids), 1)
        # A second click, and another tab opened before.
        self._renew()
        self.assertIn("already", self._flash()["text"])
        self.assertEqual(len(self.renewing.due_ids), 1)
        self.assertEqual(len(self.renewing.period_ids), 2)
        page = self._page("/my/membership")
        self.assertNotIn("Renew my membership", page)
        self.assertIn("Pay", page)

    def test_a_day_made_up_renews_nothing(self):
        self._as("hal")
        for seen in ("2027-12-31", "", "2020-01-01"):
            self._renew(seen)
        self.assertFalse(self.renewing.due_ids)
        self.assertEqual(self._renew("nonsense").status_code, 404)

    def test_nobody_renews_for_a_stranger(self):
        self.assertEqual(self._as("bo")._renew().status_code, 404)
        self.assertFalse(self.renewing.due_ids)

    def test_a_form_from_elsewhere_renews_nothing(self):
        self._as("hal")
        path = f"/my/membership/{self.renewing.id}/renew"
        with mute_logger("odoo.http"):
            answer = self.url_open(path, data={"seen": "2026-04-30"}, method="POST")
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.renewing.due_ids)

    def test_renewing_opens_three_months_before_the_end(self):
        self.renewing.period_ids.date_to = "2026-12-31"
        self.renewing._refresh()
        self.assertNotIn("Renew", self._as("hal")._page("/my/membership"))
        self._renew("2026-12-31")
        self.assertEqual(self._flash()["tone"], "danger")

    def test_who_lapsed_begins_again(self):
        self.type_request.grace_days = 0
        self.renewing.period_ids.write(
            {"date_from": "2025-01-01", "date_to": "2025-12-31"}
        )
        self.renewing._refresh()
        self.assertEqual(self.renewing.state, "lapsed")
        self.assertIn("Renew", self._as("hal")._page("/my/membership"))
        self._renew("2025-12-31")
        self.assertEqual(self.renewing.due_ids.date, fields.Date.to_date(TODAY))

    def test_an_application_never_completed_is_said_to_have_expired(self):
        with freeze_time("2026-12-01"):
            self.due.membership_id._refresh()
            self.assertEqual(self.due.membership_id.state, "lapsed")
            self.assertIn("application", self.due.membership_id._status_sentence()[0])

    def test_who_is_called_automatically_is_not_asked_to_renew(self):
        self.renewing.type_id.renewal = "auto"
        self.assertNotIn("Renew", self._as("hal")._page("/my/membership"))

    def test_who_left_finds_no_button(self):
        self.renewing._close("resigned", fields.Date.to_date("2026-03-01"), "Moved")
        page = self._as("hal")._page("/my/membership")
        self.assertIn("Your membership was closed on 03/01/2026.", page)
        self.assertNotIn("Renew", page)
        self._renew("2026-02-28")
        self.assertFalse(self.renewing.due_ids)

    def test_a_manager_sees_and_pays_the_membership_of_the_organisation(self):
        page = self._as("anna")._page("/my/membership")
        membership = self.acme_due.membership_id
        self.assertIn("Acme", page)
        self.assertIn(f"/my/dues/pay?membership={membership.id}", page)
        self.assertNotIn("Acme", self._as("chief")._page("/my/membership"))

    def test_a_delegate_who_does_not_manage_sees_no_button(self):
        voter = self._person("Ivy Ives")
        self._manager(voter, role="deputy")
        self._login(voter, "ivy")
        page = self._as("ivy")._page("/my/membership")
        self.assertIn("Acme", page)
        self.assertNotIn("/my/dues/pay", page)
