import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .debit_common import DebitCommon
from .mandate_common import IBAN, OTHER_IBAN

BACK_ON = "2026-04-20"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitReturnFile(DebitCommon):
    """From a signed mandate over the file for the bank to the due that reopens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(TODAY):
            cls.ann_due, cls.bea_due = cls._due("Ann", cls.brittany), cls._due("Bea")
            cls.ann, cls.bea = cls.ann_due.payer_id, cls.bea_due.payer_id
            sign = cls.env["club.mandate"]._sign
            cls.mandate = sign(cls.ann, cls.company, IBAN, "", "portal")
            sign(cls.bea, cls.company, OTHER_IBAN, "", "portal")
        cls._as("treasurer")

    def _debited(self):
        debit = self._collected()
        self.assertEqual((self.ann_due | self.bea_due).mapped("state"), ["paid"] * 2)
        return debit

    def _camt(self, line, code="AM04", amount=None, number="1"):
        """A CAMT.054 in which the bank gives this debit back."""
        amount = line.amount if amount is None else amount
        return f"""<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">
<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N{number}</MsgId>
<CreDtTm>{BACK_ON}T06:00:00</CreDtTm></GrpHdr><Ntfctn><Id>{number}</Id>
<Ntry><Amt Ccy="EUR">{amount:.2f}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>{BACK_ON}</Dt></BookgDt><NtryDtls><TxDtls><Refs>
<EndToEndId>{line.end_to_end}</EndToEndId></Refs>
<AmtDtls><TxAmt><Amt Ccy="EUR">{amount:.2f}</Amt></TxAmt></AmtDtls>
<RtrInf><Rsn><Cd>{code}</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Ntfctn>
</BkToCstmrDbtCdtNtfctn></Document>"""

    def _file(self, text, role=None, **vals):
        files = (
            self._as(role)["club.debit.return"]
            if role
            else self.env["club.debit.return"]
        )
        return files.create(
            {
                "name": "returns.xml",
                "company_id": self.company.id,
                "content": base64.b64encode(text.encode()),
                **vals,
            }
        )

    def _read(self, text, role="treasurer"):
        file = self._file(text, role)
        with freeze_time(BACK_ON):
            file.action_read()
        return file.sudo()

    def test_a_return_reopens_the_due_it_was_for_and_no_other(self):
        debit = self._debited()
        line = self._line(debit, self.ann_due)
        file = self._read(self._camt(line))
        self.assertEqual(file.line_ids.state, "booked")
        self.assertEqual(self.ann_due.state, "called")
        self.assertEqual(self.ann_due.residual, self.ann_due.amount)
        self.assertEqual(self.bea_due.state, "paid")
        self.assertEqual(line.state, "returned")
        self.assertEqual(line.return_code, "AM04")
        self.assertEqual(line.returned_on, day(BACK_ON))
        returned = file.line_ids.payment_return_id
        self.assertEqual(returned.state, "done")
        self.assertEqual(str(returned.move_id.date), BACK_ON)
        # What the bank gave for Bea stays to be credited, nothing of Ann's.
        self.assertEqual(self._balance(self.outstanding), self.bea_due.amount)

    def test_the_reference_of_the_file_for_the_bank_finds_the_debit(self):
        debit = self._ordered()
        line = self._line(debit, self.ann_due)
        written = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "account.payment.order"),
                ("res_id", "=", line.order_id.id),
            ]
        )
        text = base64.b64decode(written.datas).decode()
        self.assertIn(f"<EndToEndId>{line.end_to_end}</EndToEndId>", text)
        self.assertIn(f"<MndtId>{self.mandate.reference}</MndtId>", text)

    def test_the_same_file_twice_changes_nothing(self):
        line = self._line(self._debited(), self.ann_due)
        self._read(self._camt(line))
        moves = self.env["account.move"].search_count([])
        again = self._file(self._camt(line), "treasurer")
        with self.assertRaisesRegex(UserError, "was read already"):
            again.action_read()
        self.assertEqual(self.env["account.move"].search_count([]), moves)
        self.assertEqual(again.sudo().state, "draft")

    def test_the_same_return_in_another_file_changes_nothing(self):
        line = self._line(self._debited(), self.ann_due)
        self._read(self._camt(line))
        moves = self.env["account.move"].search_count([])
        file = self._read(self._camt(line, number="2"))
        self.assertEqual(file.line_ids.state, "known")
        self.assertEqual(self.env["account.move"].search_count([]), moves)
        self.assertEqual(self.mandate.return_count, 1)

    def test_a_return_before_the_debit_is_booked_waits_for_it(self):
        debit = self._ordered()
        line = self._line(debit, self.ann_due)
        file = self._read(self._camt(line))
        self.assertEqual(file.line_ids.state, "waiting")
        self.assertIn(debit.name, file.line_ids.note)
        debit.action_collect()
        debit._run_now()
        with freeze_time(BACK_ON):
            file.action_book()
        self.assertEqual(file.line_ids.state, "booked")
        self.assertEqual(self.ann_due.state, "called")

    def test_another_amount_waits_for_a_word_of_the_treasurer(self):
        line = self._line(self._debited(), self.ann_due)
        file = self._read(self._camt(line, amount=line.amount + 3))
        self.assertEqual(file.line_ids.state, "check")
        self.assertEqual(self.ann_due.state, "paid")
        with freeze_time(BACK_ON):
            file.line_ids.with_user(self.users["treasurer"]).action_accept()
        self.assertEqual(file.line_ids.state, "booked")
        self.assertEqual(self.ann_due.state, "called")

    def test_a_return_of_somebody_else_is_left_alone(self):
        line = self._line(self._debited(), self.ann_due)
        text = self._camt(line).replace(line.end_to_end, "SOMEBODY-ELSE")
        file = self._read(text)
        self.assertEqual(file.line_ids.state, "unknown")
        self.assertEqual(file.todo_count, 1)
        self.assertEqual(self.ann_due.state, "paid")

    def test_a_mandate_is_suspended_at_the_limit_of_the_association(self):
        self.company.club_return_limit = 1
        line = self._line(self._debited(), self.ann_due)
        file = self._read(self._camt(line))
        self.assertEqual(self.mandate.state, "suspended")
        self.assertEqual(self.mandate.mandate_id.state, "draft")
        self.assertTrue(file.line_ids.mandate_suspended)

    def test_a_suspended_mandate_is_left_out_of_the_next_debit_with_its_reason(self):
        self.mandate.action_suspend()
        line = self._line(self._prepared(), self.ann_due)
        self.assertEqual(line.state, "left_out")
        self.assertIn("is suspended", line.reason)

    def test_a_replaced_mandate_is_debited_on_the_new_account(self):
        new = self.mandate._replace(OTHER_IBAN, "Bob", "portal")
        line = self._line(self._prepared(), self.ann_due)
        self.assertEqual(line.mandate_id, new.mandate_id)

    def test_one_return_of_two_leaves_the_mandate_in_force(self):
        self._read(self._camt(self._line(self._debited(), self.ann_due)))
        self.assertEqual(self.mandate.state, "active")
        self.assertEqual(self.mandate.return_count, 1)

    def test_a_closed_account_suspends_the_mandate_at_once(self):
        self.company.club_return_limit = 0
        line = self._line(self._debited(), self.ann_due)
        self._read(self._camt(line, "AC04"))
        self.assertEqual(self.mandate.state, "suspended")
        self.assertIn("closed", self.mandate.reason)

    def test_a_mistake_of_ours_is_not_the_payers(self):
        self.company.write({"club_return_limit": 1, "club_return_fee": 8})
        line = self._line(self._debited(), self.ann_due)
        file = self._read(self._camt(line, "AM05"))
        self.assertEqual(self.ann_due.state, "called")
        self.assertEqual(self.mandate.state, "active")
        self.assertFalse(file.line_ids.fee_due_id)
        self.assertFalse(file.line_ids.told_on)

    def test_the_fee_is_called_once_if_there_is_one(self):
        self.company.club_return_fee = 8
        line = self._line(self._debited(), self.ann_due)
        file = self._read(self._camt(line))
        fee = file.line_ids.fee_due_id
        self.assertEqual((fee.payer_id, fee.amount), (self.ann, 8))
        self.assertEqual(fee.state, "called")
        self._read(self._camt(line, number="2"))
        self.assertEqual(len(self.ann.club_membership_ids.due_ids), 2)

    def test_no_fee_unless_the_association_says_so(self):
        self._read(self._camt(self._line(self._debited(), self.ann_due)))
        self.assertEqual(self.ann.club_membership_ids.due_ids, self.ann_due)

    def test_the_payer_is_told_once_and_in_words(self):
        line = self._line(self._debited(), self.ann_due)
        before = self.env["mail.mail"].search([])
        self._read(self._camt(line))
        self._read(self._camt(line, number="2"))
        mails = self.env["mail.mail"].search([]) - before
        self.assertEqual(len(mails), 1)
        self.assertIn(self.ann.email, mails.email_to)
        self.assertIn("not enough money", mails.body_html)
        self.assertIn("/my/dues", mails.body_html)

    def test_a_file_refused_whole_blames_no_payer(self):
        self.company.write({"club_return_limit": 1, "club_return_fee": 8})
        debit = self._debited()
        line = self._line(debit, self.ann_due)
        text = f"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">
<CstmrPmtStsRpt><GrpHdr><MsgId>P</MsgId><CreDtTm>{BACK_ON}T06:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{line.order_id.name}</OrgnlMsgId>
<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>
</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>"""
        file = self._read(text)
        self.assertEqual(set(file.line_ids.mapped("state")), {"booked"})
        self.assertEqual((self.ann_due | self.bea_due).mapped("state"), ["called"] * 2)
        self.assertEqual(self.mandate.state, "active")
        self.assertFalse(file.line_ids.fee_due_id)
        self.assertEqual(self._balance(self.outstanding), 0)

    def test_cancelling_the_return_in_the_books_takes_it_back_here(self):
        line = self._line(self._debited(), self.ann_due)
        file = self._read(self._camt(line))
        with freeze_time(BACK_ON):
            file.line_ids.payment_return_id.action_cancel()
        self.assertEqual(file.line_ids.state, "undone")
        self.assertEqual(line.state, "collected")
        self.assertEqual(self.ann_due.state, "paid")
        self.assertEqual(self.mandate.return_count, 0)

    def test_the_line_of_the_bank_statement_is_recognised_as_the_return(self):
        debit = self._debited()
        lines = self._line(debit, self.ann_due) | self._line(debit, self.bea_due)
        for number, line in enumerate(lines):
            self._read(self._camt(line, number=number))
        label = f"REJET PRLV {lines[0].end_to_end}"
        with freeze_time(BACK_ON):
            statement = self.env["account.bank.statement.line"].create(
                {
                    "journal_id": self.bank.id,
                    "date": BACK_ON,
                    "payment_ref": label,
                    "amount": -lines[0].amount,
                }
            )
            found = self.env["club.bank.line"].search(
                [("statement_line_id", "=", statement.id)]
            )
            found._recognise()
            proposal = found.proposal_ids.filtered(lambda p: p.kind == "return")
            self.assertEqual(proposal.confidence, "exact")
            self.assertEqual(proposal.payer_id, lines[0].payer_id)
            found.proposal_ids.filtered(lambda p: p.kind == "return")._settle()
        self.assertEqual(found.state, "done")
        # Ann's came and went; Bea's went only, and its line is still to come.
        self.assertEqual(self._balance(self.outstanding), lines[0].amount)

    def test_a_day_in_a_closed_period_can_be_booked_later(self):
        line = self._line(self._debited(), self.ann_due)
        self.company.fiscalyear_lock_date = "2026-04-30"
        file = self._file(self._camt(line), "treasurer")
        with freeze_time("2026-05-04"):
            with self.assertRaises(UserError):
                file.action_read()
            file.book_on = "2026-05-04"
            file.action_read()
        self.assertEqual(str(file.sudo().line_ids.payment_return_id.date), "2026-05-04")

    def test_what_is_no_file_of_returns_is_refused_in_words(self):
        for text, why in (
            ("", "is empty"),
            ("Date;Amount", "damaged"),
            ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
            ("<Document><CstmrDrctDbtInitn/></Document>", "holds no returns"),
        ):
            with self.subTest(text=text), self.assertRaisesRegex(UserError, why):
                self._file(text).action_read()

    def test_section_treasurers_see_the_returns_of_their_members_alone(self):
        debit = self._debited()
        for due in (self.ann_due, self.bea_due):
            self._read(self._camt(self._line(debit, due)))
        seen = self._as("section_treasurer")["club.debit.return.line"].search([])
        self.assertEqual(seen.payer_id, self.ann)
        with self.assertRaises(AccessError):
            seen.action_accept()
        with self.assertRaisesRegex(UserError, "by hand"):
            self._file("<a/>", "treasurer").state = "read"
