import random

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon

SEED = 20260315
# What a treasurer does, with how often.
STEPS = {
    "pay": 6,
    "partial": 8,
    "over": 3,
    "credit": 4,
    "bounce": 4,
    "waive": 1,
    "take_back": 1,
    "cancel": 1,
    "use_credit": 3,
    "refund": 2,
}


@tagged("post_install", "-at_install")
class TestDueLedger(DepositCommon):
    """Whatever happens to dues, they say what the ledger says."""

    def _ledger_balance(self, payers):
        return self.env["account.move.line"]._read_group(
            [
                ("partner_id", "in", payers.ids),
                ("account_id.account_type", "=", "asset_receivable"),
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
            ],
            [],
            ["balance:sum"],
        )[0][0]

    def _unallocated(self, dues):
        """Open ledger lines of the payers that belong to no due."""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "in", dues.payer_id.ids),
                ("account_id.account_type", "=", "asset_receivable"),
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
                ("club_due_id", "=", False),
                ("move_id.move_type", "=", "entry"),
            ]
        )
        return sum(lines.mapped("amount_residual"))

    def assertLedger(self, dues, step):
        for payer in dues.payer_id:
            mine = dues.filtered(lambda due, p=payer: due.payer_id == p)
            self.assertAlmostEqual(
                sum(mine.mapped("residual")) + self._unallocated(mine),
                self._ledger_balance(payer),
                2,
                f"{payer.name} after {step}",
            )
        for due in dues:
            self.assertAlmostEqual(
                due.amount - due.amount_credited - due.amount_paid, due.residual, 2
            )
            if due.state == "called":
                self.assertAlmostEqual(due.amount_paid, 0, 2, f"after {step}")

    def _random_step(self, rng, dues):
        """One thing a treasurer does, drawn at random; returns its name."""
        undecided = dues.filtered(
            lambda due: due.state in ("called", "partial", "paid")
        )
        due = rng.choice(undecided or dues)
        (what,) = rng.choices(list(STEPS), STEPS.values())
        amount = round(rng.uniform(0.01, 25), 2)
        try:
            getattr(self, f"_step_{what}")(rng, due, amount)
        except UserError as error:
            return f"{what} refused: {error}"
        return f"{what} {amount} on {due.partner_id.name}"

    def _step_pay(self, _rng, due, _amount):
        if due.residual > 0:
            due._pay(due.residual, self.bank_journal, day(TODAY))

    def _step_partial(self, _rng, due, amount):
        due._pay(amount, self.bank_journal, day(TODAY))

    def _step_over(self, _rng, due, amount):
        due._pay(abs(due.residual) + amount, self.bank_journal, day(TODAY))

    def _step_credit(self, _rng, due, amount):
        """An accountant's own credit: a note on the invoice, an entry otherwise."""
        if due.invoice_id:
            due._credit_note(
                due.invoice_id, {due: min(amount, due.amount)}, day(TODAY), "Goodwill"
            )
        else:
            due._credit({due: amount}, day(TODAY), "Goodwill")

    def _step_bounce(self, rng, due, _amount):
        lines = self.env["club.deposit.line"].search(
            [("due_ids", "in", due.ids), ("bounced_on", "=", False)], order="id"
        )
        if lines:
            rng.choice(lines)._bounce(day(TODAY), "No funds")

    def _step_waive(self, _rng, due, _amount):
        due._waive("Hardship")

    def _step_take_back(self, _rng, due, _amount):
        due._take_back_waiver("Hardship is over")

    def _step_cancel(self, _rng, due, _amount):
        due._cancel("Called by mistake")

    def _step_use_credit(self, _rng, due, _amount):
        due.action_use_credit()

    def _step_refund(self, _rng, due, _amount):
        credits = -sum(due._open_credits().mapped("amount_residual"))
        due._refund(credits, self.bank_journal, day(TODAY), "Given back")

    def _play(self, dues, steps):
        rng = random.Random(SEED)
        self.assertLedger(dues, "the call")
        for number in range(steps):
            self.assertLedger(dues, f"step {number}: {self._random_step(rng, dues)}")

    def test_collective_dues_follow_the_ledger_through_anything(self):
        dues = self._called("Anna", "Bo", "Chloe", "Dan")
        dues |= self._called("Eva", payer_id=dues[0].payer_id.id)
        self._play(dues, 40)

    def test_invoiced_dues_follow_the_ledger_through_anything(self):
        dues = self._called("Anna", "Bo", kind=self.type_invoice)
        dues |= self._shared_invoice(4)
        self._play(dues, 40)

    def test_taxed_invoices_follow_the_ledger_through_anything(self):
        self.type_invoice.tax_ids = self.tax
        self.type_invoice.price_ids.amount = 33.33  # thirds of a cent in taxes
        dues = self._shared_invoice(4)
        # Four times 33.33 with 20 % asked in one total is a cent under four times 40.
        self.assertEqual(sum(dues.mapped("amount")), dues.invoice_id.amount_total)
        self.assertEqual(set(dues.mapped("state")), {"called"})
        self._play(dues, 30)

    def _shared_invoice(self, count):
        """Dues of members with one payer, on one invoice."""
        payer = self._person("Payer")
        members = self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": self._person(f"Child {n}").id,
                    "company_id": self.company.id,
                    "section_id": self.brittany.id,
                    "type_id": self.type_invoice.id,
                    "payer_id": payer.id,
                    "joined_on": TODAY,
                }
                for n in range(count)
            ]
        )
        call = self._dues_call()
        call.action_preview()
        call._run_now()
        dues = self.env["club.due"].search([("call_id", "=", call.id)])
        self.assertEqual(len(dues), len(members))
        self.assertEqual(len(dues.invoice_id), 1)
        return dues
