import base64
import csv
import io

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged
from openpyxl import load_workbook

from .vendor_common import VendorCommon

CLUB = ("Close faster", "Consolidated", "04/30/2026")
VENDOR = ("Clôturer plus vite", "Texte regroupé", "30/04/2026")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDossierOffice(VendorCommon):
    """The office takes a dossier away in either language, as the vendor does."""

    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("fr_FR")
        self.dossier = self._dossier(self.first, released=False, vendor_lang="fr_FR")
        self.dossier.line_ids.write(
            {"name_vendor": VENDOR[0], "text_vendor": VENDOR[1]}
        )
        self.dossier._release(self.dossier._fingerprint())

    def _page(self, report, data=None):
        page, _kind = self._as("reader")["ir.actions.report"]._render_qweb_html(
            f"club_roadmap.{report}", self.dossier.ids, data
        )
        return page.decode()

    def _sheets(self, field):
        """A download of the office, decoded."""
        return base64.b64decode(self._as("reader", self.dossier)[field])

    def _assert_shows(self, page, shown, hidden):
        for expected in shown:
            self.assertIn(expected, page)
        for other in hidden:
            self.assertNotIn(other, page)

    def test_the_paper_is_in_the_language_asked_for(self):
        self._assert_shows(self._page("report_dossier"), CLUB, VENDOR)
        self._assert_shows(self._page("report_dossier_vendor"), VENDOR, CLUB)
        # As the vendor's own page asks for it.
        asked = {"vendors_language": True}
        self._assert_shows(self._page("report_dossier", asked), VENDOR, CLUB)

    def test_the_paper_is_for_the_bureau_only(self):
        for role in ("officer", "section_treasurer", "portal"):
            reports = self._as(role)["ir.actions.report"]
            with self.subTest(role=role), self.assertRaises(AccessError):
                reports._render_qweb_html(
                    "club_roadmap.report_dossier_vendor", self.dossier.ids
                )

    def test_the_sheets_are_in_either_language(self):
        for ours, (title, *_rest) in (("", CLUB), ("_vendor", VENDOR)):
            with self.subTest(language=title):
                text = self._sheets(f"csv{ours}").decode("utf-8-sig")
                rows = list(csv.reader(io.StringIO(text), delimiter=";"))
                self.assertEqual(rows[1][2], title)
                book = load_workbook(io.BytesIO(self._sheets(f"xlsx{ours}")))
                self.assertEqual(book.active["C3"].value, title)

    def test_the_office_reads_no_draft_of_the_vendor(self):
        said = self._said(reason="Only a thought")
        self.dossier.line_ids._save_draft(self.vera, said)
        self.assertIn("Only a thought", self.dossier._to_csv().decode())
        self.assertNotIn("Only a thought", self._sheets("csv").decode())
        book = load_workbook(io.BytesIO(self._sheets("xlsx")))
        cells = [cell.value for row in book.active for cell in row]
        self.assertNotIn("Only a thought", cells)

    def test_a_button_leads_to_its_file(self):
        dossier = self._as("reader", self.dossier)
        for sheet, name in (("csv_vendor", "csv_vendor"), ("line_ids", "xlsx")):
            url = dossier.with_context(sheet=sheet).action_download()["url"]
            self.assertIn(f"/web/content/club.dossier/{dossier.id}/{name}/", url)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDossierDownload(VendorCommon, HttpCase):
    def test_the_bureau_downloads_what_the_button_names_and_others_nothing(self):
        dossier = self._dossier(deadline="2099-01-01")
        kinds = {"xlsx": b"PK", "csv": "\ufeff".encode()}
        self._as("reader")  # the roles' users, whose passwords are their logins
        for role, code in (("reader", 200), ("officer", 404), ("portal", 404)):
            login = self.users[role].login
            self.authenticate(login, login)
            for sheet, begins in kinds.items():
                url = dossier.with_context(sheet=sheet).action_download()["url"]
                with self.subTest(role=role, sheet=sheet):
                    answer = self.url_open(url, timeout=60)
                    self.assertEqual(answer.status_code, code)
                    if code == 200:
                        self.assertTrue(answer.content.startswith(begins))
