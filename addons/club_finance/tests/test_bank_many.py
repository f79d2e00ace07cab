from unittest.mock import patch

from odoo.addons.account.models.sequence_mixin import SequenceMixin
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .common_bank_files import BankCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankMany(BankCommon):
    """Many bank lines at once: what is asked of the database once for all."""

    def _lines(self, days, journal=None):
        """Odoo's bank lines of these days, created together."""
        return self.env["account.bank.statement.line"].create(
            [
                {
                    "journal_id": (journal or self.bank).id,
                    "date": day,
                    "payment_ref": f"VIR {number}",
                    "amount": 1 + number,
                }
                for number, day in enumerate(days)
            ]
        )

    def _names(self, lines):
        return lines.move_id.sorted(lambda move: (move.date, move.id)).mapped("name")

    def _numbers(self, lines):
        return [int(name.rpartition("/")[2]) for name in self._names(lines)]

    def test_lines_of_many_days_are_numbered_without_a_gap(self):
        days = ["2026-03-09", "2026-03-10", "2026-03-09", "2026-03-10"]
        first = self._numbers(self._lines(days))
        self.assertEqual(first, list(range(first[0], first[0] + 4)))
        again = self._numbers(self._lines(days))
        self.assertEqual(again, list(range(first[0] + 4, first[0] + 8)))

    def test_each_journal_and_each_year_has_its_own_numbers(self):
        days = ["2025-12-31", "2026-01-01", "2025-12-31", "2026-01-01"]
        national = self._lines(days)
        self.assertEqual(len(set(self._names(national))), 4)
        old, new = self._names(national)[:2], self._names(national)[2:]
        self.assertTrue(all("/2025/" in name for name in old), old)
        self.assertTrue(all("/2026/" in name for name in new), new)
        self.assertEqual(self._numbers(national), [1, 2, 1, 2])
        regional = self._lines(days, self.brittany_bank)
        self.assertEqual(self._numbers(regional), [1, 2, 1, 2])
        self.assertFalse(set(self._names(regional)) & set(self._names(national)))

    def test_a_name_changed_by_hand_is_what_the_next_ones_follow(self):
        first = self._lines([TODAY, TODAY])
        first.move_id.sorted("id")[-1].name = "RELEVE/2026/0070"
        self.assertEqual(
            self._names(self._lines([TODAY, TODAY, TODAY])),
            ["RELEVE/2026/0071", "RELEVE/2026/0072", "RELEVE/2026/0073"],
        )

    def test_an_entry_by_hand_between_two_files_takes_the_number_between(self):
        first = self._numbers(self._lines([TODAY, TODAY]))
        entry = self._lines([TODAY])
        self.assertEqual(self._numbers(entry), [first[-1] + 1])
        self.assertEqual(self._numbers(self._lines([TODAY])), [first[-1] + 2])

    def test_last_name_is_looked_for_once_a_day_and_not_for_each_line(self):
        self._lines([TODAY])
        asked = []
        look = SequenceMixin._get_last_sequence

        def counted(move, *args, **kwargs):
            asked.append(move)
            return look(move, *args, **kwargs)

        with patch.object(SequenceMixin, "_get_last_sequence", counted):
            self._lines(["2026-03-09", "2026-03-10"] * 5)
        self.assertLessEqual(len(asked), 2)

    def test_a_line_more_takes_no_query_more(self):
        self._forget_nothing()
        self._lines([TODAY] * 3)
        counts = []
        for number in (5, 25):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._lines([TODAY] * number)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 5)

    def test_partners_distribution_reaches_its_lines_and_no_others(self):
        ann, bob = self._person("Ann"), self._person("Bob")
        account = self.brittany.analytic_account_id
        self.env["account.analytic.distribution.model"].create(
            {
                "partner_id": ann.id,
                "company_id": self.company.id,
                "analytic_distribution": {str(account.id): 100},
            }
        )
        lines = self.env["account.bank.statement.line"].create(
            [
                {
                    "journal_id": self.bank.id,
                    "date": TODAY,
                    "payment_ref": "VIR",
                    "amount": 10,
                    "partner_id": partner.id,
                }
                for partner in (ann, bob, ann)
            ]
        )
        for line in lines:
            said = {str(account.id): 100} if line.partner_id == ann else False
            for entry_line in line.move_id.line_ids:
                self.assertEqual(entry_line.analytic_distribution or False, said)
            analytic = line.move_id.line_ids.analytic_line_ids
            self.assertEqual(bool(analytic), line.partner_id == ann)

    def test_bank_lines_know_their_line_in_the_treasurers_list(self):
        lines = self._lines([TODAY, TODAY])
        self.assertEqual(len(lines.club_line_ids), 2)
        lines.invalidate_recordset(["club_line_ids"])
        self.assertEqual(lines.club_line_ids.statement_line_id, lines)
