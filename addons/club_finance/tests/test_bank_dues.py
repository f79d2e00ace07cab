from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .common_bank_files import BankCommon

IBAN = "FR7610107001011234567890129"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankDues(BankCommon):
    def _proposed(self, line):
        """(confidence, dues) of what is proposed for a line, the surest first."""
        return [
            (proposal.confidence, proposal.due_ids)
            for proposal in line._recognise().sorted("sequence")
        ]

    def test_a_reference_and_the_whole_amount_pay_the_due(self):
        due = self._due()
        line = self._bank_line(due.residual, f"VIR {due.reference} MERCI")
        self.assertEqual(self._proposed(line), [("exact", due)])
        self.assertEqual(line.state, "proposed")
        line.proposal_ids._settle()
        self.assertEqual((due.state, due.residual, line.state), ("paid", 0, "done"))
        self.assertEqual(self._balance(self.receivable, due.payer_id), 0)
        self.assertTrue(due.membership_id.is_member)
        self.assertEqual(due.term_id.confirmed_on, day(TODAY))

    def test_a_due_on_an_invoice_is_paid_to_the_cent(self):
        due = self._invoiced()
        self.assertEqual(due.booking_mode, "invoice")
        line = self._bank_line(due.residual, f"REGLEMENT {due.reference}")
        self.assertEqual(self._proposed(line), [("exact", due)])
        line.proposal_ids._settle()
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(due.invoice_id.payment_state, "paid")
        self.assertEqual(due.invoice_id.amount_residual, 0)

    def test_the_number_of_an_invoice_is_a_reference_too(self):
        due = self._invoiced()
        line = self._bank_line(due.residual, f"FACTURE {due.invoice_id.name} ACME")
        self.assertEqual(self._proposed(line), [("exact", due)])

    def test_one_payment_may_quote_several_references(self):
        dues = self._due("Ann") | self._due("Bob")
        line = self._bank_line(60, " ET ".join(dues.mapped("reference")))
        self.assertEqual(self._proposed(line), [("exact", dues)])
        line.proposal_ids._settle()
        self.assertEqual(dues.mapped("state"), ["paid", "paid"])
        self.assertEqual(len(line.statement_line_id.move_id.line_ids), 3)

    def test_a_company_pays_for_several_members(self):
        company = self._organisation("Acme")
        dues = self.env["club.due"]
        for name in ("Ann", "Bob", "Cid"):
            dues |= self._due_paid_by(company, name)
        self._knows(company, IBAN)
        line = self._bank_line(90, "COTISATIONS 2026", account_number=IBAN)
        self.assertEqual(self._proposed(line), [("exact", dues)])
        line.proposal_ids._settle()
        self.assertEqual(set(dues.mapped("state")), {"paid"})

    def test_part_of_what_is_owed_waits_for_a_click_and_leaves_the_rest_open(self):
        due = self._due()
        line = self._bank_line(12.34, due.reference)
        self.assertEqual(self._proposed(line), [("likely", due)])
        self.assertIn("a part only", line.proposal_ids.reason)
        line.proposal_ids._settle()
        self.assertEqual((due.state, due.residual), ("partial", 17.66))

    def test_more_than_is_owed_leaves_a_credit_of_the_payer(self):
        due = self._due()
        line = self._bank_line(50, due.reference)
        self.assertEqual(self._proposed(line), [("likely", due)])
        line.proposal_ids._settle()
        self.assertEqual((due.state, due.payer_credit), ("paid", 20))
        self.assertEqual(self._balance(self.receivable, due.payer_id), -20)

    def test_an_account_used_before_tells_who_pays(self):
        first, second = self._due("Ann"), self._due("Ann Again")
        line = self._bank_line(30, first.reference, account_number=IBAN)
        line._recognise()._settle()
        second.payer_id.write({"name": "Nobody Named"})
        nothing = self._bank_line(30, "VIR", account_number=IBAN)
        # Who paid from it owes nothing any more.
        self.assertEqual(self._proposed(nothing), [])
        owed = self._due_paid_by(first.payer_id, "Child")
        self.assertEqual(self._proposed(nothing), [("exact", owed)])

    def test_a_full_name_and_the_whole_amount_are_exact(self):
        due = self._due("Jean-François Le Goff")
        line = self._bank_line(30, "VIR", partner_name="M LE GOFF JEAN FRANCOIS")
        self.assertEqual(self._proposed(line), [("exact", due)])
        other = self._bank_line(29, "VIR", partner_name="M LE GOFF JEAN FRANCOIS")
        self.assertEqual(self._proposed(other), [("possible", due)])

    def test_namesakes_are_left_to_the_treasurer(self):
        dues = self._due("Jean Martin") | self._due("Jean Martin")
        line = self._bank_line(30, "VIR", partner_name="JEAN MARTIN")
        found = self._proposed(line)
        self.assertEqual({confidence for confidence, _due in found}, {"likely"})
        self.assertEqual(line.proposal_ids.due_ids, dues)

    def test_a_member_named_in_the_label_is_likely(self):
        due = self._due("Zoé Roux")
        line = self._bank_line(30, "cotisation de ROUX Zoe", partner_name="P ROUX")
        self.assertEqual(self._proposed(line), [("likely", due)])

    def test_an_amount_alone_says_nothing(self):
        self._due()
        line = self._bank_line(30, "VIREMENT DIVERS")
        self.assertEqual((self._proposed(line), line.state), ([], "todo"))

    def test_money_out_is_left(self):
        due = self._due()
        line = self._bank_line(-30, due.reference)
        self.assertEqual((self._proposed(line), line.state), ([], "todo"))

    def test_what_is_owed_to_another_association_is_not_paid_here(self):
        other = self._association("Other Association")
        membership = (
            self.env["club.membership"]
            .with_company(other)
            ._admit(
                {
                    "partner_id": self._person("Ann").id,
                    "company_id": other.id,
                    "type_id": self._type("There", [{"amount": 30}], other).id,
                    "section_id": other._club_root_section().id,
                    "joined_on": "2026-01-01",
                }
            )
        )
        due = membership.period_ids.due_ids
        self.assertEqual(due.company_id, other)
        line = self._bank_line(30, due.reference)
        self.assertEqual(self._proposed(line), [])

    def test_dues_paid_twice_are_exact_once(self):
        due = self._due()
        lines = self._bank_line(30, due.reference) | self._bank_line(
            30, due.reference, on="2026-03-12"
        )
        lines._recognise()
        first, second = lines.sorted("date")
        self.assertEqual(first.proposal_ids.confidence, "exact")
        self.assertEqual(second.proposal_ids.confidence, "possible")
        self.assertIn("would stay a credit", second.proposal_ids.reason)
        lines.proposal_ids._settle()
        self.assertEqual((due.state, due.payer_credit), ("paid", 30))

    def test_a_proposal_whose_due_was_paid_meanwhile_is_refused(self):
        due = self._due()
        line = self._bank_line(30, due.reference)
        proposal = line._recognise()
        due._pay(30, self.bank, day(TODAY))
        with self.assertRaisesRegex(UserError, "settled already"):
            proposal._settle()
        self.assertNotEqual(line.state, "done")

    def test_a_second_click_settles_nothing_more(self):
        due = self._due()
        line = self._bank_line(30, due.reference)
        proposal = line._recognise()
        self.assertEqual(proposal._settle(), proposal)
        entry = line.statement_line_id.move_id.line_ids
        self.assertFalse(proposal._settle())
        self.assertEqual(line.statement_line_id.move_id.line_ids, entry)

    def test_a_closed_period_refuses_to_settle_and_to_undo(self):
        dues = self._due("Ann") | self._due("Bob")
        done = self._bank_line(30, dues[0].reference)
        done._recognise()._settle()
        line = self._bank_line(30, dues[1].reference)
        proposal = line._recognise()
        self._lock("2026-03-12")
        with self.assertRaisesRegex(UserError, "closed until"):
            proposal._settle()
        with self.assertRaisesRegex(UserError, "closed until"):
            done._undo()
        self.assertEqual(dues.mapped("state"), ["paid", "called"])

    def test_an_undone_line_reopens_the_due_and_waits_for_a_click(self):
        for make in (self._due, self._invoiced):
            with self.subTest(make=make.__name__):
                due = make()
                owed = due.residual
                line = self._bank_line(owed, due.reference)
                line._recognise()._settle()
                traced = (line.settled_by_id, line.settled_on.isoformat()[:10])
                self.assertEqual(traced, (self.env.user, TODAY))
                self.assertFalse(line.undone_by_id)
                line._undo()
                traced = (line.undone_by_id, line.undone_on.isoformat()[:10])
                self.assertEqual(traced, (self.env.user, TODAY))
                self.assertEqual((due.state, due.residual), ("called", owed))
                self.assertEqual((line.state, line.by_hand), ("proposed", True))
                self.assertFalse(line.statement_line_id.is_reconciled)
                self.assertEqual(line.proposal_ids.due_ids, due)
                self.assertFalse(line._exact())
                line._undo()
                self.assertEqual(line.state, "proposed")

    def test_what_the_accountant_reconciles_is_done_here_too(self):
        due = self._invoiced()
        line = self._bank_line(due.residual, due.reference)
        line._recognise()
        bank_line = line.statement_line_id
        bank_line._add_account_move_line(due._open_debts())
        bank_line.reconcile_bank_line()
        self.assertEqual((line.state, due.state), ("done", "paid"))

    def test_recognising_takes_as_many_queries_for_many_lines(self):
        few = self._lines_of_dues(2)
        many = self._lines_of_dues(12)
        few._recognise()
        self.assertLessEqual(
            self._queries(lambda: many._recognise()),
            self._queries(lambda: few._recognise()) + 2,
        )

    def test_settling_takes_as_many_queries_for_many_lines(self):
        few, many = self._lines_of_dues(3), self._lines_of_dues(12)
        self._lines_of_dues(2)._recognise()._settle()
        few, many = few._recognise(), many._recognise()
        small = self._queries(lambda: few._settle())
        large = self._queries(lambda: many._settle())
        self.assertLess((large - small) / 9, 6)

    def _lines_of_dues(self, count):
        lines = self.env["club.bank.line"]
        for number in range(count):
            due = self._due(f"Member {count} {number}")
            lines |= self._bank_line(30, due.reference)
        return lines

    def _queries(self, work):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _due_paid_by(self, payer, name):
        partner = self._person(f"{name} of {payer.name}")
        membership = self.env["club.membership"]._admit(
            {
                "partner_id": partner.id,
                "payer_id": payer.id,
                "type_id": self.type_person.id,
                "section_id": self.root.id,
                "joined_on": "2026-01-01",
            }
        )
        return membership.period_ids.due_ids

    def _knows(self, partner, number):
        partner.bank_ids = [Command.create({"acc_number": number})]
