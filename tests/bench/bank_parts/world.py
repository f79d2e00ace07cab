"""An association whose dues were called, and what its bank shows afterwards."""

from __future__ import annotations

import base64
import csv
import io
import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dues_parts.association import AMOUNT, Association
from dues_parts.measure import Measure, analyze, measured

# How people pay, in the order drawn; out of a hundred lines.
REFERENCE, ACCOUNT, NAME, MEMBER, PART, UNKNOWN = 62, 18, 12, 3, 2, 3

FIRST = ("Anne", "Béatrice", "Chloé", "Denis", "Élodie", "Gaël", "Hélène", "Jérôme")
SYLLABLES = (
    "ba", "co", "du", "fer", "gar", "hel", "jo", "ker", "lan", "mor", "nec", "pel",
    "quin", "ros", "tal", "vau", "zim",
)  # fmt: skip


@dataclass
class Paid:
    """One bank line to come: who pays, how they say it, how much."""

    label: str
    amount: float
    name: str | None
    account: str | None


class Bank:
    """The bank account of the association."""

    def __init__(self, association: Association) -> None:
        self.env = association.env
        self.association = association
        self.draw = random.Random(7)
        self.serial = 0

    def call(self, count: int) -> Any:
        """Call `count` members' dues and return them, nothing paid yet."""
        association = self.association
        kind = association.new_type(f"Person among {count}, {self.serial}")
        association.add_members(kind, count, households=True)
        self._rename(kind)
        call = association.new_call(kind)
        call.action_confirm()
        call._run_until_done()
        assert len(call.due_ids) == count
        analyze(self.env)
        return call.due_ids

    def _rename(self, kind: Any) -> None:
        """Give the members names as people have, no two the same."""
        partners = (
            self.env["club.membership"].search([("type_id", "=", kind.id)]).partner_id
        )
        rows = []
        for partner in partners.ids:
            self.serial += 1
            number, last = self.serial, ""
            while number:
                number, syllable = divmod(number, len(SYLLABLES))
                last += SYLLABLES[syllable]
            rows.append((partner, f"{self.draw.choice(FIRST)} {last.title()}"))
        self.env.flush_all()
        for start in range(0, len(rows), 1000):
            some = rows[start : start + 1000]
            self.env.cr.execute(
                "UPDATE res_partner p SET name = v.name, complete_name = v.name"
                "  FROM (SELECT UNNEST(%s) AS id, UNNEST(%s) AS name) v"
                " WHERE v.id = p.id",
                ([row[0] for row in some], [row[1] for row in some]),
            )
        self.env.invalidate_all()
        analyze(self.env)

    def pay(self, dues: Any) -> tuple[Any, Measure]:
        """Have everybody pay, one line a payer, and bring the bank's list in.

        :return: the file, its lines in the books, and the measure of that
        """
        payments = [
            self._payment(payer, mine)
            for payer, mine in dues.grouped("payer_id").items()
        ]
        accounts = [
            {"acc_number": paid.account, "partner_id": payer.id}
            for paid, payer in zip(payments, dues.grouped("payer_id"), strict=True)
            if paid.account
        ]
        self.env["res.partner.bank"].create(accounts)
        self.draw.shuffle(payments)
        file = self.env["club.bank.file"].create(
            {
                "name": f"bank-{self.serial}.csv",
                "journal_id": self.association.bank.id,
                "content": base64.b64encode(self._list(payments)),
            }
        )
        self.env.cr.commit()
        with measured(len(payments)) as measure:
            file.action_import()
            self.env.cr.commit()
            while file.state == "importing":
                assert file.run_id._run_chunk()
                self.env.cr.commit()
        assert file.line_count == len(payments)
        analyze(self.env)
        return file, measure

    def _list(self, payments: list[Paid]) -> bytes:
        """What the bank lets one download of these payments."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["Date", "Libellé", "Montant", "Tiers", "IBAN"])
        for n, paid in enumerate(payments):
            day = date.today() - timedelta(days=n % 28)
            amount = f"{paid.amount:.2f}".replace(".", ",")
            writer.writerow(
                [f"{day:%d/%m/%Y}", paid.label, amount, paid.name, paid.account]
            )
        return out.getvalue().encode()

    def _payment(self, payer: Any, dues: Any) -> Paid:
        owed = sum(dues.mapped("residual"))
        drawn = self.draw.randrange(100)
        reference, name = dues[0].reference, payer.name
        for limit, paid in (
            (REFERENCE, Paid(self._written(reference), owed, name.upper(), None)),
            (ACCOUNT, Paid("VIR COTISATION", owed, "M OU MME", self._account())),
            (NAME, Paid("VIREMENT SEPA RECU", owed, f"M. {name.upper()}", None)),
            (MEMBER, Paid(f"Cotisation {dues[0].partner_id.name}", owed, None, None)),
            (PART, Paid(self._written(reference), AMOUNT / 2, name, None)),
        ):
            if drawn < limit:
                return paid
            drawn -= limit
        # Of no two files alike, or the second would be taken for the first.
        number = self.draw.randrange(10**9)
        return Paid(f"VIREMENT DIVERS {number}", AMOUNT, None, None)

    def _written(self, reference: str) -> str:
        groups = " ".join(reference[i : i + 4] for i in range(0, len(reference), 4))
        return self.draw.choice(
            [reference, f"VIR SEPA {groups} MERCI", f"COTISATION{reference.lower()}"]
        )

    def _account(self) -> str:
        body = "".join(str(self.draw.randrange(10)) for _digit in range(23))
        # FR is 1527 in the check, which is taken of the number with 00.
        check = 98 - int(body + "152700") % 97
        return f"FR{check:02d}{body}"
