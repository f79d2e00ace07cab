from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.sql_db import Cursor
from odoo.tests import Form, tagged

from .bank_common import BankDeskCommon
from .common import TODAY, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankMatchSlip(BankDeskCommon):
    """A section's treasurer says which slips a bank line is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._bank_line(1, "First line")
        cls.transit = cls.brittany_bank.club_transit_account_id

    def _part(self, slips, amount):
        return {
            "what": "slip",
            "slip_ids": [Command.set(slips.ids)],
            "amount": amount,
        }

    def _fee(self, amount):
        return {"what": "heading", "heading_id": self.travel.id, "amount": amount}

    def _offered(self, line):
        return self.mine["club.deposit"].search([("bank_line_id", "=", line.id)])

    def _refused(self, words, line, *parts):
        with self.assertRaisesRegex(UserError, words):
            self._match(line, *parts)
        self.assertNotEqual(line.state, "done")

    def test_one_of_several_choices_is_said_by_hand(self):
        ten, twenty, other = self._slips(10.05, 20.1, 20.1)
        line = self._recognised(30.15, "REMISE")
        self.assertIn("say so with Choose", line.sentence)
        self._match(line, self._part(ten | other, 30.15))
        self.assertEqual((line.state, self._balance(self.transit)), ("done", 20.1))
        self.assertEqual(self._balance(self.brittany_bank_account), 31.15)
        self.assertEqual(
            (ten | twenty | other).mapped("at_bank"),
            ["credited", "waiting", "credited"],
        )
        self.assertIn(other.name, line.sentence)

    def test_the_bank_kept_a_fee_and_undoing_gives_all_back(self):
        slips = self._slips(200.1, 299.9)
        line = self._recognised(496.5, "REMISE")
        for _time in range(2):
            self._match(line, self._part(slips, 500), self._fee(-3.5))
            self.assertEqual((line.state, self._balance(self.transit)), ("done", 0.0))
            self.assertEqual(self._balance(self.brittany_bank_account), 497.5)
            self.assertEqual(self._balance(self.expense, section=self.brittany), 3.5)
            self.assertEqual(set(slips.mapped("at_bank")), {"credited"})
            line.action_undo()
            self.assertNotEqual(line.state, "done")
            self.assertEqual(set(slips.mapped("at_bank")), {"waiting"})
            self.assertEqual(self._balance(self.transit), 500.0)
            self.assertEqual(self._balance(self.expense, section=self.brittany), 0.0)
            self.assertEqual(self._offered(line), slips.sorted().with_env(self.mine))

    def test_form_gives_the_amount_of_the_slips_and_the_fee_that_is_left(self):
        slips = self._slips(10, 20.4)
        line = self._recognised(30.15, "REMISE")
        with Form(
            self.mine["club.bank.match"].with_context(default_line_id=line.id)
        ) as form:
            with form.part_ids.edit(0) as part:
                part.what = "slip"
                part.slip_ids.set(slips)
                self.assertAlmostEqual(part.amount, 30.4)
            self.assertAlmostEqual(form.left, -0.25)
            with form.part_ids.new() as part:
                part.what = "heading"
                part.heading_id = self.travel
                part.amount = -0.25
        form.record.action_confirm()
        self.assertEqual((line.state, self._balance(self.transit)), ("done", 0.0))

    def test_slip_older_than_what_is_proposed_can_be_said(self):
        slip = self._slips(20, date="2026-01-02")
        line = self._recognised(20, "REMISE")
        self.assertFalse(line.proposal_ids)
        self.assertEqual(self._offered(line), slip.with_env(self.mine))
        self._match(line, self._part(slip, 20))
        self.assertEqual(slip.at_bank, "credited")

    def test_slip_booked_straight_on_the_bank_is_counted_once(self):
        self.brittany_bank.club_transit_account_id = False
        slip = self._slips(20)
        self.assertEqual(self._balance(self.brittany_bank_account), 21.0)
        line = self._recognised(19, "REMISE")
        self._match(line, self._part(slip, 20), self._fee(-1))
        self.assertEqual(self._balance(self.brittany_bank_account), 20.0)
        self.assertEqual(slip.at_bank, "credited")
        line.action_undo()
        self.assertEqual(slip.at_bank, "waiting")
        self.assertEqual(self._offered(line), slip.with_env(self.mine))

    def test_cheque_that_bounced_before_the_slip_came_is_apart(self):
        slip = self._slips(30)
        slip.line_ids._bounce(slip.date, "No funds")
        back = self._recognised(-31, "IMPAYE")
        self._match(back, self._part(slip, -30), self._fee(-1))
        self.assertEqual(self._balance(self.transit), 30.0)
        self._match(self._recognised(30, "?"), self._part(slip, 30))
        self.assertEqual(self._balance(self.transit), 0.0)

    def test_slip_stands_in_one_part(self):
        slips = self._slips(10)
        part = self._part(slips, 10)
        self._refused("stands in two parts", self._recognised(20, "?"), part, part)

    def test_amount_is_that_of_the_slips(self):
        slips = self._slips(10)
        line = self._recognised(20, "REMISE")
        self._refused("slips chosen make", line, self._part(slips, 20))
        none = self.env["club.deposit"]
        self._refused("Choose the slips", line, self._part(none, 20))

    def test_slip_that_another_line_took_meanwhile_says_so(self):
        slip = self._slips(20)
        first, second = self._recognised(20, "?"), self._recognised(20, "?")
        self._match(first, self._part(slip, 20))
        self.assertFalse(self._offered(second))
        self._refused("in another line", second, self._part(slip, 20))
        with self.assertRaisesRegex(UserError, "done already"):
            self._match(first, self._part(slip, 20))

    def test_slips_of_another_account_or_not_booked_are_refused(self):
        cash = self._slips(20, method="cash")
        cancelled = self._slips(20)
        cancelled.action_cancel()
        line = self._recognised(20, "?")
        self.assertFalse(self._offered(line))
        for slip in (cash, cancelled):
            self._refused("does not wait for", line, self._part(slip, 20))

    def test_slips_of_another_section_are_neither_offered_nor_settled(self):
        due = self._due("Zoe", self.provence)
        theirs = self._slip(due, journal_id=self.brittany_bank.id)
        self.assertEqual(theirs.at_bank, "waiting")
        line = self._recognised(30, "???")
        self.assertFalse(self._offered(line))
        with self.assertRaises(AccessError):
            self._match(line, self._part(theirs, 30))
        self.assertNotEqual(line.state, "done")
        # The line of another account tells nothing of what waits there.
        slip = self._slips(12)
        national = self._bank_line(12, "?", journal=self.bank)
        self.assertFalse(self._offered(national))
        self.assertEqual(self._offered(line), slip.with_env(self.mine))

    def test_slips_of_another_association_are_neither_offered_nor_settled(self):
        other = self._association("Other Association")
        root = other._club_root_section()
        root.bank_journal_id = (
            self.env["account.chart.template"].with_company(other).ref("bank")
        )
        self._bank_line(1, "First line", journal=root.bank_journal_id)
        theirs = self.env["club.deposit"].create(
            {"section_id": root.id, "method": "cheque", "date": TODAY}
            | {"company_id": other.id}
        )
        payer = self._person("Payer of the other association")
        theirs.line_ids = [(0, 0, {"payer_id": payer.id, "amount": 20})]
        theirs.action_post()
        self.assertEqual((theirs.company_id, theirs.at_bank), (other, "waiting"))
        line = self._recognised(20, "REMISE", journal=self.bank)
        # Whoever keeps the books of both sees both slips.
        both = self._as("treasurer")
        both.user.company_ids += other
        both = both(context={"allowed_company_ids": (self.company | other).ids})
        self.assertEqual(theirs.with_env(both).name, theirs.name)
        line = line.with_env(both)
        self.assertFalse(line.sudo().proposal_ids)
        self.assertFalse(both["club.deposit"].search([("bank_line_id", "=", line.id)]))
        match = both["club.bank.match"].create(
            {
                "line_id": line.id,
                "part_ids": [
                    Command.clear(),
                    Command.create(self._part(theirs, 20)),
                ],
            }
        )
        with self.assertRaisesRegex(UserError, "does not wait for this bank account"):
            match.action_confirm()
        self.assertNotEqual(line.state, "done")

    def test_line_that_is_no_slip_asks_nothing_about_slips(self):
        line = self._recognised(7, "???")
        queries, execute = [], Cursor.execute

        def spy(cursor, query, *args, **kwargs):
            queries.append(getattr(query, "code", query))
            return execute(cursor, query, *args, **kwargs)

        dialog = self.mine["club.bank.match"].with_context(default_line_id=line.id)
        spec = {"left": {}, "part_ids": {"fields": {"what": {}, "slip_ids": {}}}}
        self.env.flush_all()
        self.env.invalidate_all()
        with patch.object(Cursor, "execute", spy):
            dialog.onchange({}, [], spec)
            self._match(line, self._fee(7))
        self.assertTrue(any("club_bank_match_part" in query for query in queries))
        self.assertFalse([query for query in queries if "part_club_dep" in query])
