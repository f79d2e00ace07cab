from .common import day
from .import_common import ImportCommon

HEADINGS = "N° adhérent;Nom;Prénom;E-mail;Né le;SIRET;CP;Adresse;Téléphone"


class TestImportMatching(ImportCommon):
    @classmethod
    def _check(cls, *rows, **vals):
        kind = vals.pop("kind", cls.type_person)
        return cls._rows(*rows, headings=HEADINGS, type_id=kind.id, **vals)

    def _one(self, row, **vals):
        return self._check(row, **vals).line_ids

    def test_number_recognises_whatever_the_name_is_spelt_like(self):
        member = self._member("Zoé Lefèvre", number="00042")
        line = self._one("00042;LEFEVRE;Zoë;;;;;;")
        self.assertEqual((line.membership_id, line.match), (member, "number"))

    def test_number_of_somebody_else_is_refused(self):
        self._member("Zoé Lefèvre", number="00042")
        batch = self._check("00042;Bernard;Jean;;;;;;")
        self.assertEqual(self._codes(batch), {2: ["number_other_name"]})
        self.assertIn("Zoé Lefèvre", batch.line_ids.message)

    def test_email_and_name_recognise_in_any_order_accent_and_case(self):
        partner = self._person("Zoé Lefèvre-Martin", email="Zoe@Example.org")
        line = self._one(";LEFEVRE MARTIN;Zoë;zoe@example.org;;;;;")
        self.assertEqual((line.partner_id, line.match), (partner, "email"))

    def test_email_alone_does_not_recognise(self):
        self._person("Paul Durand", email="couple@example.org")
        line = self._one(";Bernard;Marie;couple@example.org;;;;;")
        self.assertFalse(line.partner_id)
        self.assertEqual(line.state, "new")

    def test_name_and_birth_date_recognise(self):
        partner = self._person("Zoé Lefèvre", club_birth_date="1980-07-14")
        line = self._one(";Lefevre;Zoe;other@example.net;14/07/1980;;;;")
        self.assertEqual((line.partner_id, line.match), (partner, "birth"))

    def test_father_and_son_with_one_name_and_mailbox_stay_two(self):
        self._person("Jean Martin", email="m@example.org", club_birth_date="1950-01-01")
        line = self._one(";Martin;Jean;m@example.org;01/01/1980;;;;")
        self.assertFalse(line.partner_id)
        self.assertEqual(line.state, "new")

    def test_siret_recognises_an_organisation_under_another_name(self):
        partner = self._organisation("ACME", company_registry="732 829 320 00074")
        line = self._one(
            ";Acme France;;;;73282932000074;;;", kind=self.type_organisation
        )
        self.assertEqual((line.partner_id, line.match), (partner, "siret"))

    def test_two_contacts_with_the_same_key_are_left_to_decide(self):
        twins = self._person("Ann Lee") | self._person("Ann Lee")
        line = self._one(";Lee;Ann;ann.lee@example.org;;;;;")
        self.assertEqual(line.state, "decide")
        self.assertEqual(line.candidate_ids, twins)

    def test_look_alikes_are_shown_for_decision(self):
        for known, row in [
            ({"name": "Jean Dupont"}, ";Dupont;Jean;;;;;;"),
            (
                {"name": "Louis Dupond", "email": "d@example.org"},
                ";Dupont;Louis;d@example.org;;;;;",
            ),
            (
                {"name": "Chloé Bertrand", "phone": "+33 6 12 34 56 78"},
                ";Bertran;Chloé;;;;;;06 12 34 56 78",
            ),
            (
                {
                    "name": "Hugo Lemoine",
                    "street": "1, rue de l'Église",
                    "zip": "35000",
                },
                ";Le Moine;Hugo;;;;35000;1 rue de l’église;",
            ),
            (
                {"name": "Emma Rousseau", "club_birth_date": day("1990-02-03")},
                ";Roussau;Emma;;03/02/1990;;;;",
            ),
        ]:
            with self.subTest(known=known["name"]):
                partner = self.env["res.partner"].create(known)
                line = self._one(row)
                self.assertEqual(line.state, "decide")
                self.assertEqual(line.candidate_ids, partner)
                self.assertEqual(line.candidate_id, partner)

    def test_homonyms_elsewhere_are_not_asked_about(self):
        self._person("Jean Martin", email="one@example.org", zip="35000")
        line = self._one(";Martin;Jean;two@example.org;;;13000;;")
        self.assertEqual(line.state, "new")

    def test_person_and_organisation_of_one_name_are_not_asked_about(self):
        self._organisation("Martin", email="")
        line = self._one(";Martin;;;01/01/1980;;;;")
        self.assertEqual(line.state, "new")

    def test_an_address_shared_by_a_crowd_says_nothing(self):
        self.env["res.partner"].create(
            [
                {"name": f"Marie Dupont {n}", "street": "1 rue X", "zip": "35000"}
                for n in range(30)
            ]
        )
        line = self._one(";Dupond;Marie;;;;35000;1 rue X;")
        self.assertEqual(line.state, "new")

    def test_decision_same_completes_the_known_contact(self):
        partner = self._person("Jean Dupont", email="")
        batch = self._check(";Dupont;Jean;jean@example.org;;;;;")
        batch.line_ids.action_same()
        self.assertEqual((batch.decide_count, batch.update_count), (0, 1))
        self._apply(batch)
        self.assertEqual(self._members().partner_id, partner)
        self.assertEqual(partner.email, "jean@example.org")

    def test_decision_other_makes_a_new_member(self):
        partner = self._person("Jean Dupont", email="")
        batch = self._check(";Dupont;Jean;jean@example.org;;;;;")
        batch.line_ids.action_other()
        self._apply(batch)
        self.assertEqual(batch.state, "done")
        self.assertNotEqual(self._members().partner_id, partner)

    def test_undecided_row_stops_the_import(self):
        self._person("Jean Dupont", email="")
        batch = self._check(";Dupont;Jean;jean@example.org;;;;;")
        with self.assertRaisesRegex(Exception, "look like somebody known"):
            batch.action_apply()

    def test_only_look_alikes_are_listed_for_decision(self):
        self._person("Jean Dupont", email="")
        batch = self._check(";Dupont;Jean;;;;;;", ";Bernard;Luc;;;;;;")
        action = batch.action_decide()
        shown = self.env["club.import.line"].search(action["domain"])
        self.assertEqual(shown.mapped("name"), ["Jean Dupont"])

    def test_same_newcomer_twice_in_a_file_is_refused_once(self):
        for twice in (
            ("1;A;B;;;;;;", "1;C;D;;;;;;"),
            (";Lee;Ann;a@example.org;;;;;", ";LEE;ann;A@example.org;;;;;"),
            (";Lee;Ann;;01/01/1980;;;;", ";Lee;Ann;x@example.org;01/01/1980;;;;"),
        ):
            with self.subTest(rows=twice):
                batch = self._check(*twice)
                self.assertEqual(self._codes(batch), {3: ["duplicate_row"]})
                self.assertIn("row 2", batch.line_ids[-1].message)

    def test_same_known_member_twice_in_a_file_is_refused_once(self):
        self._member("Ann Lee", number="7")
        batch = self._check("7;Lee;Ann;;;;;;", ";Lee;Ann;ann.lee@example.org;;;;;")
        self.assertEqual(self._codes(batch), {3: ["duplicate_row"]})

    def test_people_with_different_numbers_are_two(self):
        batch = self._check(
            "1;Martin;Jean;m@example.org;;;;;", "2;Martin;Jean;m@example.org;;;;;"
        )
        self.assertEqual(self._states(batch), ["new", "new"])

    def test_look_alikes_inside_a_file_are_left_to_decide(self):
        batch = self._check(
            ";Dupont;Jean;j@example.org;;;;;", ";Dupond;Jean;j@example.org;;;;;"
        )
        self.assertEqual(self._states(batch), ["new", "decide"])
        first, second = batch.line_ids
        self.assertEqual(second.twin_id, first)
        second.action_same()
        self._apply(batch)
        self.assertEqual(self._members().partner_id.mapped("name"), ["Jean Dupont"])

    def test_contacts_of_another_company_are_unknown(self):
        other = self._association("Other Association")
        self._person("Ann Lee", company_id=other.id)
        line = self._one(";Lee;Ann;ann.lee@example.org;;;;;")
        self.assertEqual(line.state, "new")
        self.assertFalse(line.candidate_ids)

    def test_numbers_of_another_company_are_free(self):
        other = self._association("Other Association")
        kind = self._type("Theirs", [{"amount": 1}], company=other)
        self._member("Ann Lee", kind=kind, number="7")
        self._apply(self._check("7;Bernard;Luc;;;;;;"))
        self.assertEqual(self._members().number, "7")
