from odoo.exceptions import UserError

from .common import day
from .import_common import ImportCommon

ZOE = "00042;Lefèvre;Zoé;zoe@example.org;14/07/1980;Brittany;Person;;31/12/2026;oui"


class TestImport(ImportCommon):
    def test_check_writes_nothing_but_its_rows(self):
        before = self._counts()
        batch = self._rows(ZOE)
        self.assertEqual(batch.state, "ready")
        self.assertEqual(batch.new_count, 1)
        self.assertEqual(self._counts(), before)

    def test_new_member_has_contact_membership_period_and_register_row(self):
        batch = self._apply(self._rows(ZOE))
        self.assertEqual(batch.state, "done")
        member = self._members()
        partner = member.partner_id
        self.assertEqual(partner.name, "Zoé Lefèvre")
        self.assertEqual(partner.email, "zoe@example.org")
        self.assertEqual(partner.club_birth_date, day("1980-07-14"))
        self.assertTrue(partner.active)
        self.assertFalse(partner.is_company)
        self.assertEqual(member.number, "00042")
        self.assertEqual(member.section_id, self.brittany)
        self.assertEqual(member.type_id, self.type_person)
        self.assertEqual(member.state, "active")
        period = member.period_ids
        self.assertEqual(period.date_from, day("2026-01-01"))
        self.assertEqual(period.date_to, day("2026-12-31"))
        self.assertTrue(period.confirmed_on)
        self.assertEqual(member.movement_ids.mapped("kind"), ["joined"])
        self.assertEqual(member.movement_ids.reason, "Test file")
        self.assertEqual(batch.line_ids.membership_id, member)

    def test_same_file_twice_changes_nothing(self):
        rows = [
            ZOE,
            "00043;Martin;Jean;zoe@example.org;;Provence;Person;01/03/2026;;",
            ";Dupont;Anne;anne@example.org;;;Person;;;",
        ]
        self._apply(self._rows(*rows))
        before = self._counts()
        stamps = self._members().mapped("write_date")
        batch = self._rows(*rows)
        self.assertEqual(self._states(batch), ["same"] * 3)
        with self.assertRaisesRegex(UserError, "nothing to import"):
            batch.action_apply()
        self.assertEqual(self._counts(), before)
        self.assertEqual(self._members().mapped("write_date"), stamps)

    def test_two_people_may_share_an_address(self):
        batch = self._rows(
            ";Martin;Jean;couple@example.org;;;Person;;;",
            ";Durand;Anne;couple@example.org;;;Person;;;",
        )
        self._apply(batch)
        self.assertEqual(len(self._members().partner_id), 2)

    def test_row_without_type_takes_the_imports_own(self):
        batch = self._rows("1;A;B;;;;;;;", type_id=self.type_person.id)
        self.assertEqual(batch.line_ids.type_id, self.type_person)

    def test_next_newcomer_is_not_given_a_number_of_the_file(self):
        self._apply(self._rows("00900;A;B;;;;Person;;;"))
        newcomer = self._member("Next One")
        self.assertEqual(newcomer.number, "00901")

    def test_second_click_starts_nothing_more(self):
        batch = self._rows(ZOE)
        batch.action_apply()
        batch.action_apply()
        batch._run_now()
        before = self._counts()
        batch.action_apply()
        self.assertEqual(self._counts(), before)

    def test_applied_import_cannot_be_deleted(self):
        batch = self._apply(self._rows(ZOE))
        with self.assertRaisesRegex(UserError, "record of what it"):
            batch.unlink()

    def test_checked_import_can_be_changed_or_deleted(self):
        batch = self._rows(ZOE)
        batch.action_reset()
        self.assertEqual((batch.state, batch.row_count), ("draft", 0))
        batch.action_check()
        batch.unlink()
        self.assertFalse(batch.exists())

    def test_copies_of_personal_data_are_kept_half_a_year(self):
        recent, old = self._apply(self._rows(ZOE)), self._rows("9;A;B;;;;Person;;;")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE club_import SET write_date = '2025-09-01' WHERE id = %s", [old.id]
        )
        self.env.invalidate_all()
        self.env["club.import"]._gc_files()
        self.assertEqual((recent.row_count, old.row_count), (1, 0))
        self.assertTrue(recent.file)
        self.assertFalse(old.file)
        self.assertEqual(self._members().number, "00042")

    def test_payer_may_be_another_row_a_member_or_a_contact(self):
        known = self._member("Known Payer", number="K1")
        outsider = self._organisation("Outside Ltd")
        batch = self._rows(
            "1;One;A;a@example.org;Three C",
            "2;Two;B;b@example.org;k1",
            "3;Three;C;c@example.org;outside.ltd@example.org",
            "4;Four;D;d@example.org;1",
            "5;Five;E;e@example.org;5",
            headings="N° adhérent;Nom;Prénom;E-mail;Payeur",
            type_id=self.type_person.id,
        )
        self._apply(batch)
        members = {m.number: m for m in self._members() - known}
        self.assertEqual(members["1"].payer_id, members["3"].partner_id)
        self.assertEqual(members["2"].payer_id, known.partner_id)
        self.assertEqual(members["3"].payer_id, outsider)
        self.assertEqual(members["4"].payer_id, members["1"].partner_id)
        self.assertFalse(members["5"].payer_id)

    def test_period_is_completed_by_the_policy_of_the_type(self):
        rolling = self._type(
            "Rolling", [{"amount": 10}], period_policy="rolling", rolling_months=6
        )
        batch = self._rows(
            "A;Person;;31/12/2026;;",
            "B;Person;;31/12/2026;15/02/2026;",
            "C;Person;01/03/2026;;;",
            "D;Rolling;;30/06/2026;;",
            "E;Person;;;;oui",
            "F;Person;;;;",
            "G;Honorary;;31/12/2026;;non",
            headings="Nom;Type;Du;Au;Adhérent depuis;Payé",
        )
        spans = {
            line.name: (str(line.date_from or ""), str(line.date_to or ""))
            for line in batch.line_ids
        }
        self.assertEqual(
            spans,
            {
                "A": ("2026-01-01", "2026-12-31"),
                "B": ("2026-02-15", "2026-12-31"),
                "C": ("2026-03-01", "2026-12-31"),
                "D": ("2026-01-01", "2026-06-30"),
                "E": ("2026-01-01", "2026-12-31"),
                "F": ("", ""),
                "G": ("2026-01-01", "2026-12-31"),
            },
        )
        paid = {line.name: line.confirmed for line in batch.line_ids}
        self.assertEqual([n for n in sorted(paid) if paid[n]], ["E", "G"])
        self.assertEqual(
            rolling, batch.line_ids.filtered(lambda r: r.name == "D").type_id
        )

    def test_without_column_periods_are_paid_as_the_import_says(self):
        for default in (True, False):
            batch = self._rows(
                "A;31/12/2026",
                headings="Nom;Valable jusqu'au",
                type_id=self.type_person.id,
                paid_default=default,
            )
            self.assertEqual(batch.line_ids.confirmed, default)
