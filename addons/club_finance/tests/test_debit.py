from lxml import etree
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_open, mute_logger
from psycopg2 import IntegrityError

from .common import TODAY
from .debit_common import COLLECTED_ON, CREDITOR, IBANS, DebitCommon

XSD = "account_banking_sepa_direct_debit/data/pain.008.001.02.xsd"
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.008.001.02"}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebit(DebitCommon):
    """From open dues to files that a bank takes, and to paid dues."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls._payer("Ann", cls.brittany)
        cls.bob = cls._payer(
            "Bob", cls.provence, iban=IBANS[2], recurrent_sequence_type="recurring"
        )
        cls.team = cls._payer("Team", kind=cls.type_seats, iban=IBANS[3])

    def _files(self, debit):
        return [
            etree.fromstring(
                self.env["ir.attachment"]
                .search(
                    [
                        ("res_model", "=", order._name),
                        ("res_id", "=", order.id),
                    ]
                )
                .raw
            )
            for order in debit.order_ids.filtered(lambda o: o.state != "cancel")
        ]

    def test_prepared_debit_has_one_line_per_payer_with_a_mandate(self):
        self._due("Carl")
        debit = self._prepared()
        self.assertEqual(debit.stage, "prepared")
        self.assertEqual(
            debit.line_ids.payer_id, (self.ann | self.bob | self.team).payer_id
        )
        self.assertEqual(debit.amount, 30 + 30 + self.team.residual)
        self.assertEqual(self._line(debit, self.ann).section_id, self.brittany)
        self.assertEqual(len(set(debit.line_ids.mapped("end_to_end"))), 3)

    def test_debit_of_a_call_names_those_without_mandate(self):
        carl = self._due("Carl")
        debit = self._prepared(call_id=carl.call_id.id)
        self.assertEqual(debit.line_ids.state, "left_out")
        self.assertEqual(debit.line_ids.reason, "Carl has given no mandate.")
        self.assertEqual((debit.line_count, debit.left_out_count), (0, 1))

    def test_nothing_to_debit_says_what_to_do(self):
        (self.ann | self.bob | self.team)._pay(
            60 + self.team.residual, self.bank, TODAY
        )
        with self.assertRaisesRegex(UserError, "nothing to debit"):
            self._prepared()

    def test_mandate_revoked_expired_or_unsigned_is_left_out_with_the_reason(self):
        mandates = self.env["account.banking.mandate"]
        by_due = {
            due: mandates.search([("partner_id", "=", due.payer_id.id)])
            for due in (self.ann, self.bob, self.team)
        }
        by_due[self.ann].cancel()
        by_due[self.bob].state = "expired"
        by_due[self.team].state = "draft"
        carl = self._payer("Carl", iban=IBANS[3], state="draft")
        debit = self._prepared()
        self.assertEqual(set(debit.line_ids.mapped("state")), {"left_out"})
        self.assertIn("was revoked", self._line(debit, self.ann).reason)
        self.assertIn("has expired", self._line(debit, self.bob).reason)
        self.assertIn("is suspended", self._line(debit, self.team).reason)
        self.assertIn("not signed", self._line(debit, carl).reason)

    def test_who_died_or_left_or_has_no_address_is_left_out(self):
        self.ann.payer_id.club_deceased_on = TODAY
        self.bob.membership_id._close("resigned", self._day("2026-03-01"), None)
        self.team.payer_id.email = False
        debit = self._prepared()
        self.assertEqual(set(debit.line_ids.mapped("state")), {"left_out"})
        self.assertIn("has died", self._line(debit, self.ann).reason)
        self.assertIn("left the association", self._line(debit, self.bob).reason)
        self.assertIn("nor a postal address", self._line(debit, self.team).reason)

    def test_other_company_is_not_debited(self):
        other = self._association("Other Association")
        debit = self._debit(company_id=other.id, payment_mode_id=False)
        with self.assertRaisesRegex(UserError, "nothing to debit"):
            debit.action_prepare()

    def test_debt_in_another_debit_is_not_taken_twice(self):
        self._prepared()
        again = self._prepared()
        self.assertEqual(set(again.line_ids.mapped("state")), {"left_out"})
        self.assertIn("another debit", again.line_ids[0].reason)

    @mute_logger("odoo.sql_db")
    def test_database_refuses_one_debt_in_two_debits(self):
        item = self._prepared().line_ids.item_ids[0]
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            item.copy({"line_id": item.line_id.id})
            self.env.flush_all()

    def test_prepare_again_replaces_the_lines(self):
        debit = self._prepared()
        carl = self._payer("Carl")
        debit.action_prepare()
        self.assertEqual(len(debit.line_ids), 4)
        self.assertTrue(self._line(debit, carl))

    def test_changed_day_undoes_the_preparation(self):
        debit = self._prepared()
        debit.collection_date = "2026-04-15"
        self.assertEqual((debit.stage, len(debit.line_ids)), ("draft", 0))

    def test_banks_do_not_debit_on_good_friday(self):
        with self.assertRaisesRegex(UserError, "Banks do not debit on Friday"):
            self._debit(collection_date="2026-04-03")

    def test_leap_day_is_a_day_like_another(self):
        with freeze_time("2028-02-01"):
            debit = self._prepared(collection_date="2028-02-29")
            debit.action_announce()
            debit._run_now()
            self.assertEqual(debit.stage, "announced")

    def test_default_day_leaves_time_to_announce(self):
        debit = self.env["club.debit"].new({"company_id": self.company.id})
        # 30 March 2026 is a Monday, fifteen days on.
        self.assertEqual(debit.collection_date, self._day("2026-03-30"))

    def test_too_short_notice_is_refused_with_the_first_possible_day(self):
        debit = self._prepared()
        # Fourteen days on is a Saturday.
        with (
            freeze_time("2026-04-11"),
            self.assertRaisesRegex(UserError, "04/27/2026"),
        ):
            debit.action_announce()

    def test_notice_agreed_otherwise_is_shorter(self):
        with freeze_time("2026-04-09"):
            debit = self._announced(notice_days=5)
        self.assertEqual(debit.stage, "announced")

    def test_due_that_is_payable_later_waits(self):
        debit = self._prepared(collection_date="2026-04-13")
        self.assertEqual(set(debit.line_ids.mapped("state")), {"left_out"})
        self.assertIn("payable on 04/14/2026", debit.line_ids[0].reason)
        with self.assertRaisesRegex(UserError, "debits nobody"):
            debit.action_announce()

    def test_announcement_tells_amount_day_mandate_and_creditor(self):
        debit = self._announced()
        line = self._line(debit, self.ann)
        self.assertEqual(
            (line.state, line.announced_on), ("announced", self._day(TODAY))
        )
        self.assertEqual(line.mail_id.recipient_ids, self.ann.payer_id)
        body = line.mail_id.body_html
        for text in ("30.00", "04/14/2026", line.mandate_reference, CREDITOR, "Ann"):
            self.assertIn(text, body)

    def test_second_click_announces_nobody_twice(self):
        debit = self._announced()
        mails = debit.line_ids.mail_id
        debit.action_announce()
        self.assertEqual(debit.state, "done")
        self.assertEqual(debit.line_ids.mail_id, mails)

    def test_due_paid_before_the_announcement_is_left_out(self):
        debit = self._prepared()
        self.ann._pay(30, self.bank, TODAY)
        debit.action_announce()
        debit._run_now()
        line = debit.line_ids.filtered(lambda x: x.payer_id == self.ann.payer_id)
        self.assertEqual(
            (line.state, line.reason), ("left_out", "Ann has paid meanwhile.")
        )
        self.assertFalse(line.mail_id)

    def test_due_paid_before_the_file_is_left_out_and_part_paid_is_lowered(self):
        debit = self._announced()
        self.ann._pay(30, self.bank, TODAY)
        self.bob._pay(10, self.bank, TODAY)
        debit.action_order()
        debit._run_now()
        self.assertEqual(self._line(debit, self.ann).state, "left_out")
        self.assertEqual(self._line(debit, self.bob).amount, 20.0)
        [amount] = [
            node.text
            for file in self._files(debit)
            for node in file.iterfind(".//p:InstdAmt", NS)
            if node.getparent().findtext(".//p:DbtrAcct//p:IBAN", namespaces=NS)
            == IBANS[2]
        ]
        self.assertEqual(amount, "20.00")

    def test_mandate_revoked_after_the_announcement_is_not_debited(self):
        debit = self._announced()
        self._line(debit, self.ann).mandate_id.cancel()
        debit.action_order()
        debit._run_now()
        line = self._line(debit, self.ann)
        self.assertEqual(line.state, "left_out")
        self.assertIn("was revoked", line.reason)

    def test_files_are_valid_and_say_first_or_later_debit(self):
        debit = self._ordered()
        with file_open(XSD, "rb") as file:
            schema = etree.XMLSchema(etree.parse(file))
        files = self._files(debit)
        self.assertEqual(len(files), 2)
        sequences, references = {}, set()
        for tree in files:
            schema.assertValid(tree)
            [kind] = [n.text for n in tree.iterfind(".//p:SeqTp", NS)]
            sequences[kind] = len(tree.findall(".//p:DrctDbtTxInf", NS))
            references |= {n.text for n in tree.iterfind(".//p:EndToEndId", NS)}
            self.assertEqual(
                tree.findtext(".//p:ReqdColltnDt", namespaces=NS), COLLECTED_ON
            )
            self.assertEqual(
                tree.findtext(".//p:CdtrSchmeId//p:Othr/p:Id", namespaces=NS), CREDITOR
            )
        self.assertEqual(sequences, {"FRST": 2, "RCUR": 1})
        self.assertEqual(references, set(debit.line_ids.mapped("end_to_end")))
        self.assertEqual(self._line(debit, self.bob).sequence, "RCUR")

    def test_bank_took_it_and_the_dues_are_paid(self):
        debit = self._collected()
        dues = self.ann | self.bob | self.team
        self.assertEqual(debit.stage, "collected")
        self.assertEqual(set(dues.mapped("state")), {"paid"})
        self.assertEqual(set(debit.line_ids.mapped("state")), {"collected"})
        self.assertEqual(self.team.invoice_id.payment_state, "paid")
        self.assertEqual(self._balance(self.outstanding), debit.amount)
        self.assertEqual(self._balance(self.receivable), 0.0)
        self.assertTrue(self.ann.term_id.confirmed_on)
        moves = debit.order_ids.move_ids
        self.assertEqual(len(moves), 2)
        self.assertEqual(set(moves.mapped("date")), {self._day(COLLECTED_ON)})

    def test_first_debit_makes_the_mandate_recurring(self):
        mandate = self._line(self._collected(), self.ann).mandate_id
        self.assertEqual(mandate.recurrent_sequence_type, "recurring")

    def test_second_click_books_nothing(self):
        debit = self._collected()
        moves = debit.order_ids.move_ids
        debit.action_collect()
        self.assertEqual(debit.state, "done")
        self.assertEqual(debit.order_ids.move_ids, moves)

    def test_paid_while_the_file_was_on_its_way_leaves_a_credit(self):
        debit = self._ordered()
        self.ann._pay(30, self.bank, TODAY)
        debit.action_collect()
        debit._run_now()
        self.assertEqual(self.ann.state, "paid")
        self.assertEqual(self.ann.payer_credit, 30.0)

    def test_files_made_again_leave_out_who_paid_meanwhile(self):
        debit = self._ordered()
        old = debit.order_ids
        self.ann._pay(30, self.bank, TODAY)
        debit.action_remake()
        debit._run_now()
        self.assertEqual(set(old.mapped("state")), {"cancel"})
        self.assertEqual(self._line(debit, self.ann).state, "left_out")
        self.assertEqual((debit.stage, debit.order_count), ("ordered", 2))

    def test_cancelled_before_sending_debits_nobody(self):
        debit = self._ordered()
        debit.action_cancel()
        self.assertEqual(debit.stage, "cancelled")
        self.assertEqual(set(debit.line_ids.mapped("state")), {"cancelled"})
        self.assertEqual(set(debit.order_ids.mapped("state")), {"cancel"})
        self.assertEqual(self.ann.state, "called")
        # Another debit may take them.
        self.assertEqual(self._prepared().line_count, 3)

    def test_what_the_bank_took_cannot_be_cancelled(self):
        debit = self._collected()
        with self.assertRaisesRegex(UserError, "The bank took Dues 2026"):
            debit.action_cancel()
        with self.assertRaisesRegex(UserError, "enter what it returns"):
            debit.order_ids[0].action_cancel()

    def test_debit_not_set_up_says_what_is_missing(self):
        debit = self._prepared()
        self.company.sepa_creditor_identifier = False
        with self.assertRaisesRegex(UserError, "creditor identifier is missing"):
            debit.action_announce()

    def test_big_debit_makes_several_files(self):
        self.bob.payer_id.email = False  # leaves two first debits
        self.patch(
            self.env.registry["club.debit"],
            "_next_to_order",
            _one_at_a_time(self.env.registry["club.debit"]._next_to_order),
        )
        debit = self._ordered()
        self.assertEqual(len(debit.order_ids), 2)
        self.assertEqual(
            set(debit.line_ids.filtered("order_id").mapped("sequence")), {"FRST"}
        )


def _one_at_a_time(original):
    return lambda self: original(self)[:1]
