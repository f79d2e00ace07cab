"""What is owed to an association, read for many bank lines in a few queries."""

from collections import defaultdict, namedtuple

from odoo.tools import SQL

# An open receivable line: of whom, in cents, for which dues of which members.
Debt = namedtuple("Debt", "id payer cents day account dues members references")

_OPEN = """
    SELECT l.id, l.partner_id, l.amount_residual, COALESCE(l.date_maturity, l.date),
           l.account_id,
           ARRAY_REMOVE(ARRAY_AGG(COALESCE(own.id, inv.id)), NULL),
           ARRAY_REMOVE(ARRAY_AGG(DISTINCT COALESCE(own.partner_id, inv.partner_id)),
                        NULL),
           ARRAY_REMOVE(ARRAY_AGG(DISTINCT COALESCE(own.reference, inv.reference))
                        || MIN(m.payment_reference) || MIN(m.name), NULL)
      FROM account_move_line l
      JOIN account_move m ON m.id = l.move_id
      JOIN account_account a ON a.id = l.account_id
      LEFT JOIN club_due own ON own.id = l.club_due_id
      LEFT JOIN club_due inv ON inv.invoice_id = l.move_id
     WHERE l.company_id = %(company)s AND l.parent_state = 'posted'
       AND l.balance > 0 AND l.amount_residual > 0
       AND a.account_type = 'asset_receivable' AND %(which)s
     GROUP BY l.id
     ORDER BY COALESCE(l.date_maturity, l.date), l.id
"""


class Debts:
    """Open debts of one company, by what a bank line may tell of them."""

    def __init__(self, company):
        self.company = company
        self.env = company.env
        self.currency = company.currency_id
        self.by_id = {}
        # What other lines of the same pass have taken already.
        self.taken = defaultdict(int)

    def _read(self, which):
        """The open debts that ``which`` (SQL on ``l``) selects, oldest first."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(_OPEN, company=self.company.id, which=which))
        found = []
        for number, payer, amount, day, account, dues, members, references in rows:
            debt = Debt(
                number,
                payer,
                self.cents(amount),
                day,
                account,
                tuple(dues),
                frozenset(members),
                frozenset(references),
            )
            found.append(self.by_id.setdefault(number, debt))
        return found

    def cents(self, amount):
        """An amount in the smallest unit of the company's currency."""
        return round(amount / self.currency.rounding)

    def left(self, debt):
        """What is still to take of a debt, in cents."""
        return debt.cents - self.taken[debt.id]

    def take(self, debts, cents):
        """Note that a line pays these debts, oldest first."""
        for debt in debts:
            part = min(cents, self.left(debt))
            self.taken[debt.id] += part
            cents -= part

    def by_reference(self, references):
        """{reference: open debts} of dues and invoices with these references."""
        if not references:
            return {}
        found = self._read(
            SQL(
                """l.id IN (
                    SELECT x.id FROM club_due d
                      JOIN account_move_line x ON x.club_due_id = d.id
                     WHERE d.reference = ANY(%(refs)s) AND d.company_id = %(company)s
                    UNION
                    SELECT x.id FROM club_due d
                      JOIN account_move_line x ON x.move_id = d.invoice_id
                     WHERE d.reference = ANY(%(refs)s) AND d.company_id = %(company)s
                    UNION
                    SELECT x.id FROM account_move i
                      JOIN account_move_line x ON x.move_id = i.id
                     WHERE i.move_type = 'out_invoice' AND i.company_id = %(company)s
                       AND (i.payment_reference = ANY(%(refs)s)
                            OR i.name = ANY(%(refs)s))
                )""",
                refs=list(references),
                company=self.company.id,
            )
        )
        grouped = defaultdict(list)
        for debt in found:
            for reference in debt.references & references:
                grouped[reference].append(debt)
        return grouped

    def payers_of_references(self, references):
        """{reference: its payer} of dues, those included of which nothing is open."""
        if not references:
            return {}
        return dict(
            self.env.execute_query(
                SQL(
                    "SELECT reference, MIN(payer_id) FROM club_due "
                    "WHERE reference = ANY(%s) AND company_id = %s GROUP BY reference",
                    list(references),
                    self.company.id,
                )
            )
        )

    def by_payer(self, payers):
        """{payer: open debts}."""
        grouped = defaultdict(list)
        if payers:
            for debt in self._read(SQL("l.partner_id = ANY(%s)", list(payers))):
                grouped[debt.payer].append(debt)
        return grouped

    def payers_by_account(self, numbers):
        """{account number: payers} who have it, or paid from it before."""
        if not numbers:
            return {}
        grouped = defaultdict(set)
        for number, payer in self.env.execute_query(
            SQL(
                """
                SELECT b.sanitized_acc_number, p.commercial_partner_id
                  FROM res_partner_bank b JOIN res_partner p ON p.id = b.partner_id
                 WHERE b.sanitized_acc_number = ANY(%(numbers)s) AND b.active
                   AND p.active AND p.id <> %(own)s
                   AND (b.company_id IS NULL OR b.company_id = %(company)s)
                UNION
                SELECT b.sanitized_acc_number, b.partner_id FROM res_partner_bank b
                 WHERE b.sanitized_acc_number = ANY(%(numbers)s) AND b.active
                   AND b.partner_id <> %(own)s
                   AND (b.company_id IS NULL OR b.company_id = %(company)s)
                UNION
                SELECT l.payer_iban, q.payer_id
                  FROM club_bank_line l
                  JOIN club_bank_proposal q ON q.line_id = l.id AND q.accepted
                 WHERE l.payer_iban = ANY(%(numbers)s) AND q.payer_id IS NOT NULL
                   AND l.company_id = %(company)s
                """,
                numbers=list(numbers),
                company=self.company.id,
                own=self.company.partner_id.id,
            )
        ):
            grouped[number].add(payer)
        return grouped

    def names(self):
        """(id, name) of everybody who owes something, or for whom it is owed."""
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                WITH owing AS (
                    SELECT l.partner_id, l.club_due_id, l.move_id
                      FROM account_move_line l
                      JOIN account_account a ON a.id = l.account_id
                     WHERE l.company_id = %(company)s AND l.parent_state = 'posted'
                       AND l.balance > 0 AND l.amount_residual > 0
                       AND a.account_type = 'asset_receivable'
                )
                SELECT p.id, p.name FROM res_partner p
                 WHERE p.name IS NOT NULL AND p.id IN (
                    SELECT partner_id FROM owing
                    UNION SELECT d.partner_id FROM club_due d
                            JOIN owing o ON o.club_due_id = d.id
                    UNION SELECT d.partner_id FROM club_due d
                            JOIN owing o ON o.move_id = d.invoice_id)
                """,
                company=self.company.id,
            )
        )

    def of_people(self, people):
        """{person: open debts they owe, or that are owed for them}."""
        grouped = defaultdict(list)
        if not people:
            return grouped
        found = self._read(
            SQL(
                """(l.partner_id = ANY(%(people)s) OR l.club_due_id IN (
                    SELECT id FROM club_due WHERE partner_id = ANY(%(people)s)
                ) OR l.move_id IN (
                    SELECT invoice_id FROM club_due WHERE partner_id = ANY(%(people)s)
                ))""",
                people=list(people),
            )
        )
        for debt in found:
            for person in {debt.payer, *debt.members} & people:
                grouped[person].append(debt)
        return grouped
