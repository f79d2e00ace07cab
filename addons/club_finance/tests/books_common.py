"""A year of an association at random: whatever happens, the books balance.

Each operation is what a person can do through a button; ``BooksCommon`` draws which,
on what and in which order, and looks at the books as an auditor would.
"""

import random
from collections import Counter

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .common import FinanceCommon, day


class BooksCommon(FinanceCommon):
    """What is drawn from, and what an auditor asks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.use, cls.gift = cls.env["account.account"].create(
            [
                {
                    "name": name,
                    "code": code,
                    "account_type": "off_balance",
                    "company_ids": [Command.set(cls.company.ids)],
                }
                for name, code in (("Staff", "864000"), ("Given", "875000"))
            ]
        )
        cls.company.write(
            {
                "club_volunteer_use_account_id": cls.use.id,
                "club_volunteer_gift_account_id": cls.gift.id,
            }
        )
        cls.env["club.hours.rate"].create(
            {
                "company_id": cls.company.id,
                "rate": 17.29,
                "date_from": "2020-01-01",
            }
        )
        cls.sections = cls.root | cls.brittany | cls.provence

    def setUp(self):
        super().setUp()
        self.tally = Counter()
        self.refused = Counter()
        self.names = 0

    # Drawing

    def _draw(self, seed, count):
        """Do ``count`` operations in an order that the seed decides."""
        self.random = random.Random(seed)
        operations = sorted(name for name in dir(self) if name.startswith("_op_"))
        for number in range(count):
            name = self.random.choice(operations)
            self._try(name)
            if number % 100 == 99:
                self._check_books(f"after {number + 1} operations of seed {seed}")
        return operations

    def _try(self, name):
        """One operation; what the association refuses in words leaves no trace."""
        try:
            with self.env.cr.savepoint():
                done = getattr(self, name)()
        except (UserError, ValidationError) as refusal:
            self.env.invalidate_all()
            self.refused[name, str(refusal)[:60]] += 1
        else:
            self.tally[name] += bool(done)

    def _any(self, model, domain=(), limit=20):
        """Some record of the association, none if there is none."""
        found = self.env[model].search(
            [("company_id", "=", self.company.id), *domain],
            limit=limit,
            order="id desc",
        )
        return self.random.choice(found) if found else found

    def _cents(self, least, most):
        return self.random.randint(least * 100, most * 100) / 100

    def _date(self):
        return day(
            f"2026-{self.random.randint(1, 3):02}-{self.random.randint(1, 14):02}"
        )

    def _name(self, word):
        self.names += 1
        return f"{word} {self.names}"

    # Dues

    def _op_admit(self):
        kind = self.random.choice(
            [self.type_person, self.type_organisation, self.type_seats]
        )
        partner = self._person(
            self._name("Member"), is_company=kind.member_kind == "organisation"
        )
        vals = {
            "partner_id": partner.id,
            "type_id": kind.id,
            "section_id": self.random.choice(self.sections).id,
            "joined_on": "2026-01-01",
        }
        if kind == self.type_organisation:
            vals["headcount"] = self.random.choice([3, 60, 400])
        return self.env["club.membership"]._admit(vals)

    def _open_due(self):
        return self._any("club.due", [("residual", ">", 0)])

    def _op_waive(self):
        due = self._open_due()
        due._waive("Hardship")
        return due

    def _op_take_back_waiver(self):
        due = self._any("club.due", [("state", "=", "waived")])
        due._take_back_waiver("By mistake")
        return due

    def _op_deposit(self):
        dues = self.env["club.due"].union(*[self._open_due() for _n in range(3)])
        if not dues:
            return False
        deposit = self.env["club.deposit"].create(
            {
                "company_id": self.company.id,
                "section_id": self.random.choice(self.root | self.brittany).id,
                "date": self._date(),
                "line_ids": [
                    Command.create(self._prepare_payment(due)) for due in dues
                ],
            }
        )
        deposit.action_post()
        return True

    def _prepare_payment(self, due):
        gift = self.random.choice([0, 0, 5])
        amount = self.random.choice(
            [due.residual, due.residual, round(due.residual / 3, 2), due.residual + 7]
        )
        return {
            "payer_id": due.payer_id.id,
            "due_ids": [Command.set(due.ids)],
            "amount": round(amount + gift, 2),
            "gift_amount": gift,
        }

    def _op_cancel_deposit(self):
        deposit = self._any("club.deposit", [("state", "=", "posted")])
        deposit.action_cancel()
        return deposit

    def _op_bounce(self):
        lines = self.env["club.deposit.line"].search(
            [("state", "=", "posted"), ("bounced_on", "=", False)], limit=20
        )
        if not lines:
            return False
        line = self.random.choice(lines)
        line._bounce(max(line.date, self._date()), "No cover")
        return True

    # Bank

    def _op_bank_line(self):
        """The bank's file brings a transfer: right, short, too much or of nobody."""
        due = self._open_due()
        amount = self.random.choice([due.residual or 30, 12.34, 80, -9.5])
        label = self.random.choice(
            [due.reference or "COTISATION", f"VIR {due.payer_id.name}", "DIVERS"]
        )
        return self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.random.choice(self.bank | self.brittany_bank).id,
                "date": self._date(),
                "payment_ref": label,
                "partner_name": due.payer_id.name or "Nobody",
                "amount": amount,
            }
        )

    def _op_recognise(self):
        lines = self.env["club.bank.line"].search(
            [("company_id", "=", self.company.id), ("state", "!=", "done")], limit=30
        )
        lines._recognise()
        first = lines.mapped(lambda line: line.proposal_ids[:1])
        first.filtered(lambda proposal: proposal.confidence == "exact")._settle()
        return first

    def _op_accept(self):
        line = self._any("club.bank.line", [("state", "=", "proposed")])
        proposal = line.proposal_ids[:1]
        proposal._settle()
        return proposal

    def _op_undo_bank_line(self):
        line = self._any("club.bank.line", [("state", "=", "done")])
        line._undo()
        return line

    # Cash

    def _op_cash(self):
        kind = self.random.choice(["in", "in", "out", "to_bank", "from_bank"])
        heading = {"in": self.grants, "out": self.travel}.get(kind)
        movement = self.env["club.cash.movement"].create(
            {
                "company_id": self.company.id,
                "section_id": self.brittany.id,
                "kind": kind,
                "date": self._date(),
                "amount": self._cents(1, 50),
                "label": self._name("Cash"),
                "heading_id": heading.id if heading else False,
            }
        )
        movement.action_book()
        return True

    def _op_cancel_cash(self):
        movement = self._any("club.cash.movement", [("state", "=", "booked")])
        movement.action_cancel()
        return movement

    # Hours

    def _op_hours(self):
        hours = self.env["club.hours"].create(
            {
                "company_id": self.company.id,
                "partner_id": self._person(self._name("Volunteer")).id,
                "section_id": self.random.choice(self.sections).id,
                "date": "2025-06-01",
                "hours": self.random.randint(1, 600) / 60,
                "activity_id": self.env.ref("club_membership.hours_activity_duty").id,
            }
        )
        hours._confirm()
        return True

    def _op_value(self):
        year = self.env["club.valuation"]._prepare_year(
            self.company, day("2025-01-01"), day("2025-12-31")
        )
        year.action_book()
        return year

    def _op_take_back_value(self):
        valuation = self._any("club.valuation", [("state", "=", "booked")])
        valuation.action_take_back()
        return valuation

    # What an auditor asks

    def _check_books(self, when):
        self.env.flush_all()
        self.env.invalidate_all()
        for name in sorted(name for name in dir(self) if name.startswith("_audit_")):
            with self.subTest(audit=name, when=when):
                getattr(self, name)()

    def _rows(self, query, **values):
        return self.env.execute_query(SQL(query, company=self.company.id, **values))

    def _audit_every_entry_balances(self):
        unbalanced = self._rows(
            "SELECT move_id, sum(balance) FROM account_move_line "
            "WHERE company_id = %(company)s AND parent_state = 'posted' "
            "GROUP BY move_id HAVING round(sum(balance), 2) <> 0"
        )
        self.assertEqual(unbalanced, [])

    def _audit_matched_amounts_are_those_of_their_lines(self):
        """What is open of a line is its amount without what it was matched with."""
        wrong = self._rows(
            """
            SELECT line.id, line.balance, line.amount_residual
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
              LEFT JOIN LATERAL (
                SELECT COALESCE(sum(amount), 0) AS paid FROM account_partial_reconcile
                 WHERE debit_move_id = line.id) AS debit ON TRUE
              LEFT JOIN LATERAL (
                SELECT COALESCE(sum(amount), 0) AS paid FROM account_partial_reconcile
                 WHERE credit_move_id = line.id) AS credit ON TRUE
             WHERE line.company_id = %(company)s AND line.parent_state = 'posted'
               AND account.reconcile
               AND abs(line.balance - debit.paid + credit.paid - line.amount_residual)
                   > 0.004
            """
        )
        self.assertEqual(wrong, [])

    def _audit_dues_say_what_the_ledger_says(self):
        """What members owe is what stands open on their receivable lines."""
        dues = self.env["club.due"].search([("company_id", "=", self.company.id)])
        debts = dues._open_debts()
        self.assertEqual(
            round(sum(dues.mapped("residual")), 2),
            round(sum(debts.mapped("amount_residual")), 2),
        )
        for due in dues:
            self.assertAlmostEqual(
                due.amount, due.amount_paid + due.amount_credited + due.residual, 2
            )

    def _audit_bank_accounts_say_what_the_bank_says(self):
        """On a bank account stands what its lines say, and nothing besides: what was
        entered before the bank says so waits on another account."""
        for journal in self.bank | self.brittany_bank:
            said = self._rows(
                "SELECT COALESCE(sum(amount), 0) FROM account_bank_statement_line "
                "WHERE journal_id = %(journal)s",
                journal=journal.id,
            )[0][0]
            booked = self._rows(
                "SELECT COALESCE(sum(line.balance), 0) FROM account_move_line line "
                "JOIN account_bank_statement_line said ON said.move_id = line.move_id "
                "WHERE line.account_id = %(account)s AND line.journal_id = %(journal)s",
                account=journal.default_account_id.id,
                journal=journal.id,
            )[0][0]
            self.assertAlmostEqual(said, booked, 2, journal.name)

    def _audit_cash_boxes_hold_what_went_in(self):
        """Movements, and payments made from the box; slips of these tests are none."""
        movements = self.env["club.cash.movement"].search(
            [("section_id", "=", self.brittany.id), ("state", "=", "booked")]
        )
        paid = self.env["club.payment.out"].search(
            [("journal_id", "=", self.brittany_cash.id), ("state", "=", "paid")]
        )
        self.assertAlmostEqual(
            self._balance(self.brittany_cash.default_account_id),
            sum(movements.mapped("signed_amount")) - sum(paid.mapped("amount")),
            2,
        )

    def _audit_hours_stand_on_both_sides(self):
        booked = self.env["club.valuation"].search(
            [("company_id", "=", self.company.id), ("state", "=", "booked")]
        )
        value = round(sum(booked.mapped("amount")), 2)
        self.assertEqual(self._balance(self.use), value)
        self.assertEqual(self._balance(self.gift), -value)

    def _audit_sections_make_up_the_result(self):
        """The accounts of all sections together are those of the association."""
        entries = self.env["club.section.entry"].search(
            [("company_id", "=", self.company.id)]
        )
        result = self._rows(
            """
            SELECT COALESCE(-sum(line.balance), 0) FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE line.company_id = %(company)s AND line.parent_state = 'posted'
               AND (account.account_type LIKE 'income%%'
                    OR account.account_type LIKE 'expense%%')
            """
        )[0][0]
        self.assertAlmostEqual(sum(entries.mapped("amount")), float(result), 2)
