from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .bank_common import BankDeskCommon
from .common import TODAY, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankDesk(BankDeskCommon):
    def test_proposed_dues_are_taken_with_one_click(self):
        due = self._due("Ann Le Goff", self.brittany)
        line = self._recognised(30, "VIR ANN LE GOFF", partner_name="Ann Le Goff")
        self.assertEqual(line.state, "proposed")
        self.assertIn("Ann Le Goff", line.sentence)
        line.action_confirm()
        self.assertEqual((line.state, due.residual), ("done", 0.0))
        line.action_confirm_exact()
        self.assertEqual(self._balance(self.brittany_bank_account), 30.0)

    def test_line_of_nobody_says_what_to_do(self):
        line = self._recognised(12, "???")
        self.assertIn("say what it is", line.sentence)
        with self.assertRaisesRegex(UserError, "Nothing is proposed"):
            line.action_confirm()

    def test_payer_is_chosen_by_hand_and_the_rest_stays_as_credit(self):
        due = self._due("Ann", self.brittany)
        line = self._recognised(50, "???")
        self._match(line, {"what": "payer", "payer_id": due.payer_id.id, "amount": 50})
        self.assertEqual((line.state, due.residual), ("done", 0.0))
        self.assertEqual(self._balance(self.receivable, due.payer_id), -20.0)

    def test_dialog_proposes_what_the_payer_owes(self):
        due = self._due("Ann", self.brittany)
        line = self._recognised(30, "???")
        with Form(
            self.mine["club.bank.match"].with_context(default_line_id=line.id)
        ) as form:
            with form.part_ids.edit(0) as part:
                part.payer_id = due.payer_id
            self.assertEqual(form.left, 0.0)
        self.assertEqual(form.record.part_ids.due_ids, due)

    def test_line_is_split_between_dues_and_a_heading(self):
        due = self._due("Ann", self.brittany)
        line = self._recognised(100, "???")
        dues = self._balance(self.income, section=self.brittany)
        self._match(
            line,
            {"what": "payer", "payer_id": due.payer_id.id, "amount": 30},
            {"what": "heading", "heading_id": self.grants.id, "amount": 70},
        )
        self.assertEqual((line.state, due.residual), ("done", 0.0))
        granted = self._balance(self.income, section=self.brittany) - dues
        self.assertEqual(granted, -70.0)
        self.assertIn("Grants", line.sentence)

    def test_amount_not_explained_is_refused(self):
        due = self._due("Ann", self.brittany)
        line = self._recognised(100, "???")
        with self.assertRaisesRegex(UserError, "not explained yet"):
            self._match(
                line, {"what": "payer", "payer_id": due.payer_id.id, "amount": 30}
            )
        self.assertNotEqual(line.state, "done")

    def test_dues_in_two_parts_are_refused(self):
        due = self._due("Ann", self.brittany)
        part = {
            "what": "payer",
            "payer_id": due.payer_id.id,
            "due_ids": [Command.set(due.ids)],
            "amount": 15,
        }
        with self.assertRaisesRegex(UserError, "stand in two parts"):
            self._match(self._recognised(30, "???"), part, part)

    def test_fees_are_booked_under_a_heading_in_one_go(self):
        lines = self._recognised(-3, "FEES") | self._recognised(-4, "FEES")
        choice = (
            self.mine["club.bank.heading"]
            .with_context(active_model="club.bank.line", active_ids=lines.ids)
            .create({"heading_id": self.travel.id})
        )
        choice.action_confirm()
        self.assertEqual(set(lines.mapped("state")), {"done"})
        self.assertEqual(self._balance(self.expense, section=self.brittany), 7.0)
        entry = lines.sudo().statement_line_id.move_id
        self.assertEqual(entry.line_ids.club_heading_id, self.travel)

    def test_what_comes_back_is_proposed_where_it_went_before(self):
        self._match(
            self._recognised(-3, "FEES 02/2026"),
            {"what": "heading", "heading_id": self.travel.id, "amount": -3},
        )
        line = self._recognised(-4, "FEES 03/2026")
        self.assertEqual(line.confidence, "likely")
        line.action_confirm()
        self.assertEqual(self._balance(self.expense, section=self.brittany), 7.0)
        # Money in with the same words is something else.
        self.assertEqual(self._recognised(4, "FEES 04/2026").state, "todo")

    def test_heading_without_account_says_who_sets_it(self):
        self.travel.account_id = False
        line = self._recognised(-3, "FEES")
        with self.assertRaisesRegex(UserError, "has no account yet"):
            self._match(
                line, {"what": "heading", "heading_id": self.travel.id, "amount": -3}
            )

    def test_overpayment_is_given_back_and_nothing_else(self):
        due = self._due("Ann", self.brittany)
        payer = due.payer_id
        self._match(
            self._recognised(50, "???"),
            {"what": "payer", "payer_id": payer.id, "amount": 50},
        )
        back = {"what": "payer", "payer_id": payer.id, "amount": -25}
        with self.assertRaisesRegex(UserError, "no credit of"):
            self._match(self._recognised(-25, "???"), back)
        self._match(self._recognised(-20, "???"), back | {"amount": -20})
        self.assertEqual(self._balance(self.receivable, payer), 0.0)

    def test_undone_line_is_owed_again(self):
        due = self._due("Ann", self.brittany)
        line = self._recognised(30, "???")
        self._match(line, {"what": "payer", "payer_id": due.payer_id.id, "amount": 30})
        line.action_undo()
        self.assertNotEqual(line.state, "done")
        self.assertEqual(due.residual, 30.0)
        with self.assertRaisesRegex(UserError, "done yet"):
            line.action_undo()

    def test_done_line_cannot_be_said_again(self):
        line = self._recognised(-3, "FEES")
        part = {"what": "heading", "heading_id": self.travel.id, "amount": -3}
        self._match(line, part)
        with self.assertRaisesRegex(UserError, "done already"):
            self._match(line, part)
        self.assertEqual(self._balance(self.expense), 3.0)

    def test_treasurer_of_a_section_touches_no_line_of_another(self):
        line = self._bank_line(30, "???", journal=self.bank)
        theirs = line.with_env(self.mine)
        for action in (
            theirs.action_confirm,
            theirs.action_undo,
            theirs.action_match,
            theirs.action_look_again,
            theirs.action_confirm_exact,
        ):
            with self.assertRaises(AccessError):
                action()
        with self.assertRaises(AccessError):
            self.mine["club.bank.match"].create({"line_id": line.id})
        with self.assertRaises(AccessError):
            self.mine["club.bank.heading"].create(
                {"line_ids": line.ids, "heading_id": self.travel.id}
            )
        self.assertFalse(self.mine["club.bank.line"].search([("id", "=", line.id)]))

    def test_treasurer_of_a_section_settles_no_dues_of_another(self):
        due = self._due("Zoe", self.provence)
        line = self._recognised(30, "???")
        with self.assertRaises(AccessError):
            self._match(
                line,
                {"what": "payer", "payer_id": due.payer_id.id, "amount": 30},
            )
        with self.assertRaises(AccessError):
            self._match(
                line,
                {
                    "what": "heading",
                    "heading_id": self.grants.id,
                    "section_id": self.provence.id,
                    "amount": 30,
                },
            )
        self.assertNotEqual(line.state, "done")

    def test_proposals_and_facts_are_not_written_by_hand(self):
        line = self._recognised(30, "???")
        with self.assertRaises(UserError):
            line.amount = 31
        with self.assertRaises(AccessError):
            self.mine["club.bank.proposal"].create(
                {"line_id": line.id, "reason": "Because"}
            )

    def test_heading_of_another_association_is_refused(self):
        other = self._association("Elsewhere")
        heading = self.env["club.heading"].create(
            {"name": "Theirs", "kind": "expense", "company_id": other.id}
        )
        line = self._bank_line(-3, "FEES", journal=self.bank)
        choice = self.env["club.bank.heading"].create(
            {"line_ids": line.ids, "heading_id": heading.id}
        )
        with self.assertRaisesRegex(UserError, "is not one of"):
            choice.action_confirm()

    def test_lines_in_a_list_cost_the_same_however_many(self):
        self._forget_nothing()
        few, many = 2, 12
        for number in range(many):
            self._due(f"Ann Number{number}", self.brittany)
        lines = self.env["club.bank.line"]
        for number in range(many):
            lines |= self._bank_line(30, f"VIR ANN NUMBER{number}")
        lines._recognise()
        counts = []
        for number in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lines[:number].with_env(self.mine).read(
                ["sentence", "confidence", "bank_label", "proposal_count"]
            )
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
