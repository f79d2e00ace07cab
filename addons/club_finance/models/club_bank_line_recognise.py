from odoo import models

from ..bank import names, references, scoring
from ..bank.picking import pick
from .bank_debts import Debts

# More people of one name than that: none is proposed.
MOST_NAMESAKES = 3


class ClubBankLine(models.Model):
    """Saying what a bank line may be: references first, then payers, then names."""

    _inherit = "club.bank.line"

    def _recognisers(self):
        return [*super()._recognisers(), (50, "_recognise_dues")]

    def _recognise(self):
        """Propose afresh what these lines may be; what is done stays as it is.

        :return: the proposals
        """
        # sudo: what is proposed is seen through the line alone; the debts of other
        # sections must be known to be told apart.
        lines = self.sudo().filtered(lambda line: line.state != "done")
        lines.proposal_ids.unlink()
        lines.filtered("message").message = False
        values, unexplained = [], lines
        for _rank, method in sorted(self._recognisers()):
            found = getattr(unexplained, method)()
            values += found
            exact = {v["line_id"] for v in found if v["confidence"] == "exact"}
            unexplained = unexplained.filtered(lambda line, e=exact: line.id not in e)
        return self.env["club.bank.proposal"].sudo()._propose(values)

    def _recognise_dues(self):
        """Payments of dues and invoices."""
        values = []
        for company, lines in self.grouped("company_id").items():
            mine = lines.filtered(
                lambda line: (
                    line.amount > 0
                    and (line.journal_id.currency_id or line.currency_id)
                    == line.currency_id
                )
            ).sorted(lambda line: (line.date, line.id))
            values += mine._recognise_debts(Debts(company))
        return self._within_sections(values)

    def _within_sections(self, values):
        """What the account of a section shows its treasurer: dues of that section and
        below; who paid dues of another one into it is the association's to find out."""
        due_ids = {due for value in values for due in value["due_ids"]}
        ancestors = {
            due.id: due.section_id.ancestor_ids
            for due in self.env["club.due"].browse(due_ids)
        }
        sections = {line.id: line.section_id for line in self}
        return [
            value
            for value in values
            if not sections[value["line_id"]].parent_id
            or all(
                sections[value["line_id"]] in ancestors[due] for due in value["due_ids"]
            )
        ]

    def _recognise_debts(self, debts):
        values, unexplained = [], self
        for step in (self._by_reference, self._by_account, self._by_name):
            found = step(unexplained, debts)
            values += found
            done = {v["line_id"] for v in found}
            unexplained = unexplained.filtered(lambda line, d=done: line.id not in d)
        return values

    def _by_reference(self, lines, debts):
        """Lines that quote references of ours."""
        quoted = {line: line._references() for line in lines}
        every = {reference for found in quoted.values() for reference in found}
        asked = debts.by_reference(every)
        payers = debts.payers_of_references(every)
        values = []
        for line, found in quoted.items():
            known = [ref for ref in found if ref in asked or ref in payers]
            if not known:
                continue
            pool = _union(asked.get(reference, []) for reference in known)
            payer = pool[0].payer if pool else payers.get(known[0])
            values.append(
                line._match(debts, pool, scoring.REFERENCE, payer, ", ".join(known))
            )
        return values

    def _references(self):
        self.ensure_one()
        text = f"{self.label} {self.reference or ''}"
        return references.candidates(text) + references.numbers(text)

    def _by_account(self, lines, debts):
        """Lines from a bank account that somebody paid from before."""
        numbers = {line.payer_iban for line in lines if line.payer_iban}
        payers = debts.payers_by_account(numbers)
        owed = debts.by_payer({payer for found in payers.values() for payer in found})
        values = []
        for line in lines:
            found = payers.get(line.payer_iban, ())
            pool = _union(owed.get(payer, []) for payer in sorted(found))
            if not any(debts.left(debt) > 0 for debt in pool):
                continue
            values.append(
                line._match(
                    debts, pool, scoring.ACCOUNT, pool[0].payer, line.payer_iban
                )
            )
        return values

    def _by_name(self, lines, debts):
        """Lines whose payer, or whose label, names somebody who owes something."""
        if not lines:
            return []
        owing = debts.names()
        index, called = names.Index(owing), dict(owing)
        named = {line: line._who(index) for line in lines}
        people = {who for _kind, found in named.values() for who in found}
        owed = debts.of_people(people)
        values = []
        for line, (kind, found) in named.items():
            if len(found) > MOST_NAMESAKES:
                continue
            for who in sorted(found):
                pool = owed.get(who, [])
                if not any(debts.left(debt) > 0 for debt in pool):
                    continue
                evidence = kind if len(found) == 1 else scoring.NAMESAKES
                values.append(
                    line._match(debts, pool, evidence, pool[0].payer, called[who])
                )
        return values

    def _who(self, index):
        """(kind of evidence, people) whom this line names."""
        self.ensure_one()
        payer = self.payer_name or ""
        if names.is_full(payer) and (found := index.same(payer)):
            return scoring.NAME, found
        return scoring.MEMBER, index.named_in(f"{payer} {self.label}")

    def _match(self, debts, pool, evidence, payer, what):
        """Values of the proposal that this line pays these debts.

        :param what: what was recognised: a reference, an account, a name
        """
        self.ensure_one()
        pool = [debt for debt in pool if debts.left(debt) > 0]
        cents = debts.cents(self.amount)
        picked = pick(cents, [debts.left(debt) for debt in pool])
        chosen = [pool[position] for position in picked.chosen]
        sure = scoring.confidence(evidence, picked.how) if chosen else "possible"
        if sure == scoring.EXACT:
            debts.take(chosen, cents)
        return {
            "line_id": self.id,
            "kind": "dues",
            "confidence": sure,
            "reason": self._reason(evidence, picked.how, what, debts, chosen),
            "payer_id": chosen[0].payer if chosen else payer,
            "due_ids": sorted({due for debt in chosen for due in debt.dues}),
            "move_line_ids": [debt.id for debt in chosen],
            "amount": self.amount,
        }


def _union(lists):
    """The debts of several lists, each once, oldest first."""
    found = {debt.id: debt for debts in lists for debt in debts}
    return sorted(found.values(), key=lambda debt: (debt.day, debt.id))
