"""A year of an association at random: whatever happens, the books balance.

Each operation is what a person can do through a button.
"""

from odoo import Command

from .books_drawing_common import BooksDrawingCommon
from .common import day


class BooksCommon(BooksDrawingCommon):
    """What is done with dues, the bank, cash and hours."""

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
        line = self._any(
            "club.deposit.line", [("state", "=", "posted"), ("bounced_on", "=", False)]
        )
        if not line:
            return False
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
