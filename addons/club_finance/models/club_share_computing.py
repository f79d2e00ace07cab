from collections import defaultdict

from odoo import fields, models
from odoo.tools import SQL

from ..money.shares import apportion, split

LINES_AT_ONCE = 2000


class ResCompany(models.Model):
    _inherit = "res.company"

    # Counted up by each computation: two at once collide here, one is tried again.
    club_share_round = fields.Integer(readonly=True, copy=False)


class ClubShare(models.Model):
    """Computing a share: what each due brought so far, less what was shared before."""

    _inherit = "club.share"

    def _fill(self):
        """Replace the lines of this draft."""
        self.ensure_one()
        self.company_id.sudo().club_share_round += 1
        self.env.flush_all()
        self.line_ids.unlink()
        rules = self.env["club.share.rule"]._in_force(self.company_id)
        rules = rules.sorted(lambda rule: (rule.sequence, rule.id))
        tree = self._levels_above()
        money, before = self._money_by_due(), self._shared_before()
        values = []
        for due in self._collected_dues():
            known = before.get(due["id"], {})
            target = self._target(due, money[due["id"]], known, rules, tree)
            values += self._differences(due, known, target)
        for start in range(0, len(values), LINES_AT_ONCE):
            self.env["club.share.line"].create(values[start : start + LINES_AT_ONCE])

    def _levels_above(self):
        """{section id: {level: id of the section of that level at or above it}}."""
        sections = self.env["club.section"].with_context(active_test=False)
        found = sections.search([("company_id", "=", self.company_id.id)])
        return {
            section.id: {above.level: above.id for above in section.ancestor_ids}
            for section in found
        }

    def _collected_dues(self):
        """Rows of the dues that brought money, or that were shared before."""
        # A gift is no due, and an old balance was income of another year.
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT d.id, d.section_id, d.type_id, d.kind, d.date,
                       d.amount, d.called_amount, d.amount_paid
                  FROM club_due d
                 WHERE d.company_id = %(company)s
                   AND d.kind IN ('base', 'joining', 'seats')
                   AND (d.amount_paid > 0 OR EXISTS (
                           SELECT FROM club_share_line s WHERE s.due_id = d.id))
                 ORDER BY d.id
                """,
                company=self.company_id.id,
            )
        )
        return rows

    def _money_by_due(self):
        """{due id: {id of the section whose account it came into: amount}}, and under
        ``None`` what came in after the share's day."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH debt AS (
                    SELECT l.club_due_id AS due_id, l.id
                      FROM account_move_line l
                      JOIN account_move m ON m.id = l.move_id
                     WHERE l.club_due_id IS NOT NULL AND m.move_type = 'entry'
                       AND l.company_id = %(company)s
                     UNION ALL
                    SELECT d.id, l.id
                      FROM club_due d
                      JOIN account_move_line l ON l.move_id = d.invoice_id
                     WHERE d.company_id = %(company)s
                       AND l.display_type = 'payment_term'
                )
                SELECT debt.due_id, m.journal_id, p.max_date <= %(day)s,
                       SUM(p.amount)
                  FROM debt
                  JOIN account_partial_reconcile p ON p.debit_move_id = debt.id
                  JOIN account_move_line c ON c.id = p.credit_move_id
                  JOIN account_move m ON m.id = c.move_id
                  JOIN account_journal j ON j.id = m.journal_id
                       AND j.type NOT IN ('sale', 'purchase', 'general')
                 GROUP BY 1, 2, 3
                """,
                company=self.company_id.id,
                day=self.date,
            )
        )
        journals = self.env["account.journal"].browse({row[1] for row in rows})
        holders = self.env["club.bank.line"]._sections_of(journals)
        money = defaultdict(lambda: defaultdict(float))
        for due, journal, in_time, amount in rows:
            holder = holders[journals.browse(journal)].id if in_time else None
            money[due][holder] += float(amount)
        return money

    def _shared_before(self):
        """{due id: {(role, rule id, section id): cents}} of all other shares."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT due_id, role, rule_id, section_id, SUM(amount)
                  FROM club_share_line
                 WHERE company_id = %s AND share_id <> %s
                 GROUP BY 1, 2, 3, 4
                 ORDER BY MIN(id)
                """,
                self.company_id.id,
                self.id,
            )
        )
        before = defaultdict(dict)
        for due, role, rule, section, amount in rows:
            before[due][role, rule, section] = self._cents(amount)
        return before

    def _target(self, due, money, known, rules, tree):
        """{(role, rule id, section id): cents} of all that this due brought so far."""
        after = money.pop(None, 0.0)
        in_time = sum(money.values())
        paid = due["amount_paid"]
        if in_time + after:
            paid *= in_time / (in_time + after)
        # Taxes are nobody's share.
        net = due["called_amount"] / due["amount"] if due["amount"] else 1
        collected = max(self._cents(paid * min(net, 1)), 0)
        takers = self._takers(due, known, rules, tree)
        digits = self.currency_id.decimal_places
        parts = split(
            collected,
            self._cents(due["called_amount"]),
            [rule._pure(digits) for rule, _section in takers],
        )
        target = defaultdict(int)
        for (rule, section), part in zip(takers, parts, strict=False):
            target["level", rule.id, section] += part
        target["own", None, due["section_id"]] += parts[-1]
        holders = sorted(money) or [self.company_id._club_root_section().id]
        weights = [self._cents(money.get(holder, 0.0)) for holder in holders]
        held = apportion(collected, weights)
        for holder, part in zip(holders, held, strict=True):
            target["held", None, holder] += part
        return target

    def _takers(self, due, known, rules, tree):
        """[(rule, section id)] of who takes of this due.

        Those of its first share, if it was shared before: a section placed below
        another one since does not undo what was booked.
        """
        frozen = [key for key in known if key[0] == "level"]
        if known:
            return [(rules.browse(rule), section) for _role, rule, section in frozen]
        levels = tree[due["section_id"]]
        return [
            (rule, levels[rule.level])
            for rule in rules
            if rule._applies_to(due)
            and rule.level in levels
            and levels[rule.level] != due["section_id"]
        ]

    def _differences(self, due, known, target):
        values = []
        for key in dict.fromkeys([*known, *target]):
            cents = target.get(key, 0) - known.get(key, 0)
            if cents:
                role, rule, section = key
                values.append(
                    {
                        "share_id": self.id,
                        "company_id": self.company_id.id,
                        "date": self.date,
                        "due_id": due["id"],
                        "source_section_id": due["section_id"],
                        "section_id": section,
                        "role": role,
                        "rule_id": rule,
                        "amount": self._money(cents),
                    }
                )
        return values

    def _cents(self, amount):
        digits = self.currency_id.decimal_places
        return int(self.currency_id._club_decimal(float(amount)).scaleb(digits))

    def _money(self, cents):
        return cents / 10**self.currency_id.decimal_places
