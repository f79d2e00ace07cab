from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .benefit_common import BenefitCommon
from .common import TODAY, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBenefit(BenefitCommon):
    """What members may use today, and how uses are counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._standing("Anna", cls.rennes)
        cls.acme = cls._standing("Acme", cls.brittany, cls.type_organisation)
        cls.benefit = cls._benefit()

    def _shown(self, space):
        return self.env["club.benefit"]._of_space(space).mapped("name")

    def _manager(self, name, role="manager"):
        person = self._person(name)
        self.env["club.delegation"].create(
            {
                "membership_id": self.acme.id,
                "partner_id": person.id,
                "role": role,
                "date_from": "2026-01-01",
            }
        )
        return person

    def test_members_in_good_standing_see_what_is_published(self):
        self._benefit("Drafted", state="draft")
        self.assertEqual(
            self._shown(self._open_space(self.anna.partner_id)), ["New modules"]
        )

    def test_who_is_no_member_any_more_sees_nothing(self):
        gone = self._member("Gone", self.rennes)
        self._period(gone, "2024-01-01", "2024-12-31")
        self.assertFalse(self._shown(self._open_space(gone.partner_id)))

    def test_a_benefit_is_there_from_its_first_to_its_last_day(self):
        self.benefit.write({"date_start": TODAY, "date_end": TODAY})
        for now, seen in (("2026-03-14", []), (TODAY, ["New modules"])):
            with freeze_time(now), self.subTest(now):
                space = self._open_space(self.anna.partner_id)
                self.assertEqual(self._shown(space), seen)
        with freeze_time("2026-03-16"):
            self.assertFalse(self._shown(self._open_space(self.anna.partner_id)))
            self.assertFalse(self.benefit.is_open)
            found = self.env["club.benefit"].search([("is_open", "=", True)])
            self.assertNotIn(self.benefit, found)

    def test_a_benefit_for_organisations_is_not_for_persons(self):
        self.benefit.type_ids = self.type_organisation
        self.assertFalse(self._shown(self._open_space(self.anna.partner_id)))
        manager = self._open_space(self._manager("Max"))
        self.assertEqual(self._shown(manager), ["New modules"])

    def test_a_seat_holder_is_told_whom_to_ask(self):
        self._manager("Max")
        space = self._open_space(self._manager("Sam", role="seat"))
        self.assertFalse(self._shown(space))
        self.assertEqual(
            self.env["club.benefit"]._speakers(space),
            [{"organisation": "Acme", "names": "Max"}],
        )

    def test_the_code_is_shown_once_it_was_asked_for(self):
        space = self._open_space(self.anna.partner_id)
        benefit = self.env["club.benefit"]._of_space(space)
        self.assertEqual(benefit._page_values(space)["code"], "")
        benefit._use(space, self.anna)
        self.assertEqual(benefit._page_values(space)["code"], "CLUB20")

    def test_asking_twice_on_a_day_counts_once(self):
        space = self._open_space(self.anna.partner_id)
        benefit = self.env["club.benefit"]._of_space(space)
        benefit._use(space, self.anna)
        benefit._use(space, self.anna)
        self.assertEqual(len(self._uses(benefit)), 1)
        with freeze_time("2026-03-16"):
            space = self._open_space(self.anna.partner_id)
            benefit._use(space, self.anna)
        self.assertEqual(benefit.use_count, 2)

    def test_two_people_of_an_organisation_count_each(self):
        for name in ("Max", "Mia"):
            space = self._open_space(self._manager(name))
            self.benefit.sudo()._use(space, space.organisations)
        self.assertEqual(self._uses(self.benefit).membership_id, self.acme)
        self.assertEqual(self.benefit.use_count, 2)

    def test_nobody_uses_it_in_the_name_of_another(self):
        space = self._open_space(self.anna.partner_id)
        with self.assertRaisesRegex(UserError, "in whose name"):
            self.benefit.sudo()._use(space, self.acme)
        self.assertFalse(self._uses(self.benefit))

    def test_a_use_keeps_its_section_and_type(self):
        space = self._open_space(self.anna.partner_id)
        self.benefit.sudo()._use(space, self.anna)
        use = self._uses(self.benefit)
        self.anna._move_section(self.provence, day(TODAY), "Moved")
        self.env.flush_all()
        self.assertEqual(use.section_id, self.rennes)
        self.assertEqual(use.type_id, self.type_person)

    def test_the_sheet_of_the_provider_names_nobody(self):
        for now in ("2026-02-10", "2026-03-01", "2026-03-02"):
            with freeze_time(now):
                space = self._open_space(self.anna.partner_id)
                self.benefit.sudo()._use(space, self.anna)
        kind = self.type_person.name
        self.assertEqual(
            self.benefit._sheet_rows(),
            [("2026-02", kind, 1, 1), ("2026-03", kind, 2, 1)],
        )
        text = self.benefit._sheet()[1].decode("utf-8-sig")
        self.assertIn(f"2026-03;{kind};2;1", text)
        self.assertNotIn("Anna", text)

    def test_an_empty_or_past_benefit_is_not_published(self):
        empty = self._benefit("Empty", state="draft", summary=False)
        with self.assertRaisesRegex(UserError, "summary or the conditions"):
            empty.action_publish()
        empty.write({"summary": "Free", "date_end": "2026-03-14"})
        with self.assertRaisesRegex(UserError, "2026-03-14"):
            empty.action_publish()
        empty.date_end = TODAY
        empty.action_publish()
        self.assertTrue(empty.is_open)
        empty.action_end()
        self.assertFalse(empty.is_open)

    def test_what_was_used_is_not_deleted(self):
        space = self._open_space(self.anna.partner_id)
        self.benefit.sudo()._use(space, self.anna)
        with self.assertRaisesRegex(UserError, "archive it"):
            self.benefit.unlink()

    def test_the_card_is_there_for_whom_there_is_a_benefit(self):
        card = self.env["club.portal.card"]
        keys = [c["key"] for c in card._all(self._open_space(self.anna.partner_id))]
        self.assertIn("benefits", keys)
        self.benefit.state = "ended"
        keys = [c["key"] for c in card._all(self._open_space(self.anna.partner_id))]
        self.assertNotIn("benefits", keys)

    def test_another_association_keeps_its_benefits(self):
        other = self._association("Other Club")
        self._benefit("Elsewhere", company_id=other.id)
        self.assertEqual(
            self._shown(self._open_space(self.anna.partner_id)), ["New modules"]
        )
