from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import PagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyPages(PagesCommon):
    """What a volunteer sees of duties, and does about them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bea = cls._volunteer("Bea", partner=cls.bea_user.partner_id)
        cls.bea_user.partner_id.phone = "+33 2 99 00 00 00"
        cls.rota = cls._rota(state="published")
        cls.duty = cls._duty(cls.rota, cls.anna)
        cls.env["club.directory.entry"]._rebuild()

    def _choose(self, **levels):
        self.env["club.privacy.choice"]._choose(
            self.bea.partner_id, self.company, levels
        )
        self.env.flush_all()
        self.env["club.directory.entry"]._rebuild()

    def test_my_duties_come_in_order_and_drafts_do_not(self):
        self._duty(self.rota, self.anna, slot=5, state="draft")
        later = self._duty(self.rota, self.anna, slot=3, state="confirmed")
        shown = self.anna._duties_page_values()["duties"]
        self.assertEqual([row["id"] for row in shown], [self.duty.id, later.id])

    def test_a_duty_is_confirmed_with_one_tap(self):
        self._as(self.anna_user)
        self.assertIn("To confirm", self._get("/my/duties"))
        page = self._post(f"/my/duties/{self.duty.id}/confirm")
        self.assertIn("This duty is confirmed", page)
        self.assertEqual(self.duty.state, "confirmed")

    def test_all_duties_are_confirmed_at_once(self):
        later = self._duty(self.rota, self.anna, slot=3)
        self._as(self.anna_user)
        self.assertIn("Confirm all 2 duties", self._get("/my/duties"))
        self.assertIn("Duties confirmed: 2", self._post("/my/duties/confirm"))
        self.assertEqual(set((self.duty | later).mapped("state")), {"confirmed"})

    def test_the_other_one_on_duty_is_reached_as_they_chose(self):
        self._duty(self.rota, self.bea, role="backup")
        self._choose(name="members", phone="members", email="nobody")
        self._as(self.anna_user)
        page = self._get("/my/duties")
        self.assertIn("Backup: Bea", page)
        self.assertIn("+33 2 99 00 00 00", page)
        self.assertNotIn("bea@example.org", page)
        self._choose(name="members", phone="nobody")
        page = self._get("/my/duties")
        self.assertIn("Backup: Bea", page)
        self.assertNotIn("+33 2 99", page)

    def test_a_lapsed_member_sees_what_everybody_sees(self):
        self._choose(name="public", phone="members")
        cards = self.bea._contacts_for(self.anna)
        self.assertTrue(cards[self.bea.partner_id.id]["phone"])
        self.anna_user.partner_id.club_membership_ids.state = "lapsed"
        cards = self.bea._contacts_for(self.anna)
        self.assertFalse(cards[self.bea.partner_id.id]["phone"])

    def test_cover_is_asked_of_whom_one_chose(self):
        carl = self._volunteer("Carl")
        self._as(self.anna_user)
        page = self._post(
            f"/my/duties/{self.duty.id}/cover", asked=[self.bea.id], message="Please"
        )
        self.assertIn("You asked for cover: Bea", page)
        offer = self.duty.offer_ids
        self.assertEqual((offer.asked_ids, offer.message), (self.bea, "Please"))
        self.assertNotIn(carl, offer.asked_ids)

    def test_cover_is_asked_of_everybody_if_one_chose_nobody(self):
        carl = self._volunteer("Carl")
        self._as(self.anna_user)
        self._post(f"/my/duties/{self.duty.id}/cover")
        self.assertEqual(self.duty.offer_ids.asked_ids, self.bea | carl)

    def test_who_cannot_take_it_is_not_asked_and_nobody_else_instead(self):
        far = self._volunteer("Far", section=self.provence)
        self._as(self.anna_user)
        page = self._post(
            f"/my/duties/{self.duty.id}/cover", asked=[self.bea.id, far.id]
        )
        self.assertIn("choose again", page)
        self.assertFalse(self.duty.offer_ids)

    def test_a_question_is_accepted_on_a_telephone(self):
        self.env["club.duty.offer"]._ask_cover(self.duty, self.anna, message="I am ill")
        self._as(self.bea_user)
        page = self._get("/my/duties")
        self.assertIn("Anna asks for cover", page)
        self.assertIn("I am ill", page)
        offer = self.duty.offer_ids
        page = self._post(f"/my/duties/offers/{offer.id}/accept")
        self.assertIn("You are on duty now: Brittany", page)
        self.assertEqual(self.duty.volunteer_id, self.bea)

    def test_who_comes_too_late_is_told(self):
        carl_user = self._login("Carl")
        carl = self._volunteer("Carl", partner=carl_user.partner_id)
        offer = self.env["club.duty.offer"]._ask_cover(self.duty, self.anna)
        offer._accept(carl)
        self._as(self.bea_user)
        page = self._post(f"/my/duties/offers/{offer.id}/accept")
        self.assertIn("Carl was quicker", page)

    def test_a_swap_is_proposed_and_taken_back(self):
        hers = self._duty(self.rota, self.bea, slot=5)
        self._as(self.anna_user)
        page = self._post(f"/my/duties/{self.duty.id}/swap", other=hers.id)
        self.assertIn("You proposed Bea to swap it", page)
        self._as(self.bea_user)
        page = self._get("/my/duties")
        self.assertIn("Anna proposes a swap", page)
        self.assertIn("They would serve for you", page)
        self._as(self.anna_user)
        offer = self.duty.offer_ids
        self._post(f"/my/duties/offers/{offer.id}/withdraw")
        self.assertEqual(offer.state, "withdrawn")

    def test_who_cannot_serve_gives_the_duty_back(self):
        self._as(self.anna_user)
        page = self._post(f"/my/duties/{self.duty.id}/release", reason="Ill")
        self.assertIn("not yours any more", page)
        self.assertFalse(self.duty.volunteer_id)
        self.assertEqual(self.duty.change_ids.reason, "Ill")

    def test_the_rota_of_the_section_names_who_is_on_duty_and_gaps(self):
        self._duty(self.rota, self.bea, role="backup")
        self._duty(self.rota, self.env["club.volunteer"], slot=1)
        self._duty(self.rota, self.bea, slot=2, state="draft")
        self._as(self.anna_user)
        page = self._get("/my/duties/rota")
        self.assertIn("Lead: you", page)
        self.assertIn("Backup: Bea", page)
        self.assertIn("Nobody yet", page)
        self.assertNotIn("20 Apr", page)

    def test_another_section_shows_its_rota_to_its_own_volunteers_only(self):
        values = self.anna._rota_page_values(self.normandy.id)
        self.assertEqual(values["section"], "Brittany")
        self.anna.section_ids |= self.normandy
        values = self.anna._rota_page_values(self.normandy.id)
        self.assertEqual(values["section"], "Normandy")

    def test_the_number_of_queries_does_not_grow_with_the_duties(self):
        self._forget_nothing()

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.anna._duties_page_values()
            return self.env.cr.sql_log_count - before

        self._duty(self.rota, self.bea, role="backup")
        count()
        few = count()
        for slot in (2, 4, 6):
            self._duty(self.rota, self.anna, slot=slot)
            self._duty(self.rota, self.bea, slot=slot, role="backup")
        self.assertLessEqual(count(), few)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPlanPage(PagesCommon):
    """How a plan was made, for its volunteers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bea = cls._volunteer("Bea", partner=cls.bea_user.partner_id)
        cls.far = cls._volunteer("Far", section=cls.provence)
        cls.rota = cls._rota(state="published")
        cls.solution = cls.env["club.rota.solution"].create(
            {
                "rota_id": cls.rota.id,
                "is_proven": True,
                "checked_on": "2026-03-01 10:00:00",
                "share_ids": [
                    (0, 0, {"volunteer_id": who.id, "load": 9, "share": share})
                    for who, share in ((cls.anna, 6.44), (cls.bea, 2), (cls.far, 3))
                ],
            }
        )
        cls.rota.solution_id = cls.solution
        cls._duty(cls.rota, cls.anna)

    def _plan(self, user):
        self._as(user)
        return self._get(f"/my/duties/plan/{self.rota.id}")

    def test_one_reads_how_often_one_serves_beside_the_fair_share(self):
        self._as(self.anna_user)
        page = self._get("/my/duties")
        self.assertIn("you serve 1 times; your fair share is 6.4", page)
        self.anna_user.lang = self.env["res.lang"]._activate_lang("fr_FR").code
        [line] = self.anna.with_context(lang="fr_FR")._fairness_values()
        self.assertIn("6,4", line["sentence"])

    def test_volunteers_of_the_section_compare_their_shares(self):
        page = self._plan(self.bea_user)
        self.assertIn("It is proven that no plan does better", page)
        self.assertIn("checked rules, figures and shares: all are right", page)
        self.assertIn("Anna 1 6.4", page)
        self.assertIn("Bea (you) 0 2.0", page)

    def test_only_who_does_not_serve_that_week_asks_why_not(self):
        self.solution.record = {"version": 1}
        for user, is_offered in ((self.anna_user, False), (self.bea_user, True)):
            self._as(user)
            page = self._get("/my/duties/rota")
            self.assertEqual("Why not me?" in page, is_offered, user.login)

    def test_volunteers_of_other_sections_are_not_shown(self):
        self.assertNotIn("Far", self._plan(self.anna_user))

    def test_what_is_not_proven_or_not_right_is_not_said_to_be(self):
        self.solution.write({"is_proven": False, "findings": "Anna: no rest"})
        page = self._plan(self.anna_user)
        self.assertNotIn("It is proven", page)
        self.assertNotIn("all are right", page)
        self.assertIn("is not proven", page)

    def test_a_plan_made_by_hand_says_so(self):
        self.rota.solution_id = False
        self.assertIn("made this plan by hand", self._plan(self.anna_user))

    def test_a_plan_that_is_not_published_is_not_readable(self):
        self.rota.state = "proposed"
        self.assertFalse(self.anna._readable_rotas())
        self.assertFalse(self.anna._fairness_values())

    def test_who_compares_is_told_on_the_page_about_data(self):
        readers = self.env["club.data.readers"]._of(self._space())
        named = {reader["who"]: reader["names"] for reader in readers}
        self.assertEqual(
            named["The volunteers of the sections that you serve"], ["Bea"]
        )
