from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import day, freeze_time
from .test_deposit_posting import TODAY, DepositCommon


class RegressionCommon(DepositCommon):
    """Members of last year and this one, called for the next."""

    def _members(self, *names, kind=None, **vals):
        """Members since January, this year's dues settled."""
        return self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": self._person(name).id,
                    "company_id": self.company.id,
                    "section_id": self.brittany.id,
                    "type_id": (kind or self.type_person).id,
                    "joined_on": "2026-01-01",
                    "date_from": "2026-01-01",
                    "date_to": "2026-12-31",
                    "confirmed": True,
                    **vals,
                }
                for name in names
            ]
        )

    def _call(self, year=2027, date=TODAY, company=None, **vals):
        return self.env["club.dues.call"].create(
            {
                "name": f"Dues {year}",
                "company_id": (company or self.company).id,
                "date": date,
                "due_date": "2027-01-31",
                "term_from": f"{year}-01-01",
                "term_to": f"{year}-12-31",
                **vals,
            }
        )

    def _run(self, call, charges=()):
        """Call everyone ready, with extra charges (kind, quantity, amount) each."""
        call.action_preview()
        for line in call.line_ids.filtered(lambda line: line.state == "ready"):
            line.charges = [*line.charges, *charges]
        call._run_now()
        return self.env["club.due"].search([("call_id", "=", call.id)], order="id")

    def _on(self, date, members):
        """State of members on a later day, after that night's job."""
        with freeze_time(date):
            self.env["club.membership"]._cron_nightly()
            return members.mapped("state")

    def _credit_note(self, move, keep=None, amount=None):
        """A draft credit note, as an accountant makes it, of some lines only."""
        note = move._reverse_moves([{"invoice_date": TODAY, "date": TODAY}])
        if keep:
            note.invoice_line_ids.filtered(
                lambda line: line.club_due_id != keep
            ).unlink()
        if amount:
            note.invoice_line_ids.price_unit = amount
        return note


@tagged("post_install", "-at_install")
class TestRegressions(RegressionCommon):
    """What the OCA membership module was seen to do on 19.0, and this one must not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def test_prepaid_next_year_is_active_now_and_then(self):
        member = self._members("Anna")
        dues = self._run(self._call())
        dues._pay(30, self.bank_journal, day(TODAY))
        self.assertEqual(self._on(TODAY, member), ["active"])
        self.assertEqual(self._on("2026-12-31", member), ["active"])
        self.assertEqual(self._on("2027-01-01", member), ["active"])
        self.assertEqual(self._on("2027-12-31", member), ["active"])

    def test_goodwill_credit_keeps_the_membership(self):
        due = self._called("Anna", kind=self.type_invoice)
        due._pay(30, self.bank_journal, day(TODAY))
        self._credit_note(due.invoice_id, amount=5)._post()
        self.assertEqual((due.state, due.residual), ("paid", -5))
        self.assertEqual(due.membership_id.state, "active")

    def test_goodwill_credit_leaves_the_rest_to_pay(self):
        due = self._called("Anna", kind=self.type_invoice)
        self._credit_note(due.invoice_id, amount=5)._post()
        self.assertEqual((due.state, due.residual), ("called", 25))
        due._pay(25, self.bank_journal, day(TODAY))
        self.assertEqual(due.membership_id.state, "active")

    def test_accountant_without_club_rights_credits_and_reconciles(self):
        due = self._called("Anna", kind=self.type_invoice)
        accountant = new_test_user(
            self.env,
            "accountant",
            groups="account.group_account_user",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        invoice = due.invoice_id.with_user(accountant)
        self.env.invalidate_all()
        self._credit_note(invoice, amount=5)._post()
        self.env["account.payment.register"].with_user(accountant).with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({"journal_id": self.bank_journal.id})._create_payments()
        self.assertEqual((due.state, due.amount_credited), ("paid", 5))
        self.assertEqual(due.membership_id.state, "active")

    def test_draft_credit_note_changes_nothing(self):
        due = self._called("Anna", kind=self.type_invoice)
        due._pay(30, self.bank_journal, day(TODAY))
        self._credit_note(due.invoice_id)
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(due.membership_id.state, "active")

    def test_credit_of_the_gift_line_alone_keeps_the_membership(self):
        self._members("Anna", kind=self.type_invoice)
        dues = self._run(self._call(), charges=[["donation", 1, "20"]])
        base = dues.filtered(lambda due: due.kind == "base")
        gift = dues - base
        self.assertEqual(base.invoice_id, gift.invoice_id)
        self.assertEqual(
            gift.line_ids.account_id, self.company.club_donation_account_id
        )
        self._credit_note(base.invoice_id, keep=gift)._post()
        self.assertEqual((gift.state, base.state), ("cancelled", "called"))
        base._pay(30, self.bank_journal, day(TODAY))
        self.assertEqual((base.state, base.residual, gift.residual), ("paid", 0, 0))
        self.assertEqual(self._on("2027-03-15", base.membership_id), ["active"])

    def test_blocked_invoice_leaves_a_member_in_grace(self):
        member = self._members("Anna", kind=self.type_invoice)
        due = self._run(self._call())
        due.invoice_id.action_toggle_block_payment()
        self.assertEqual(due.invoice_id.payment_state, "blocked")
        self.assertEqual(self._on("2027-01-15", member), ["active"])
        self.assertEqual(self._on("2027-02-15", member), ["grace"])

    def test_due_of_nothing_is_settled_at_once(self):
        self.type_person.price_ids.amount = 0
        member = self._members("Anna")
        due = self._run(self._call())
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(self._on("2027-06-01", member), ["active"])

    def test_waiting_expires(self):
        newcomer = self._called("Anna").membership_id
        renewing = self._members("Bo")
        self._run(self._call(include_applicants=False))
        self.assertEqual(newcomer.state, "applied")
        self.assertEqual(self._on("2027-12-31", newcomer | renewing), ["lapsed"] * 2)

    def test_changed_price_on_a_draft_is_followed(self):
        due = self._called("Anna", kind=self.type_invoice)
        due.invoice_id.button_draft()
        due.line_ids.price_unit = 42
        self.assertEqual((due.amount, due.residual, due.state), (42, 42, "called"))
        due.invoice_id.action_post()
        due._pay(42, self.bank_journal, day(TODAY))
        self.assertEqual((due.state, due.amount_paid), ("paid", 42))

    def test_changed_tariff_reaches_a_call_not_confirmed_yet(self):
        self._members("Anna")
        call = self._call()
        call.action_preview()
        self.type_person.price_ids.amount = 35
        call.action_confirm()
        call._run_now()
        self.assertEqual(
            self.env["club.due"].search([("call_id", "=", call.id)]).amount, 35
        )

    def test_two_clicks_make_one_invoice(self):
        members = self._members("Anna", "Bo", kind=self.type_invoice)
        call = self._call()
        call.action_confirm()
        call.action_confirm()
        call._run_now()
        call._run_now()
        again = self._call(name="Again")
        self._run(again)
        dues = self.env["club.due"].search([("membership_id", "in", members.ids)])
        self.assertEqual((len(dues), len(dues.invoice_id)), (2, 2))
        self.assertEqual(set(again.line_ids.mapped("state")), {"already"})

    def test_free_member_does_not_abort_the_batch(self):
        self._members("Anna")
        self._members("Queen", kind=self.type_honorary)
        self._members("Bo", kind=self.type_invoice)
        dues = self._run(self._call())
        self.assertEqual(sorted(dues.mapped("called_amount")), [0, 30, 30])
        self.assertEqual(
            set(dues.filtered(lambda due: not due.called_amount).mapped("state")),
            {"paid"},
        )

    def test_associates_own_dues_are_theirs(self):
        payer = self._person("Payer")
        members = self._members("Anna", "Bo", payer_id=payer.id)
        dues = self._run(self._call())
        self.assertEqual(dues.membership_id, members)
        self.assertEqual(dues.payer_id, payer)
        dues[0]._pay(30, self.bank_journal, day(TODAY))
        self.assertEqual(dues.mapped("state"), ["paid", "called"])
        self.assertEqual(self._on("2027-06-01", members), ["active", "lapsed"])

    def test_company_b_neither_reads_nor_cancels_dues_of_company_a(self):
        due = self._called("Anna")
        other = self._association("Other Association")
        treasurer = new_test_user(
            self.env,
            "other_treasurer",
            groups="club_membership.group_club_treasurer",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        theirs = due.with_user(treasurer).with_company(other)
        self.assertFalse(theirs.search([]))
        for attempt in (
            lambda: theirs.read(["residual"]),
            lambda: theirs._cancel("Ours now"),
            lambda: theirs._pay(30, self.bank_journal, day(TODAY)),
        ):
            with self.assertRaises(AccessError):
                attempt()
        self.assertEqual(due.state, "called")

    def test_ordinary_employees_edit_neither_products_nor_prices(self):
        employee = self._as("employee")
        for model in (
            "product.template",
            "club.membership.type",
            "club.membership.price",
        ):
            with self.subTest(model):
                self.assertFalse(employee[model].has_access("write"))
                self.assertFalse(employee[model].has_access("create"))

    def test_secretary_sees_what_they_manage(self):
        due = self._called("Anna", kind=self.type_invoice)
        member = self._as("secretary", due.membership_id)
        shown = member.read(["state", "number", "section_id", "amount_due"])[0]
        self.assertEqual((shown["state"], shown["amount_due"]), ("applied", 30))
        self.assertEqual(member.due_ids.state, "called")
        self.assertEqual(member.period_ids.state, "pending")
        self.assertEqual(member.movement_ids.kind, "joined")

    def test_amounts_of_two_currencies_are_never_added(self):
        due = self._called("Anna")
        dollar = self._enable_currency("USD")
        other = self._association("Other Association")
        other.currency_id = dollar
        kind = self._type("Person", [{"amount": 50}], company=other)
        theirs = (
            self.env["club.membership"]
            .with_company(other)
            ._admit(
                {
                    "partner_id": due.partner_id.id,
                    "type_id": kind.id,
                    "section_id": other._club_root_section().id,
                    "company_id": other.id,
                }
            )
        )
        there = self.env["club.due"].search([("membership_id", "=", theirs.id)])
        self.assertEqual((there.currency_id, there.residual), (dollar, 50))
        self.assertEqual((due.membership_id.amount_due, theirs.amount_due), (30, 50))
        self.assertEqual((due.call_id.residual, there.call_id.residual), (30, 50))
