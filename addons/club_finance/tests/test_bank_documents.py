from odoo.tests import freeze_time, tagged

from .common import TODAY, FinanceCommon, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankDocuments(FinanceCommon):
    """The bank shows payments out and both ends of transfers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.hall = cls._organisation("Town Hall")
        cls.waiting = cls._follow(cls.bank) | cls._follow(cls.brittany_bank)

    @classmethod
    def _follow(cls, journal):
        """The account on which money of this bank waits for its statements."""
        journal._club_follow_bank()
        return journal.club_transit_account_id

    def _on_its_way(self):
        return sum(self._balance(account) for account in self.waiting)

    def _paid(self, amount=120.0):
        payment = self._as("section_treasurer", self.env["club.payment.out"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self.hall.id,
                "amount": amount,
                "reason": "Room",
                "heading_id": self.travel.id,
            }
        )
        payment.action_request()
        self._as("officer", payment).action_approve()
        payment.action_pay()
        return payment

    def _transferred(self):
        transfer = self._as("treasurer", self.env["club.section.transfer"]).create(
            {
                "from_section_id": self.root.id,
                "to_section_id": self.brittany.id,
                "company_id": self.company.id,
                "amount": 50,
                "reason": "Advance",
            }
        )
        transfer.action_propose()
        self._as("section_treasurer", transfer).action_confirm()
        return transfer

    def _line(self, journal, amount, label, on=TODAY, **vals):
        statement_line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": journal.id,
                "date": on,
                "payment_ref": label,
                "amount": amount,
                **vals,
            }
        )
        return self.env["club.bank.line"].search(
            [("statement_line_id", "=", statement_line.id)]
        )

    def _recognised(self, line):
        proposals = line._recognise()
        return [(found.kind, found.confidence) for found in proposals]

    def test_number_in_the_label_is_exact_and_settles(self):
        payment = self._paid()
        line = self._line(self.brittany_bank, -120, f"TRANSFER {payment.name} ROOM")
        self.assertEqual(self._recognised(line), [("payment_out", "exact")])
        line.proposal_ids._settle()
        self.assertEqual(line.state, "done")
        self.assertEqual(self._on_its_way(), 0.0)
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), -120.0)

    def test_number_without_its_strokes_is_read_too(self):
        payment = self._paid()
        glued = payment.name.replace("/", "")
        line = self._line(self.brittany_bank, -120, f"VIR {glued}")
        self.assertEqual(self._recognised(line), [("payment_out", "exact")])

    def test_payee_named_is_likely(self):
        self._paid()
        line = self._line(self.brittany_bank, -120, "VIR TOWN HALL")
        self.assertEqual(self._recognised(line), [("payment_out", "likely")])

    def test_same_amount_alone_is_possible(self):
        self._paid()
        line = self._line(self.brittany_bank, -120, "VIR 4711")
        self.assertEqual(self._recognised(line), [("payment_out", "possible")])

    def test_other_amount_or_account_or_day_is_something_else(self):
        self._paid()
        for journal, amount, on in (
            (self.brittany_bank, -121, TODAY),
            (self.bank, -120, TODAY),
            (self.brittany_bank, 120, TODAY),
            (self.brittany_bank, -120, "2026-05-15"),
        ):
            line = self._line(journal, amount, "VIR TOWN HALL", on)
            kinds = [kind for kind, _sure in self._recognised(line)]
            self.assertNotIn("payment_out", kinds)

    def test_payment_that_the_bank_shows_is_not_taken_back(self):
        payment = self._paid()
        line = self._line(self.brittany_bank, -120, payment.name)
        line._recognise()
        line.proposal_ids._settle()
        with self.assertRaisesRegex(Exception, "undo the bank line first"):
            payment.action_take_back()
        line._undo()
        payment.action_take_back()
        self.assertEqual(payment.state, "approved")
        # Approved again, and at the bank already: confirming the line pays it.
        self.assertEqual(self._recognised(line), [("payment_out", "exact")])

    def test_both_ends_of_a_transfer_are_recognised(self):
        transfer = self._transferred()
        out = self._line(self.bank, -50, f"{transfer.name} ADVANCE")
        into = self._line(self.brittany_bank, 50, "VIR RECU", "2026-03-17")
        self.assertEqual(self._recognised(out), [("transfer", "exact")])
        self.assertEqual(self._recognised(into), [("transfer", "likely")])
        (out | into).proposal_ids._settle()
        self.assertEqual(set((out | into).mapped("state")), {"done"})
        self.assertEqual(self._on_its_way(), 0.0)
        self.assertEqual(day(TODAY), transfer.date)

    def test_two_transfers_alike_are_only_possible(self):
        self._transferred()
        self._transferred()
        line = self._line(self.brittany_bank, 50, "VIR RECU")
        self.assertEqual(self._recognised(line), [("transfer", "possible")] * 2)

    def test_money_booked_before_the_first_statement_is_not_counted_twice(self):
        (self.bank | self.brittany_bank).club_transit_account_id = False
        payment, transfer = self._paid(), self._transferred()
        account = self.brittany_bank.default_account_id
        self.assertEqual(self._balance(account), -70.0)
        lines = (
            self._line(self.brittany_bank, -120, payment.name)
            | self._line(self.brittany_bank, 50, transfer.name)
            | self._line(self.bank, -50, transfer.name)
        )
        self.assertEqual(
            [sure for _kind, sure in self._recognised(lines)], ["exact"] * 3
        )
        lines.proposal_ids._settle()
        self.assertEqual(set(lines.mapped("state")), {"done"})
        self.assertEqual(self._balance(account), -70.0)
        self.assertEqual(self._balance(self.bank.default_account_id), -50.0)
        again = self._line(self.brittany_bank, -120, payment.name)
        self.assertEqual(self._recognised(again), [])

    def test_money_put_on_its_way_comes_back_whole(self):
        self.brittany_bank.club_transit_account_id = False
        payment = self._paid()
        line = self._line(self.brittany_bank, -120, payment.name)
        line._recognise()
        line.proposal_ids._settle()
        line._undo()
        payment.action_take_back()
        transit = self.brittany_bank.club_transit_account_id
        self.assertEqual(self._balance(transit), 0.0)
        # What the bank shows stays: it waits to be explained.
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), -120.0)
