from datetime import date

from lxml.html import fromstring
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import PagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVolunteerPages(PagesCommon):
    """Becoming a volunteer, saying how one helps, stopping."""

    def _told(self, **told):
        return {
            "home": str(self.brittany.id),
            "max_load": "6",
            "rest": "3",
            "sections": [],
            "skills": [],
            "days": [],
            **told,
        }

    def _save(self, user, **told):
        volunteers = self.env["club.volunteer"]
        return volunteers._save_profile(self._space(user), self._told(**told))

    def _card(self, user):
        cards = self.env["club.portal.card"]._all(self._space(user))
        keys = ("duties", "volunteer")
        return next((card for card in cards if card["key"] in keys), None)

    def test_a_member_becomes_a_volunteer_on_the_page(self):
        self._as(self.bea_user)
        self.assertIn("Become a volunteer", self._get("/my"))
        page = self._post(
            "/my/volunteer",
            home=self.brittany.id,
            skills=[self.finance.id],
            sections=[self.normandy.id],
            days=["monday", "sunday"],
            max_load="5",
            rest="2",
            helps_neighbours="1",
        )
        self.assertIn("You are a volunteer now", page)
        bea = self.env["club.volunteer"].search(
            [("partner_id", "=", self.bea_user.partner_id.id)]
        )
        self.assertEqual(bea.home_section_id, self.brittany)
        self.assertEqual(bea.section_ids, self.brittany | self.normandy)
        self.assertEqual(bea.skill_ids, self.finance)
        self.assertEqual((bea.max_load, bea.rest), (5, 2))
        self.assertEqual(bea.date_start, date(2026, 3, 15))
        off = [day for day in ("monday", "tuesday", "sunday") if bea[f"{day}_off"]]
        self.assertEqual(off, ["monday", "sunday"])
        self.assertTrue(bea.helps_neighbours)
        self.assertTrue(bea.is_current)
        # Notes among coordinators are not for who joined.
        self.assertNotIn(bea.partner_id, bea.message_partner_ids)

    def test_who_is_a_volunteer_sees_duties_and_no_invitation(self):
        self.assertEqual(self._card(self.anna_user)["url"], "/my/duties")
        self.assertEqual(self._card(self.bea_user)["url"], "/my/volunteer")

    def test_a_number_that_is_zero_is_shown_as_zero(self):
        self.anna.rest = 0
        self._as(self.anna_user)
        page = fromstring(self.url_open("/my/volunteer").text)
        [field] = page.xpath("//input[@name='rest']")
        self.assertEqual(field.get("value"), "0")

    def test_the_invitation_stays_out_of_the_menu(self):
        self._as(self.bea_user)
        page = self.url_open("/my").text
        menu = page[page.index("o_club_menu") : page.index("</nav>")]
        self.assertNotIn("/my/volunteer", menu)
        self.assertIn("/my/volunteer", page)

    def test_the_card_counts_duties_to_confirm_and_questions(self):
        bea = self._volunteer("Bea", partner=self.bea_user.partner_id)
        rota = self._rota()
        self._duty(rota, self.anna)
        self._duty(rota, self.anna, slot=7, state="confirmed")
        hers = self._duty(rota, bea, slot=3)
        self.env["club.duty.offer"]._ask_cover(hers, bea)
        self.assertEqual(self._card(self.anna_user)["count"], 2)

    def test_nobody_is_invited_where_there_is_nothing_to_help_with(self):
        self.env["club.skill"].search([("company_id", "=", self.company.id)]).unlink()
        self.assertIsNone(self._card(self.bea_user))

    def test_who_is_not_in_good_standing_is_not_invited(self):
        gone = self._login("Gone", until="2026-01-31")
        self.assertFalse(gone.partner_id.club_membership_ids.is_member)
        self.assertIsNone(self._card(gone))
        with self.assertRaisesRegex(UserError, "good standing"):
            self._save(gone)

    def test_a_minor_does_not_become_a_volunteer(self):
        self.bea_user.partner_id.club_birth_date = "2012-01-01"
        self.assertIsNone(self._card(self.bea_user))
        with self.assertRaisesRegex(UserError, "adult"):
            self._save(self.bea_user)

    def test_newcomers_are_counted_in_their_region(self):
        user = self._login("Rita", section=self.rennes)
        volunteers = self.env["club.volunteer"]
        self.assertEqual(volunteers._default_home(self._space(user)), self.brittany)

    def test_newcomers_are_counted_in_their_own_section_if_it_plans_rotas(self):
        self._rota(self.rennes)
        user = self._login("Rita", section=self.rennes)
        volunteers = self.env["club.volunteer"]
        self.assertEqual(volunteers._default_home(self._space(user)), self.rennes)

    def test_a_second_form_changes_the_same_volunteer(self):
        saved = self._save(self.anna_user, skills=[str(self.portal.id)], max_load="0")
        self.assertEqual(saved, self.anna)
        self.assertEqual((saved.skill_ids, saved.max_load), (self.portal, 0))

    def test_sections_and_skills_of_another_association_are_not_chosen(self):
        other = self._association("Elsewhere")
        abroad = self._section("Abroad", other._club_root_section())
        skill = self._skill("Theirs", other)
        with self.assertRaisesRegex(UserError, "serve first"):
            self._save(self.anna_user, home=str(abroad.id))
        saved = self._save(
            self.anna_user, sections=[str(abroad.id)], skills=[str(skill.id)]
        )
        self.assertEqual(saved.section_ids, self.brittany)
        self.assertFalse(saved.skill_ids)

    def test_numbers_that_are_none_are_refused_by_the_name_of_their_field(self):
        for typed in ("", "-1", "61", "2.5", "many", "9" * 30, "²"):
            with (
                self.subTest(typed=typed),
                self.assertRaisesRegex(UserError, "Most duties in a year"),
            ):
                self._save(self.anna_user, max_load=typed)

    def test_a_first_day_that_has_come_stays(self):
        saved = self._save(self.anna_user, date_start="2026-06-01")
        self.assertEqual(saved.date_start, date(2026, 1, 1))

    def test_a_last_day_before_duties_is_refused_and_says_the_way_out(self):
        self._duty(self._rota(), self.anna)
        with self.assertRaisesRegex(UserError, "Stop being a volunteer"):
            self._save(self.anna_user, date_end="2026-04-08")
        with self.assertRaisesRegex(UserError, "not a day"):
            self._save(self.anna_user, date_end="soon")

    def test_stopping_gives_back_the_duties_after_the_last_day(self):
        rota = self._rota()
        first = self._duty(rota, self.anna, state="confirmed")
        second = self._duty(rota, self.anna, slot=4)
        self._as(self.anna_user)
        page = self._post("/my/volunteer/stop", until="2026-04-12", reason="Moved")
        self.assertIn("given back", page)
        self.assertEqual(first.volunteer_id, self.anna)
        self.assertFalse(second.volunteer_id)
        self.assertEqual(second.change_ids.reason, "Moved")
        self.assertEqual(self.anna.date_end, date(2026, 4, 12))

    def test_stopping_answers_what_others_asked(self):
        bea = self._volunteer("Bea", partner=self.bea_user.partner_id)
        hers = self._duty(self._rota(), bea)
        offer = self.env["club.duty.offer"]._ask_cover(hers, bea)
        self.anna._stop("")
        self.assertEqual(offer.state, "declined")

    def test_who_stopped_serves_again_with_one_button(self):
        self.anna.date_end = "2026-03-01"
        self._as(self.anna_user)
        self.assertIn("You stopped on", self._get("/my/volunteer"))
        self._post("/my/volunteer/again")
        self.assertEqual(self.anna.date_start, date(2026, 3, 15))
        self.assertFalse(self.anna.date_end)

    def test_who_stops_before_beginning_never_served(self):
        self.anna.date_start = "2026-05-01"
        self.anna._stop("")
        self.assertFalse(self.anna._serves_on(date(2026, 5, 1)))
