from .common import day
from .import_common import ImportCommon


class TestImportChanges(ImportCommon):
    """What a file may change in members who are known already."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member("Ann Lee", section=cls.brittany, number="7")
        cls._period(cls.member, "2025-01-01", "2025-12-31")

    def _change(self, headings, row):
        return self._apply(
            self._rows(
                row,
                headings=f"N° adhérent;Nom complet;{headings}",
                type_id=self.type_choice.id,
            )
        )

    def test_contact_details_are_completed_and_corrected(self):
        self._change(
            "Adresse;CP;Ville;Pays;Tél",
            "7;Ann Lee;1 rue X;35000;Rennes;France;0612345678",
        )
        partner = self.member.partner_id
        self.assertEqual(
            (partner.street, partner.zip, partner.city, partner.country_id.code),
            ("1 rue X", "35000", "Rennes", "FR"),
        )
        self.assertEqual(partner.phone, "0612345678")

    def test_empty_cells_erase_nothing(self):
        self.member.partner_id.city = "Rennes"
        batch = self._rows(
            "7;Ann Lee;",
            headings="N° adhérent;Nom complet;Ville",
            type_id=self.type_choice.id,
        )
        self.assertEqual(self._states(batch), ["same"])

    def test_spelling_in_capitals_does_not_rename(self):
        batch = self._rows(
            "7;LEE ANN;",
            headings="N° adhérent;Nom complet;Ville",
            type_id=self.type_choice.id,
        )
        self.assertEqual(self._states(batch), ["same"])

    def test_new_surname_under_the_same_number_renames(self):
        self._change("Ville", "7;Ann Lee Bernard;")
        self.assertEqual(self.member.partner_id.name, "Ann Lee Bernard")

    def test_section_named_in_the_file_is_a_move_in_the_register(self):
        self._change("Section", "7;Ann Lee;Provence")
        self.assertEqual(self.member.section_id, self.provence)
        move = self.member.movement_ids
        self.assertEqual(
            (move.kind, move.from_section_id, move.section_id, move.reason),
            ("moved", self.brittany, self.provence, "Test file"),
        )

    def test_defaults_of_the_import_leave_known_members_alone(self):
        self._change("Ville", "7;Ann Lee;Rennes")
        self.assertEqual(self.member.section_id, self.brittany)
        self.assertEqual(self.member.type_id, self.type_person)

    def test_type_named_in_the_file_is_a_change_in_the_register(self):
        self._change("Type", "7;Ann Lee;Supporter")
        self.assertEqual(self.member.type_id, self.type_choice)
        self.assertEqual(self.member.movement_ids.kind, "type_changed")

    def test_next_period_is_added_once_with_its_register_row(self):
        self._change("Valable jusqu'au", "7;Ann Lee;31/12/2026")
        batch = self._rows(
            "7;Ann Lee;31/12/2026",
            headings="N° adhérent;Nom complet;Valable jusqu'au",
            type_id=self.type_choice.id,
        )
        self.assertEqual(self._states(batch), ["same"])
        self.assertEqual(len(self.member.period_ids), 2)
        self.assertEqual(self.member.period_ids[0].date_to, day("2026-12-31"))
        self.assertEqual(self.member.state, "active")
        self.assertEqual(self.member.movement_ids.mapped("kind"), ["renewed"])

    def test_earlier_joining_is_kept_a_later_one_ignored(self):
        self.member.joined_on = day("2020-01-01")
        self._change("Adhérent depuis", "7;Ann Lee;01/06/2015")
        self.assertEqual(self.member.joined_on, day("2015-06-01"))
        batch = self._rows(
            "7;Ann Lee;01/06/2022",
            headings="N° adhérent;Nom complet;Adhérent depuis",
            type_id=self.type_choice.id,
        )
        self.assertEqual(self._states(batch), ["same"])

    def test_headcount_seats_and_amount_follow_the_file(self):
        self._change("Effectif;Places;Montant libre", "7;Ann Lee;12;3;45,50")
        self.assertEqual(
            (self.member.headcount, self.member.seats, self.member.chosen_amount),
            (12, 3, 45.5),
        )

    def test_contact_who_is_no_member_becomes_one(self):
        partner = self._person("Luc Bernard", city="Nantes")
        batch = self._rows(
            "8;Luc Bernard;luc.bernard@example.org;Vannes",
            headings="N° adhérent;Nom complet;E-mail;Ville",
            type_id=self.type_choice.id,
        )
        self._apply(batch)
        self.assertEqual(partner.club_membership_ids.number, "8")
        self.assertEqual(partner.city, "Vannes")
