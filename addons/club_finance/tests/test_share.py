from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, FinanceCommon, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestShare(FinanceCommon):
    """What is collected is shared once, to the cent, and corrected by the next."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.rules = cls.env["club.share.rule"]
        cls.national = cls._rule("national", percent=60)
        cls.group_rule = cls._rule("region_group", amount=3)

    @classmethod
    def _rule(cls, level, **vals):
        return cls.env["club.share.rule"].create(
            {
                "level": level,
                "company_id": cls.company.id,
                "date_from": "2026-01-01",
                **vals,
            }
        )

    def _share(self, on=TODAY, book=True):
        share = self._as("treasurer", self.env["club.share"]).create(
            {"company_id": self.company.id, "date": on}
        )
        share.action_compute()
        if book:
            share.action_book()
        return share

    def _paid(self, name, section, journal=None, amount=30.0, on="2026-03-01"):
        due = self._due(name, section)
        due._pay(amount, journal or self.bank, day(on))
        return due

    def _results(self):
        """Income of each section, what is not zero."""
        rows = self.env["club.section.entry"]._read_group(
            [("company_id", "=", self.company.id), ("kind", "=", "income")],
            ["section_id"],
            ["amount:sum"],
        )
        return {section: round(amount, 2) for section, amount in rows if amount}

    def test_levels_above_take_their_part_and_the_association_earns_nothing(self):
        self._paid("Ann", self.brittany)
        share = self._share()
        self.assertEqual((share.collected, share.taken), (30.0, 21.0))
        self.assertEqual(
            self._results(),
            {self.root: 18.0, self.north: 3.0, self.brittany: 9.0},
        )
        self.assertEqual(sum(self._results().values()), 30.0)

    def test_unpaid_dues_are_not_shared(self):
        self._due("Ann", self.brittany)
        share = self._share(book=False)
        with self.assertRaisesRegex(UserError, "Nothing was collected"):
            share.action_book()

    def test_second_share_finds_nothing_more(self):
        self._paid("Ann", self.brittany)
        self._share()
        self.assertFalse(self._share(book=False).line_ids)

    def test_second_click_books_nothing_more(self):
        self._paid("Ann", self.brittany)
        share = self._share()
        share.action_book()
        self.assertEqual(self._results()[self.root], 18.0)

    @mute_logger("odoo.sql_db")
    def test_two_drafts_at_once_are_refused(self):
        self._share(book=False)
        with (
            self.assertRaisesRegex(Exception, "share_one_draft"),
            self.env.cr.savepoint(),
        ):
            self._share(book=False)

    def test_instalments_add_up_to_the_cent(self):
        due = self._due("Ann", self.brittany)
        for amount in (10.01, 9.99, 10.0):
            due._pay(amount, self.bank, day("2026-03-01"))
            self._share()
        self.assertEqual(
            self._results(),
            {self.root: 18.0, self.north: 3.0, self.brittany: 9.0},
        )

    def test_bounced_payment_is_given_back_by_the_next_share(self):
        due = self._paid("Ann", self.brittany, self.brittany_bank)
        first = self._share()
        kept = first.line_ids.mapped("amount")
        deposit = self.env["club.deposit"].search([("line_ids.due_ids", "in", due.ids)])
        deposit.action_cancel()
        second = self._share()
        self.assertEqual(second.collected, -30.0)
        self.assertEqual(self._results(), {self.brittany: 30.0})
        self.assertEqual(first.line_ids.mapped("amount"), kept)
        self.assertEqual(
            [
                (move.from_section_id, move.to_section_id, move.amount)
                for move in second.transfer_ids
            ],
            [(self.root, self.brittany, 21.0)],
        )

    def test_money_received_by_a_section_goes_up_and_the_other_way_round(self):
        self._paid("Ann", self.brittany, self.brittany_bank)
        up = self._share().transfer_ids
        self.assertEqual(
            (up.from_section_id, up.to_section_id, up.amount, up.state),
            (self.brittany, self.root, 21.0, "proposed"),
        )
        self.assertEqual(up.awaits_section_id, self.brittany)
        self._paid("Ben", self.brittany, self.bank)
        down = self._share().transfer_ids
        self.assertEqual(
            (down.from_section_id, down.to_section_id, down.amount),
            (self.root, self.brittany, 9.0),
        )
        self._as("section_treasurer", up + down).action_confirm()
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), 18.0)
        self.assertEqual(self._balance(self.bank.default_account_id), 42.0)

    def test_section_that_banks_with_the_association_moves_no_money(self):
        self._paid("Ann", self.provence)
        share = self._share()
        self.assertFalse(share.transfer_ids)
        self.assertEqual(self._results()[self.provence], 9.0)

    def test_members_of_the_association_itself_are_not_shared_upwards(self):
        self._paid("Ann", self.root)
        share = self._share()
        self.assertEqual((share.collected, share.taken), (30.0, 0.0))
        self.assertFalse(share.move_id)

    def test_payments_after_the_day_wait_for_the_next_share(self):
        self._paid("Ann", self.brittany, on="2026-03-10")
        self.assertFalse(self._share("2026-02-28", book=False).line_ids)

    def test_section_placed_elsewhere_does_not_undo_what_was_shared(self):
        due = self._due("Ann", self.brittany)
        due._pay(10.0, self.bank, day("2026-03-01"))
        self._share()
        self.brittany.parent_id = self.south
        due._pay(20.0, self.bank, day("2026-03-02"))
        self._share()
        results = self._results()
        self.assertEqual(results[self.north], 3.0)
        self.assertNotIn(self.south, results)

    def test_rule_that_was_used_is_ended_not_changed(self):
        self._paid("Ann", self.brittany)
        self._share()
        with self.assertRaisesRegex(UserError, "National: 60 %"):
            self.national.percent = 50
        self.national.date_to = "2026-12-31"
        with self.assertRaisesRegex(UserError, "National: 60 %"):
            self.national.unlink()

    def test_rule_of_other_types_does_not_apply(self):
        self.national.type_ids = self.type_organisation
        self._paid("Ann", self.brittany)
        self._share()
        self.assertEqual(self._results(), {self.north: 3.0, self.brittany: 27.0})

    def test_dues_on_invoices_are_shared_too(self):
        self.type_person.booking_mode = "invoice"
        self._paid("Ann", self.brittany, amount=10.0)
        share = self._share()
        self.assertEqual((share.collected, share.taken), (10.0, 7.0))

    def test_closed_period_is_said_and_nothing_is_booked(self):
        self._paid("Ann", self.brittany)
        share = self._share(book=False)
        self.company.fiscalyear_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "accounting period closed"):
            share.action_book()

    def test_day_to_come_is_refused(self):
        self._paid("Ann", self.brittany)
        with self.assertRaisesRegex(UserError, "still to come"):
            self._share("2026-04-30")

    def test_booked_share_stays(self):
        self._paid("Ann", self.brittany)
        share = self._share()
        for act in (share.unlink, lambda: share.write({"date": "2026-01-01"})):
            with self.assertRaisesRegex(UserError, "no longer a draft"):
                act()

    def test_section_reads_its_own_lines_and_no_other(self):
        self._paid("Ann", self.brittany)
        self._paid("Ben", self.provence)
        share = self._share()
        lines = self._as("section_treasurer", self.env["club.share.line"]).search([])
        self.assertEqual(lines.source_section_id.ids, self.brittany.ids)
        with self.assertRaises(AccessError):
            self._as("section_treasurer", share).read(["name"])

    def test_line_names_the_member_to_who_may_read_them(self):
        self._paid("Ann", self.brittany, self.brittany_bank)
        self._paid("Ben", self.provence, self.brittany_bank)
        self._share()
        lines = self.env["club.share.line"].search([])
        self.assertEqual(
            set(self._as("treasurer", lines).mapped("member")), {"Ann", "Ben"}
        )
        mine = self._as("section_treasurer", self.env["club.share.line"]).search([])
        guest = mine.filtered(lambda line: line.source_section_id != self.brittany)
        self.assertEqual(guest.mapped("role"), ["held"])
        self.assertFalse(guest.member)
        self.assertEqual(set((mine - guest).mapped("member")), {"Ann"})

    def test_queries_do_not_grow_with_the_dues(self):
        self._paid("Ann", self.brittany)
        share = self._share(book=False)
        few = self._count(share.action_compute)
        for name in ("Ben", "Cleo", "Dan", "Eve"):
            self._paid(name, self.brittany)
        self.assertLessEqual(self._count(share.action_compute), few + 3)

    def _count(self, act):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
