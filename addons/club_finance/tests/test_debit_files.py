from lxml import etree
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_open

from .common import TODAY
from .debit_common import COLLECTED_ON, CREDITOR, IBANS, DebitCommon

XSD = "account_banking_sepa_direct_debit/data/pain.008.001.02.xsd"
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.008.001.02"}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitFiles(DebitCommon):
    """From an announced debit to files that a bank takes, and to paid dues."""

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
