"""What waits for a click on a treasurer's desk: one of each, as often as asked."""

from datetime import date

from odoo.fields import Command

from tests.bench.dues_parts.association import Association
from tests.server.crash import stop_jobs

AMOUNT = 100.0


class Desk:
    """An association whose first section keeps money of its own, and treasurers."""

    def __init__(self, env):
        stop_jobs(env)
        self.association = association = Association.found(env)
        self.env, self.company = env, association.company
        self.company.currency_id = env.ref("base.EUR")
        self.root = self.company._club_root_section()
        self.root.bank_journal_id = association.bank
        self.section = association.sections[0]
        self.section.write(
            {
                "bank_journal_id": self._journal("Bank of the region", "bank").id,
                "cash_journal_id": self._journal("Cash of the region", "cash").id,
            }
        )
        self.spending = self._heading("Travel", "expense")
        self.grants = self._heading("Grants", "income")
        self.asks, self.first, self.second = (
            self._treasurer(login) for login in ("asks", "first", "second")
        )

    def _journal(self, name, kind):
        return self.env["account.journal"].create(
            {"name": name, "type": kind, "company_id": self.company.id}
        )

    def _heading(self, name, kind):
        account = self.env["account.account"].search(
            [("account_type", "=", kind), ("company_ids", "in", self.company.ids)],
            limit=1,
        )
        return self.env["club.heading"].create(
            {
                "name": name,
                "kind": kind,
                "claimable": kind == "expense",
                "account_id": account.id,
                "company_id": self.company.id,
            }
        )

    def _treasurer(self, login):
        return self.env["res.users"].create(
            {
                "name": login.title(),
                "login": login,
                "company_id": self.company.id,
                "company_ids": [Command.set(self.company.ids)],
                "group_ids": [
                    Command.link(
                        self.env.ref("club_membership.group_club_treasurer").id
                    )
                ],
            }
        )

    def person(self):
        """Return somebody with an address, in nobody else's records."""
        return self.env["res.partner"].browse(self.association.add_partners(1))

    def payment(self, approved=False):
        """Return a payment out that waits for its approval, or to be paid."""
        payment = (
            self.env["club.payment.out"]
            .with_user(self.asks)
            .create(
                {
                    "section_id": self.section.id,
                    "company_id": self.company.id,
                    "partner_id": self.person().id,
                    "amount": AMOUNT,
                    "reason": "Room",
                    "heading_id": self.spending.id,
                }
            )
        )
        payment.action_request()
        if approved:
            payment.with_user(self.first).action_approve()
        return payment

    def claim(self):
        """Return an expense claim that was sent."""
        claim = self.env["club.expense"].create(
            {
                "company_id": self.company.id,
                "section_id": self.section.id,
                "partner_id": self.person().id,
                "summary": "Trip",
                "line_ids": [
                    Command.create(
                        {
                            "label": "Train",
                            "date": date.today(),
                            "amount": AMOUNT,
                            "heading_id": self.spending.id,
                            "no_receipt_reason": "Lost",
                        }
                    )
                ],
            }
        )
        claim.action_submit()
        return claim

    def bill(self):
        """Return a supplier's bill that is not booked yet."""
        return self.env["club.bill"].create(
            {
                "company_id": self.company.id,
                "section_id": self.section.id,
                "partner_id": self.person().id,
                "label": "Paper",
                "amount": AMOUNT,
                "heading_id": self.spending.id,
                "document": b"JVBERi0=",
            }
        )

    def transfer(self):
        """Return a transfer that waits for the other side."""
        transfer = (
            self.env["club.section.transfer"]
            .with_user(self.asks)
            .create(
                {
                    "from_section_id": self.section.id,
                    "to_section_id": self.root.id,
                    "company_id": self.company.id,
                    "amount": AMOUNT,
                    "reason": "Share of the fair",
                }
            )
        )
        transfer.action_propose()
        return transfer

    def cash_in(self, amount):
        """Put money into the cash box of the section."""
        self.movement("in", amount).action_book()

    def movement(self, kind, amount):
        """Return a movement of cash that is not booked yet."""
        heading = self.grants if kind == "in" else self.spending
        return self.env["club.cash.movement"].create(
            {
                "company_id": self.company.id,
                "section_id": self.section.id,
                "kind": kind,
                "amount": amount,
                "label": "Fair",
                "heading_id": heading.id,
            }
        )

    def count(self, found):
        """Return a count of the cash box that is not confirmed yet."""
        return self.env["club.cash.count"].create(
            {
                "company_id": self.company.id,
                "section_id": self.section.id,
                "line_ids": [],
                "counted": found,
                "explanation": "Nobody knows",
            }
        )

    def due(self):
        """Return the due of a new member, called and not paid."""
        member = self.env["club.membership"]._admit(
            {
                "partner_id": self.person().id,
                "type_id": self.association.collective.id,
                "section_id": self.section.id,
            }
        )
        return member.due_ids

    def bank_line(self, label, journal=None):
        """Return a line of the bank, which says that somebody paid."""
        said = self.env["account.bank.statement.line"].create(
            {
                "journal_id": (journal or self.association.bank).id,
                "date": date.today(),
                "payment_ref": label,
                "amount": AMOUNT,
            }
        )
        line = self.env["club.bank.line"].search([("statement_line_id", "=", said.id)])
        line._recognise()
        return line

    def share(self):
        """Return a share of dues of which one is paid, computed and not booked."""
        self.env["club.share.rule"].create(
            {
                "level": "national",
                "percent": 60,
                "company_id": self.company.id,
                "date_from": date(date.today().year, 1, 1),
            }
        )
        self.due()._pay(AMOUNT, self.association.bank, date.today())
        share = self.env["club.share"].create({"company_id": self.company.id})
        share.action_compute()
        return share


def check_books(env):
    """Every entry balances, and none is left half made."""
    env.cr.execute(
        "SELECT move_id FROM account_move_line GROUP BY move_id"
        " HAVING round(sum(balance), 2) <> 0"
    )
    assert not env.cr.fetchall()
    env.cr.execute("SELECT name FROM account_move WHERE state = 'draft'")
    assert not env.cr.fetchall()


def booked_on(account, partner=None):
    """What stands on an account, of one partner or of all."""
    domain = [("account_id", "=", account.id), ("parent_state", "=", "posted")]
    if partner:
        domain.append(("partner_id", "=", partner.id))
    lines = account.env["account.move.line"].search(domain)
    return round(sum(lines.mapped("balance")), 2)
