from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.tests import freeze_time, tagged

from .privacy_common import PrivacyCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDirectory(PrivacyCommon):
    """Who stands in the directory, with what, for whom."""

    def test_a_member_sees_what_the_levels_of_the_association_say(self):
        card = self._card(self.carla, self.anna)
        self.assertEqual(card["name"], "Anna Noël")
        self.assertEqual(card["city"], "Évreux")
        self.assertEqual(card["section"], ["North / Brittany"])
        self.assertEqual(card["commissions"], ["Purchasing"])
        self.assertFalse(card["email"])
        self.assertFalse(card["phone"])

    def test_a_title_that_repeats_the_function_is_said_once(self):
        function = self.env["club.function"].create(
            {"name": "Head of IT", "company_id": self.company.id}
        )
        self.anna.partner_id.write(
            {"function": "Head of IT", "club_function_ids": [(4, function.id)]}
        )
        self.entries._rebuild()
        card = self._card(self.carla, self.anna)
        self.assertEqual((card["title"], card["function"]), (None, ["Head of IT"]))

    def test_who_sits_in_the_same_commission_sees_more(self):
        card = self._card(self.boris, self.anna)
        self.assertEqual(card["email"], "anna.noël@example.org")
        self.assertFalse(card["phone"])
        self.commission._live_row(self.boris.partner_id)._leave("Enough")
        self.assertFalse(self._card(self.boris, self.anna)["email"])

    def test_a_closed_commission_makes_nobody_see_more(self):
        self.commission.action_close()
        self.env.flush_all()
        self.assertFalse(self._card(self.boris, self.anna)["email"])

    def test_a_minor_shows_nothing_that_was_not_chosen(self):
        self.anna.partner_id.club_birth_date = "2015-01-01"
        self.entries._rebuild()
        mine = [("partner_id", "=", self.anna.partner_id.id)]
        self.assertFalse(self.entries.search(mine))
        levels = self.env["club.privacy.choice"]._levels(
            self.anna.partner_id, self.company
        )
        self.assertEqual({level["level"] for level in levels}, {"nobody"})
        self._shows(self.anna, name="members")
        self.assertEqual(self._card(self.carla, self.anna)["name"], "Anna Noël")
        self.assertFalse(self._card(self.carla, self.anna)["city"])

    def test_the_public_sees_only_what_is_shown_to_everybody(self):
        self.assertIsNone(self._card(None, self.anna))
        self._shows(self.anna, name="public", city="public")
        card = self._card(None, self.anna)
        self.assertEqual((card["name"], card["city"]), ("Anna Noël", "Évreux"))
        self.assertFalse(card["section"] or card["email"] or card["commissions"])

    def test_nothing_is_shown_to_more_people_than_the_name(self):
        self._shows(self.anna, name="commissions", city="public", phone="public")
        self.assertIsNone(self._card(None, self.anna))
        self.assertIsNone(self._card(self.carla, self.anna))
        self.assertEqual(self._card(self.boris, self.anna)["phone"], "0299000001")

    def test_who_hides_their_name_does_not_appear(self):
        self._shows(self.anna, name="nobody")
        self.assertFalse(
            self.entries.search([("partner_id", "=", self.anna.partner_id.id)])
        )

    def test_what_is_shown_to_nobody_is_not_even_stored(self):
        entry = self.entries.search([("partner_id", "=", self.anna.partner_id.id)])
        values = entry.read()[0]
        self.assertNotIn("0299000001", str(values))

    def test_who_leaves_or_dies_vanishes_at_once(self):
        self.anna._close("resigned", day(TODAY), "Moved")
        self.assertIsNone(self._card(self.boris, self.anna))
        self.carla.partner_id.club_deceased_on = TODAY
        self.assertEqual(self._names(self.boris), ["Boris Blanc"])

    def test_who_lapses_by_the_calendar_vanishes_at_once(self):
        short = self._current("Short Stay", until="2026-12-31")
        self.entries._rebuild()
        self.assertIn("Short Stay", self._names(self.anna))
        self.env["club.membership"]._refresh_status(day="2029-01-01")
        self.assertEqual(short.state, "lapsed")
        self.assertNotIn("Short Stay", self._names(self.anna))

    def test_who_acts_for_a_member_organisation_appears_with_its_name(self):
        acme = self._current("Acme", kind=self.type_organisation)
        person = self._person("Dora Delegate")
        delegation = self._manages(person, acme)
        self.entries._rebuild()
        card = self.entries._cards_shown_to(self.company, person)["members"]
        self.assertEqual(card["organisation"], "Acme")
        delegation.write({"date_to": "2026-03-01"})
        self.assertNotIn("Dora Delegate", self._names(self.anna))

    def test_an_archived_contact_vanishes(self):
        self.carla.partner_id.active = False
        self.assertNotIn("Carla Dupont", self._names(self.anna))

    def test_a_rebuild_writes_only_what_changed(self):
        self.assertEqual(self.entries._rebuild(), (0, 0, 0))
        self.anna.partner_id.city = "Rennes"
        self.assertEqual(self.entries._rebuild(), (0, 1, 0))

    def test_a_changed_contact_is_refreshed_by_the_cron(self):
        self.anna.partner_id.write({"city": "Rennes"})
        self.env.cr.precommit.run()
        cron = self.env.ref("club_portal.ir_cron_club_directory")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(self._card(self.carla, self.anna)["city"], "Rennes")
        self.assertFalse(self.env["club.directory.change"].search([]))

    def test_what_the_association_hides_is_neither_shown_nor_found_at_once(self):
        self.assertEqual(self._names(self.carla, "evreux"), ["Anna Noël"])
        self._force("city", "nobody")
        entry = self.entries.search([("partner_id", "=", self.anna.partner_id.id)])
        self.assertNotIn("city", entry.shown_members)
        self.assertFalse(self._card(self.carla, self.anna)["city"])
        self.assertFalse(self._names(self.carla, "evreux"))

    def test_what_the_association_no_longer_forces_is_hidden_as_chosen_at_once(self):
        self._shows(self.anna, city="nobody")
        field = self._force("city", "members")
        self.assertEqual(self._card(self.carla, self.anna)["city"], "Évreux")
        field.forced = False
        self.assertFalse(self._card(self.carla, self.anna)["city"])
        self.assertFalse(self._names(self.carla, "evreux"))

    def test_each_association_has_its_own_today(self):
        acme = self._current("Acme", kind=self.type_organisation)
        person = self._person("Dora Delegate")
        self._manages(person, acme, date_to=TODAY)
        self.company.partner_id.tz = "Pacific/Honolulu"
        self.entries._rebuild()
        self.assertIn("Dora Delegate", self._names(self.anna))
        # It is noon in UTC: tomorrow has begun in New Zealand.
        with freeze_time(f"{TODAY} 12:00:00"):
            self.entries._rebuild()
            self.assertIn("Dora Delegate", self._names(self.anna))
            self.company.partner_id.tz = "Pacific/Auckland"
            self.entries._rebuild()
            self.assertNotIn("Dora Delegate", self._names(self.anna))

    def test_what_the_association_forces_wins_over_choices(self):
        self._shows(self.anna, city="nobody")
        self.assertFalse(self._card(self.carla, self.anna)["city"])
        self._force("city", "members")
        self.assertEqual(self._card(self.carla, self.anna)["city"], "Évreux")

    def test_another_association_shows_nothing_here(self):
        other = self._association("Other Association")
        cards, more = self.entries._find(other, self.anna.partner_id)
        self.assertEqual((cards, more), ([], False))
