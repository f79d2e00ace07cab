import base64

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .bank_common import BankDeskCommon
from .common import TODAY, freeze_time

OURS = (
    "club.bank.file",
    "club.bank.line",
    "club.cash.count",
    "club.cash.movement",
    "club.payout",
)
CSV = (
    "Date;Libellé;Montant\n"
    "12/03/2026;VIR %s;30,00\n"
    "13/03/2026;FRAIS DE TENUE DE COMPTE;-4,50\n"
)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDeskScreens(BankDeskCommon):
    """What a section's treasurer sees and fills in, without any accounting right."""

    def _file(self, reference="SOMEBODY"):
        """A file as the page sends it: its name comes with its content."""
        file = self.mine["club.bank.file"].create(
            {
                "name": "march.csv",
                "content": base64.b64encode((CSV % reference).encode()),
            }
        )
        self.assertEqual(Form(file).section_id, self.brittany)
        return file

    def test_screens_open_for_treasurers_of_sections_and_readers(self):
        kinds = [(False, kind) for kind in ("list", "kanban", "form", "search")]
        for role in ("section_treasurer", "treasurer", "reader"):
            env = self._as(role)
            for model in OURS:
                if model in ("club.cash.count", "club.payout"):
                    views = env[model].get_views(kinds[:3])
                else:
                    views = env[model].get_views(kinds)
                with self.subTest(role=role, model=model):
                    self.assertIn("form", views["views"])
                    names = views["models"][model]["fields"]
                    env[model].search([]).read(list(names))

    def test_file_of_a_section_goes_to_its_own_bank_account(self):
        file = self._file()
        self.assertEqual(file.section_id, self.brittany)
        self.assertEqual(file.sudo().journal_id, self.brittany_bank)
        self.assertIn("Brittany", file.bank_label)

    def test_imported_file_says_what_is_left_to_do(self):
        due = self._due("Ann", self.brittany)
        file = self._file(due.reference)
        file.action_import()
        self.assertEqual((file.state, file.line_count), ("imported", 2))
        counts = (file.done_count, file.proposed_count, file.todo_count)
        self.assertEqual((due.residual, counts), (0.0, (1, 0, 1)))
        action = file.action_view_lines()
        lines = self.mine["club.bank.line"].search(action["domain"])
        self.assertEqual(lines, file.line_ids)
        self.assertTrue(action["context"]["search_default_undone"])

    def test_file_of_another_section_is_out_of_sight(self):
        self.root.bank_journal_id = self.bank
        file = self.env["club.bank.file"].create(
            {
                "name": "national.csv",
                "section_id": self.root.id,
                "content": base64.b64encode(CSV.encode()),
            }
        )
        with self.assertRaises(AccessError):
            file.with_env(self.mine).action_import()
        self.assertFalse(self.mine["club.bank.file"].search([("id", "=", file.id)]))

    def test_cash_movement_is_entered_on_its_form(self):
        with Form(self.mine["club.cash.movement"]) as form:
            form.kind = "in"
            form.heading_id = self.grants
            form.amount = 40
            form.label = "Collection"
        form.record.action_book()
        self.assertEqual(form.record.box_balance, 40.0)
        with Form(self.mine["club.cash.movement"]) as form:
            form.kind = "to_bank"
            form.amount = 25
        self.assertEqual(form.record.label, "Taken to the bank")
        form.record.action_book()
        self.assertEqual(form.record.box_balance, 15.0)

    def test_coins_are_counted_on_the_form(self):
        with Form(self.mine["club.cash.count"]) as form:
            with form.line_ids.edit(4) as coins:
                coins.quantity = 2
            self.assertEqual((form.counted, form.difference), (40.0, 40.0))
            form.explanation = "Never entered"
        form.record.action_confirm()
        self.assertEqual(form.record.difference, 40.0)
        self.assertEqual(self._balance(self.brittany_cash.default_account_id), 40.0)

    def test_list_of_slips_costs_the_same_however_many(self):
        self._forget_nothing()
        self._bank_line(1, "First line")
        slips = self.env["club.deposit"]
        for number in range(8):
            slips |= self._slip(self._due(f"Member{number}", self.brittany))
        counts = []
        for number in (2, 8):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            slips[:number].read(["at_bank", "credited_on"])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
