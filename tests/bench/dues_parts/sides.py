"""The same dues called and paid four ways, in chunks of the same size.

OCA's membership module through its own button, plain invoices written as lean as
Odoo allows, our invoices and our collective entries. Everybody was a customer
before; a chunk is committed as a whole; each payment by hand is a transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from odoo import Command

from .association import AMOUNT, Association
from .measure import Measure, analyze, measured


def chunks(ids: list[int], size: int) -> Iterator[list[int]]:
    """Cut ids into chunks."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


class Oca:
    """OCA `membership`: one invoice per member, created and posted, then paid one by
    one with the register-payment wizard."""

    name = "OCA membership"

    def __init__(self, association: Association) -> None:
        self.env = association.env
        self.association = association
        year = date.today().year
        self.product = self.env["product.product"].create(
            {
                "name": "Membership",
                "type": "service",
                "membership": True,
                "membership_date_from": f"{year}-01-01",
                "membership_date_to": f"{year + 1}-12-31",
                "list_price": AMOUNT,
                "taxes_id": [Command.clear()],
                "property_account_income_id": association.income.id,
            }
        )
        self.moves: Any = None

    def prepare(self, count: int) -> None:
        """Make the people to call."""
        self.partners = self.association.add_partners(count)

    def call(self) -> Measure:
        """Invoice everyone prepared."""
        moves = self.env["account.move"]
        with measured(len(self.partners)) as measure:
            for some in chunks(self.partners, self.association.chunk):
                moves += self._invoice(some)
                self.env.cr.commit()
        self.moves = moves
        return measure

    def _invoice(self, partners: list[int]) -> Any:
        people = self.env["res.partner"].browse(partners)
        moves = people.create_membership_invoice(self.product, AMOUNT)
        moves.action_post()
        return moves

    def pay(self, count: int) -> Measure:
        """Register `count` payments, an invoice at a time."""
        debts, self.moves = self.moves[:count], self.moves[count:]
        with measured(len(debts)) as measure:
            for move in debts:
                self.env["account.payment.register"].with_context(
                    active_model="account.move", active_ids=move.ids
                ).create(
                    {"journal_id": self.association.bank.id,
                     "payment_date": date.today()}
                ).action_create_payments()  # fmt: skip
                self.env.cr.commit()
        assert all(move.payment_state in ("in_payment", "paid") for move in debts)
        return measure


class Plain(Oca):
    """Odoo invoices and nothing else, with the values our invoices have."""

    name = "plain Odoo invoices"

    def _invoice(self, partners: list[int]) -> Any:
        today, association = date.today(), self.association
        moves = self.env["account.move"].create(
            [
                {
                    "move_type": "out_invoice",
                    "journal_id": association.company._club_journal("invoice").id,
                    "partner_id": partner,
                    "invoice_date": today,
                    "invoice_date_due": date(today.year + 1, 1, 31),
                    "invoice_payment_term_id": False,
                    "payment_reference": f"REF{partner}",
                    "ref": "Dues",
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": f"Dues of {partner}",
                                "quantity": 1,
                                "price_unit": AMOUNT,
                                "account_id": association.income.id,
                                "tax_ids": [Command.clear()],
                                "product_uom_id": False,
                                "analytic_distribution": {},
                            }
                        )
                    ],
                }
                for partner in partners
            ]
        )
        moves._post(soft=False)
        return moves


class Ours:
    """Our calls, from confirmation to the last committed chunk."""

    def __init__(self, association: Association, booking_mode: str) -> None:
        self.env = association.env
        self.association = association
        self.booking_mode = booking_mode
        self.name = f"our {booking_mode} mode"
        # One section, so that its chunks are as full as the other sides'.
        self.section = association.sections[0]
        self.open: list[int] = []

    def prepare(self, count: int) -> None:
        """Make the members to call, nobody else's type, and preview their call."""
        self.count = count
        kind = self.association.new_type(f"{count} members", self.booking_mode)
        members = self.association.add_members(kind, count, self.section)
        self.call_record = self.association.new_call(kind, self.section)
        self.call_record.action_preview()
        assert self.call_record.line_ids.membership_id == members
        analyze(self.env)

    def call(self) -> Measure:
        """Confirm and run the call; notices are noted, but not sent."""
        call = self.call_record
        with measured(self.count) as measure:
            call.action_confirm()
            call._run_until_done()
        assert call.state == "done"
        assert len(call.due_ids) == self.count
        self.open = call.due_ids.sorted("id").ids
        return measure

    def pay(self, count: int) -> Measure:
        """Enter one deposit with `count` payments and post it."""
        ids, self.open = self.open[:count], self.open[count:]
        dues = self.env["club.due"].browse(ids)
        self.env.invalidate_all()
        with measured(count) as measure:
            self._deposit(dues)
            self.env.cr.commit()
        assert set(dues.mapped("state")) == {"paid"}
        return measure

    def _deposit(self, dues: Any) -> None:
        deposit = self.env["club.deposit"].create(
            {
                "journal_id": self.association.bank.id,
                "section_id": self.section.id,
                "method": "transfer",
                "date": date.today(),
                "line_ids": [
                    Command.create(
                        {"payer_id": due.payer_id.id, "amount": due.residual,
                         "due_ids": [Command.set(due.ids)]}
                    )
                    for due in dues
                ],
            }
        )  # fmt: skip
        deposit.action_post()
