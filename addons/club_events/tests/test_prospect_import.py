import base64
import io

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from openpyxl import Workbook

from .common import TODAY
from .recruitment_common import RecruitmentCommon

LIST = """Client;Contact;E-mail;Téléphone;Code postal;Ville
Globex;Rita Reader;rita@globex.example;01 02 03 04 05;35000;Rennes
Initech;Bill Lumbergh;bill@initech.example;;13001;Marseille
Acme;Wile Coyote;wile@acme.example;;29000;Quimper
"""


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestProspectImport(RecruitmentCommon):
    """The vendor's list: seen before it is taken, whole, and never twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls._standing("Acme", cls.brittany, cls.type_organisation)
        cls.acme.partner_id.zip = "29000"

    def _read(self, text=LIST, env=None):
        content = text if isinstance(text, bytes) else text.encode()
        batch = (env or self.env)["club.prospect.import"].create(
            {
                "recruitment_id": self.campaign.id,
                "file": base64.b64encode(content),
                "filename": "customers",
            }
        )
        batch.action_read()
        return batch

    def _states(self, batch):
        return {line.name: line.state for line in batch.line_ids}

    def _prospects(self):
        return self.env["club.prospect"].search(
            [("recruitment_id", "=", self.campaign.id)]
        )

    def test_reading_writes_no_prospect(self):
        batch = self._read(env=self._as("secretary"))
        self.assertEqual(
            self._states(batch), {"Globex": "new", "Initech": "new", "Acme": "member"}
        )
        self.assertFalse(self._prospects())

    def test_members_in_the_list_have_joined_and_sections_take_the_others(self):
        self._read(env=self._as("secretary")).action_apply()
        found = {p.name: p for p in self._prospects()}
        acme, globex = found["Acme"], found["Globex"]
        self.assertEqual((acme.stage, acme.membership_id), ("joined", self.acme))
        self.assertTrue(acme.was_member)
        self.assertEqual(globex.section_id, self.brittany)
        self.assertEqual(found["Initech"].section_id, self.provence)
        self.assertEqual(
            (globex.contact_name, globex.email, globex.stage),
            ("Rita Reader", "rita@globex.example", "known"),
        )
        self.assertEqual(self._steps(globex), [("known", "import")])

    def test_the_same_file_again_changes_nothing(self):
        self._read().action_apply()
        again = self._read()
        self.assertEqual(set(again.line_ids.mapped("state")), {"same"})
        with self.assertRaisesRegex(UserError, "changes nothing"):
            again.action_apply()
        self.assertEqual(len(self._prospects()), 3)

    def test_a_customer_twice_in_the_list_is_named(self):
        batch = self._read(LIST + "GLOBEX;Other;o@globex.example;;35000;Rennes\n")
        twice = batch.line_ids.filtered(lambda line: line.state == "duplicate")
        self.assertEqual(twice.name, "GLOBEX")
        self.assertIn("row 2", twice.remark)
        batch.action_apply()
        self.assertEqual(len(self._prospects()), 3)

    def test_one_refused_row_and_nothing_is_written(self):
        batch = self._read(LIST + "Umbrella;A;not an address;;35000;Rennes\n")
        with self.assertRaisesRegex(UserError, "1 rows are refused"):
            batch.action_apply()
        self.assertFalse(self._prospects())
        refused = batch.line_ids.filtered(lambda line: line.state == "error")
        self.assertIn("not an e-mail address", refused.problem)
        batch.skip_refused = True
        batch.action_apply()
        self.assertEqual(len(self._prospects()), 3)

    def test_the_same_name_elsewhere_is_decided_by_a_person(self):
        for decision, stage in (("same", "joined"), ("other", "known")):
            with self.subTest(decision):
                batch = self._read("Client;Code postal\nAcme;59000\n")
                line = batch.line_ids
                self.assertEqual(line.state, "decide")
                self.assertEqual(line.candidate_id, self.acme.partner_id)
                with self.assertRaisesRegex(UserError, "look like somebody known"):
                    batch.action_apply()
                getattr(line, f"action_{decision}")()
                batch.action_apply()
                self.assertEqual(self._prospects().stage, stage)
                self._prospects().unlink()

    def test_the_address_of_a_delegate_proves_nothing(self):
        rita = self._person("Rita", email="rita@globex.example")
        self.env["club.delegation"].create(
            {
                "membership_id": self.acme.id,
                "partner_id": rita.id,
                "role": "manager",
                "date_from": "2026-01-01",
            }
        )
        batch = self._read()
        line = batch.line_ids.filtered(lambda row: row.name == "Globex")
        self.assertEqual(
            (line.state, line.candidate_id), ("decide", self.acme.partner_id)
        )

    def test_two_members_of_one_name_are_never_mistaken(self):
        other = self._standing("ACME", self.provence, self.type_organisation)
        other.partner_id.zip = "29000"
        line = self._read().line_ids.filtered(lambda row: row.name == "Acme")
        self.assertEqual(line.state, "decide")

    def test_who_joined_since_the_preview_is_shown_first(self):
        batch = self._read()
        globex = self._standing("Globex", self.brittany, self.type_organisation)
        globex.partner_id.zip = "35000"
        batch.action_apply()
        self.assertFalse(self._prospects())
        self.assertIn("Meanwhile", batch.message)
        batch.action_apply()
        found = self._prospects().filtered(lambda p: p.name == "Globex")
        self.assertEqual(found.stage, "joined")

    def test_a_workbook_is_read_as_well(self):
        book = Workbook()
        for row in (
            ("Customers of the vendor",),
            ("Organisation", "Contact", "E-mail", "Postal code"),
            ("Hooli", "Gavin Belson", "gavin@hooli.example", 6000),
        ):
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        line = self._read(stream.getvalue()).line_ids
        self.assertEqual(
            (line.name, line.contact_name, line.zip, line.state),
            ("Hooli", "Gavin Belson", "06000", "new"),
        )

    def test_what_is_no_list_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "neither a CSV nor an XLSX"):
            self._read(b"%PDF-1.7 not a list")
        with self.assertRaisesRegex(UserError, "column is missing"):
            self._read("Ville;Code postal\nRennes;35000\n")

    def test_a_thousand_rows_take_few_queries(self):
        self._forget_nothing()
        few = "".join(f"Firm {n};35{n:03};f{n}@x.example\n" for n in range(20))
        many = "".join(f"Corp {n};29{n:03};c{n}@x.example\n" for n in range(400))
        counts = []
        for text in (few, many):
            batch = self._read("Client;Code postal;E-mail\n" + text)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            batch._compare()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1], counts[0] + 30)
