from odoo.modules.neutralize import neutralize_database
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .mail_common import DutyMailCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyNotice(DutyMailCommon):
    """Who is written to when duties are published and change hands."""

    def test_publishing_tells_each_volunteer_once_of_all_their_duties(self):
        later = self._duty(self.rota, self.anna, slot=4, role="backup")
        hers = self._duty(self.rota, self.bea, slot=2)
        gap = self._duty(self.rota, self.env["club.volunteer"], slot=3)
        duties = self.duty | later | hers | gap
        self.assertEqual(duties._announce(), 3)
        mails = self._mails()
        self.assertEqual(set(mails), {"Anna", "Bea"})
        body = mails["Anna"].body_html
        self.assertIn("Monday 6 April – Sunday 12 April 2026", body)
        self.assertIn("Brittany, Backup", body)
        self.assertIn("/my/duties", body)
        self.assertNotIn("20 April", body)
        self.assertEqual(mails["Anna"].subject, "Your duties")
        self.assertEqual(duties._announce(), 0)
        self.assertFalse(self._mails())

    def test_publishing_again_tells_only_what_is_new(self):
        self.duty._announce()
        self._mails()
        later = self._duty(self.rota, self.anna, slot=4)
        self.assertEqual((self.duty | later)._announce(), 1)
        body = self._mails()["Anna"].body_html
        self.assertIn("4 May", body)
        self.assertNotIn("6 April", body)

    def test_drafts_and_what_is_over_are_not_announced(self):
        draft = self._duty(self.rota, self.anna, slot=4, state="draft")
        self.assertEqual(draft._announce(), 0)
        with freeze_time("2026-04-13"):
            self.assertEqual(self.duty._announce(), 0)

    def test_each_reads_their_own_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.anna.partner_id.lang = "fr_FR"
        (self.duty | self._duty(self.rota, self.bea, slot=4))._announce()
        mails = self._mails()
        self.assertIn("lundi 6 avril", mails["Anna"].body_html)
        self.assertIn("Monday 4 May", mails["Bea"].body_html)

    def test_what_changed_hands_before_the_mail_left_is_not_said(self):
        self.duty._announce()
        self.duty._hand_over(self.bea, "override", self.author, "Decided")
        mails = self._mails()
        self.assertEqual(set(mails), {"Anna", "Bea"})
        self.assertNotIn("You are on duty", mails["Anna"].body_html)
        self.assertIn("not yours any more", mails["Anna"].body_html)
        self.assertIn("has put you on duty", mails["Bea"].body_html)

    def test_nobody_is_told_of_changes_in_a_draft(self):
        self.duty.state = "draft"
        self.duty._hand_over(self.bea, "override", self.author, "Decided")
        self.assertFalse(self._mails())

    def test_a_reason_is_not_mailed_to_others(self):
        self.duty._hand_over(self.bea, "override", self.author, "Anna is ill")
        for mail in self._mails().values():
            self.assertNotIn("ill", mail.body_html.replace("will", ""))

    def test_a_gap_is_told_to_coordinators_and_to_the_other_on_duty(self):
        self._duty(self.rota, self.bea, role="backup")
        self.duty._release(self.anna, "Broken leg")
        mails = self._mails()
        self.assertEqual(set(mails), {"Paula", "Bea"})
        self.assertIn("Anna cannot serve", mails["Paula"].body_html)
        self.assertIn(f"/odoo/club.rota/{self.rota.id}", mails["Paula"].body_html)
        self.assertIn("You are alone", mails["Bea"].body_html)
        self.assertNotIn("leg", mails["Bea"].body_html)

    def test_a_gap_that_was_filled_at_once_alarms_nobody(self):
        self.duty._release(self.anna, "Ill")
        self.duty._hand_over(self.bea, "repair", self.author)
        self.assertEqual(set(self._mails()), {"Bea"})

    def test_who_decided_is_not_written_to_about_it(self):
        self.duty._release(self.anna, "By telephone", author=self.paula)
        self.assertFalse(self._mails())

    def test_without_an_officer_the_one_above_is_told_then_the_support(self):
        self.paula.club_office_ids.unlink()
        norman = self._person("Norman")
        office = self._office(norman, self.north, "president")
        self.duty._release(self.anna, "Ill")
        self.assertEqual(set(self._mails()), {"Norman"})
        office.unlink()
        self.company.club_support_owner_id = self._person("Sue")
        self._duty(self.rota, self.anna, slot=4)._release(self.anna, "Ill")
        self.assertEqual(set(self._mails()), {"Sue"})

    def test_whom_no_mail_reaches_is_told_by_the_coordinator(self):
        self.anna.partner_id.email = False
        self.duty._announce()
        self.assertFalse(self._mails_of_volunteers())
        mail = self._mails()["Paula"]
        self.assertIn("Anna cannot be reached by e-mail", mail.body_html)
        self.duty._tell("first")
        self._mails_of_volunteers()
        self.assertFalse(self._mails())

    def _mails_of_volunteers(self):
        """Deal with what waits; the coordinators are told in a second round."""
        self.env["club.duty.notice"]._send_chunk()
        new = self.env["mail.mail"].search([]) - self.known
        self.known |= new
        return new

    def test_an_absence_over_a_duty_asks_the_volunteer_what_to_do(self):
        absence = {
            "volunteer_id": self.anna.id,
            "date_from": "2026-04-08",
            "date_to": "2026-04-08",
        }
        self.env["club.volunteer.absence"].create(absence)
        self.assertIn("say that you cannot serve", self._mails()["Anna"].body_html)
        self.assertEqual(self.duty.volunteer_id, self.anna)
        self.env["club.volunteer.absence"].create({**absence, "date_to": "2026-04-09"})
        self.assertFalse(self._mails())

    def test_an_absence_that_was_a_mistake_asks_nothing(self):
        absence = self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": self.anna.id,
                "date_from": "2026-04-08",
                "date_to": "2026-04-08",
            }
        )
        absence.unlink()
        self.assertFalse(self._mails())

    def test_asked_and_asker_hear_of_questions_and_answers(self):
        offers = self.env["club.duty.offer"]
        offer = offers._ask_cover(self.duty, self.anna, message="Dentist")
        body = self._mails()["Bea"].body_html
        self.assertIn("Anna asks whether you could cover", body)
        self.assertIn("Dentist", body)
        offer._decline(self.bea)
        self.assertIn("Nobody of those you asked", self._mails()["Anna"].body_html)
        offer = offers._ask_cover(self.duty, self.anna)
        self.assertEqual(set(self._mails()), {"Bea"})
        offer._accept(self.bea)
        mails = self._mails()
        self.assertEqual(set(mails), {"Anna"})
        self.assertIn("Bea has taken over", mails["Anna"].body_html)

    def test_several_questions_are_one_mail(self):
        later = self._duty(self.rota, self.anna, slot=5)
        for duty in self.duty | later:
            self.env["club.duty.offer"]._ask_cover(duty, self.anna)
        body = self._mails()["Bea"].body_html
        self.assertIn("6 April", body)
        self.assertIn("11 May", body)

    def test_a_question_taken_back_before_the_mail_left_is_not_asked(self):
        offer = self.env["club.duty.offer"]._ask_cover(self.duty, self.anna)
        offer._withdraw(self.anna)
        self.assertFalse(self._mails())

    def test_a_swap_says_what_for_what(self):
        hers = self._duty(self.rota, self.bea, slot=4)
        offer = self.env["club.duty.offer"]._ask_swap(self.duty, self.anna, hers)
        body = self._mails()["Bea"].body_html
        self.assertIn("exchange", body)
        self.assertIn("In exchange for yours: Brittany, Lead, Monday 4 May", body)
        offer._accept(self.bea)
        self.assertIn("You now have: Brittany, Lead", self._mails()["Anna"].body_html)

    def test_an_exchange_that_became_impossible_is_told_to_the_asker(self):
        hers = self._duty(self.rota, self.bea, slot=4)
        self.env["club.duty.offer"]._ask_swap(self.duty, self.anna, hers)
        self._mails()
        hers._release(self.bea, "Ill")
        self.assertIn("not possible any more", self._mails()["Anna"].body_html)

    def test_what_is_cancelled_is_told_with_the_reason_and_asked_for_no_more(self):
        offer = self.env["club.duty.offer"]._ask_cover(self.duty, self.anna)
        self.duty._announce()
        self.duty._cancel("The rota was planned again.")
        mails = self._mails()
        self.assertEqual(set(mails), {"Anna"})
        self.assertIn("are cancelled", mails["Anna"].body_html)
        self.assertIn("planned again", mails["Anna"].body_html)
        self.assertNotIn("You are on duty", mails["Anna"].body_html)
        self.assertEqual(offer.state, "withdrawn")

    def test_a_practice_copy_writes_to_nobody(self):
        self.duty._announce()
        self.env.flush_all()
        neutralize_database(self.env.cr)
        self.env.invalidate_all()
        self.env.registry.clear_cache("default", "templates", "stable")
        self.duty._hand_over(self.bea, "override", self.author, "Practice")
        for job in ("ir_cron_club_duty", "ir_cron_club_duty_notice"):
            job = self.env.ref(f"club_support.{job}")
            job._trigger()
            self.assertFalse(job.active)
        self.assertFalse(self.env["mail.mail"].search([]) - self.known)
