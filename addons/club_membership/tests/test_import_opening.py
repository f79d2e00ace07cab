from odoo.exceptions import UserError

from .import_common import ImportCommon

HEADINGS = "N° adhérent;Nom;Section;Au;Payé;Payeur;Solde d'ouverture"


class TestImportOpening(ImportCommon):
    @classmethod
    def _balances(cls, *rows, **vals):
        return cls._rows(*rows, headings=HEADINGS, type_id=cls.type_person.id, **vals)

    def test_balance_is_a_due_of_the_payer_against_the_opening_account(self):
        self._apply(
            self._balances(
                "1;One;Brittany;31/12/2026;non;;1 234,56 €",
                "2;Two;Provence;31/12/2026;non;1;10",
                "3;Three;Provence;31/12/2026;oui;;",
            )
        )
        dues = self.env["club.due"].search([("company_id", "=", self.company.id)])
        self.assertEqual(set(dues.mapped("kind")), {"opening"})
        by_number = {due.membership_id.number: due for due in dues}
        self.assertEqual(sorted(by_number), ["1", "2"])
        self.assertEqual(by_number["1"].residual, 1234.56)
        self.assertEqual(by_number["2"].payer_id, by_number["1"].partner_id)
        lines = dues.line_ids.move_id.line_ids
        account = self.company.club_opening_account_id
        booked = lines.filtered(lambda line: line.account_id == account)
        self.assertEqual(sum(booked.mapped("balance")), -1244.56)
        self.assertEqual(set(lines.move_id.mapped("state")), {"posted"})

    def test_balance_is_booked_once(self):
        row = "1;One;Brittany;31/12/2026;non;;100"
        self._apply(self._balances(row))
        before = self._counts()
        batch = self._balances(row)
        self.assertEqual(self._states(batch), ["same"])
        self.assertEqual(self._counts(), before)

    def test_other_balance_of_a_member_who_has_one_is_refused(self):
        self._apply(self._balances("1;One;Brittany;31/12/2026;non;;100"))
        batch = self._balances("1;One;Brittany;31/12/2026;non;;90")
        self.assertEqual(self._codes(batch), {2: ["opening_exists"]})

    def test_money_paid_ahead_is_a_credit(self):
        self._apply(self._balances("1;One;Brittany;31/12/2026;oui;;-30"))
        due = self._members().due_ids
        self.assertEqual(due.residual, -30)
        self.assertEqual(due.line_ids.balance, -30)

    def test_balance_leaves_the_period_to_be_called(self):
        self._apply(self._balances("1;One;Brittany;31/12/2026;non;;100"))
        call = self._dues_call(due_date="2026-04-30", include_unreachable=True)
        call.action_preview()
        self.assertEqual(call.line_ids.state, "ready")

    def test_balance_without_period_is_refused(self):
        batch = self._balances("1;One;Brittany;;;;100")
        self.assertEqual(self._codes(batch), {2: ["opening_without_period"]})

    def test_balance_without_opening_account_is_refused(self):
        self.company.club_opening_account_id = False
        batch = self._balances("1;One;Brittany;31/12/2026;non;;100")
        self.assertEqual(self._codes(batch), {2: ["opening_account"]})

    def test_closed_books_and_nothing_is_written(self):
        batch = self._balances(
            "1;One;Brittany;31/12/2026;oui;;", "2;Two;Brittany;31/12/2026;non;;100"
        )
        self.company.fiscalyear_lock_date = "2026-03-31"
        before = self._counts()
        self._apply(batch)
        self.assertEqual(self._counts(), before)
        self.assertEqual(batch.state, "ready")
        self.assertIn("Nothing was imported", batch.run_error)
        self.assertEqual(self._states(batch), ["new", "failed"])
        self.assertIn("closed", batch.line_ids[1].message)
        with self.assertRaises(UserError):
            batch.action_cancel() or batch.action_apply()

    def test_closed_books_refuse_the_rows_with_a_balance_only(self):
        batch = self._balances(
            "1;One;Brittany;31/12/2026;oui;;",
            "2;Two;Brittany;31/12/2026;non;;100",
            mode="valid",
        )
        self.company.fiscalyear_lock_date = "2026-03-31"
        self._apply(batch)
        self.assertEqual(self._states(batch), ["done", "failed"])
        self.assertEqual(self._members().number, "1")
        gone = self.env["res.partner"].with_context(active_test=False)
        self.assertFalse(gone.search([("name", "=", "Two")]))
