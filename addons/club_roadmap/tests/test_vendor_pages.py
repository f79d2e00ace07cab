import io
import re

from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger
from openpyxl import load_workbook

from .vendor_common import VendorCommon

# What nobody of the vendor may read, anywhere.
SECRETS = (
    *("Acme", "Bolt", "acme.", "bolt.", "Close a month in one click."),
    *("Two days lost", "Between us", "invoice-of-acme"),
)


@freeze_time(TODAY)
class VendorPagesCase(VendorCommon, HttpCase):
    """A released dossier and the people of two vendors who knock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rita = cls._vendor_person("Rita", cls.vendor, may_answer=False)
        cls.eve = cls._vendor_person("Eve", cls.vendor, date_to="2026-01-31")
        cls.rob = cls._vendor_person("Rob", cls._organisation("Rival"))
        cls.first._support(cls.bolt_team["voter"], cls.bolt, shown=True)
        cls.second._support(cls.acme_team["voter"], cls.acme, shown=False)
        cls.env["ir.attachment"].create(
            {
                "name": "invoice-of-acme.txt",
                "raw": b"Words",
                "res_model": "club.request",
                "res_id": cls.first.id,
            }
        )
        cls.dossier = cls._dossier(
            deadline="2099-01-01", internal_note="Between us", vendor_lang="en_US"
        )
        cls.line = cls.dossier.line_ids[0]
        cls.prepared = cls._dossier(
            cls._request("Secret plan"), released=False, name="In preparation"
        )
        cls.url = f"/vendor/{cls.dossier.id}"
        cls.pages = [
            "/vendor",
            "/vendor/versions",
            cls.url,
            f"{cls.url}?search=close&show=waiting&language=vendor",
            f"{cls.url}/lines/{cls.line.id}",
            f"{cls.url}/export/pdf",
            f"{cls.url}/export/csv",
            f"{cls.url}/export/xlsx",
        ]

    def _sign_in(self, contact):
        user = contact.partner_id.user_ids
        self.authenticate(user.login, contact.partner_id.name.lower())

    def _get(self, url):
        with mute_logger("odoo.http"):
            return self.url_open(url, allow_redirects=False)

    def _post(self, url, files=None, **form):
        form = {"csrf_token": Request.csrf_token(self), "space": "vendor", **form}
        with mute_logger("odoo.http"):
            return self.url_open(
                url, data=form, files=files, method="POST", allow_redirects=False
            )

    def _forms(self):
        """{address: fields} of what a vendor's person may send."""
        return {
            f"{self.url}/lines/{self.line.id}": {
                "feasibility": "no",
                "reason": "Because",
                "give": "1",
            },
            f"{self.url}/lines/{self.line.id}/delivered": {},
            f"{self.url}/give": {},
            f"{self.url}/upload": {},
            f"{self.url}/group": {"body": "Hello"},
        }


@tagged("post_install", "-at_install")
class TestVendorPages(VendorPagesCase):
    def test_who_answers_and_who_reads_see_their_dossier(self):
        for contact in (self.vera, self.rita):
            self._sign_in(contact)
            for page in self.pages:
                with self.subTest(page=page, contact=contact.partner_id.name):
                    self.assertEqual(self._get(page).status_code, 200)

    def test_who_answers_for_another_vendor_finds_nothing(self):
        self._sign_in(self.rob)
        page = self._get("/vendor")
        self.assertEqual(page.status_code, 200)
        self.assertNotIn(self.dossier.name, page.text)
        for page in self.pages[2:]:
            with self.subTest(page=page):
                self.assertEqual(self._get(page).status_code, 404)
        for url, form in self._forms().items():
            with self.subTest(url=url):
                self.assertEqual(self._post(url, **form).status_code, 404)
        self.assertFalse(self.line.answer_ids)

    def test_whose_time_is_over_finds_nothing(self):
        self._sign_in(self.eve)
        for page in self.pages:
            with self.subTest(page=page):
                self.assertEqual(self._get(page).status_code, 404)
        for url, form in self._forms().items():
            with self.subTest(url=url):
                self.assertEqual(self._post(url, **form).status_code, 404)

    def test_access_taken_away_is_closed_at_the_next_click(self):
        self._sign_in(self.vera)
        self.assertEqual(self._get(self.url).status_code, 200)
        self.vera.action_revoke()
        self.env.flush_all()
        self.assertEqual(self._get(self.url).status_code, 404)
        self.assertEqual(self._get("/vendor").status_code, 404)

    def test_who_only_reads_changes_nothing(self):
        self._sign_in(self.rita)
        page = self._get(f"{self.url}/lines/{self.line.id}")
        self.assertNotIn("Give the answer", page.text)
        for url, form in self._forms().items():
            self._post(url, **form)
        self.env.invalidate_all()
        self.assertFalse(self.line.answer_ids)
        self.assertFalse(self.line._draft())
        self.assertFalse(self.line.delivery_ids)

    def test_what_is_not_released_is_not_found(self):
        self._sign_in(self.vera)
        self.assertNotIn("In preparation", self._get("/vendor").text)
        for page in ("", "/export/csv", f"/lines/{self.prepared.line_ids.id}"):
            url = f"/vendor/{self.prepared.id}{page}"
            self.assertEqual(self._get(url).status_code, 404)
        # A line of another dossier below the address of one's own.
        url = f"{self.url}/lines/{self.prepared.line_ids.id}"
        self.assertEqual(self._get(url).status_code, 404)
        self.assertEqual(self._get("/vendor/99999999999999999999").status_code, 404)

    def test_no_page_or_file_tells_who_asks_or_supports(self):
        self._sign_in(self.vera)
        for page in self.pages:
            answer = self._get(page)
            text = answer.text
            if page.endswith("xlsx"):
                sheet = load_workbook(io.BytesIO(answer.content)).active
                text = str(list(sheet.iter_rows(values_only=True)))
            with self.subTest(page=page):
                self.assertEqual([s for s in SECRETS if s in text], [])
        self.assertIn("Consolidated", self._get(f"{self.url}/export/csv").text)

    def test_no_mail_to_the_vendor_tells_who_asks_or_supports(self):
        self.env["club.dossier.note"].create(
            {"dossier_id": self.dossier.id, "text": "A correction"}
        )
        mails = self._mails_to("@vendor.example")
        self.assertTrue(mails)
        for mail in mails:
            text = f"{mail.subject} {mail.body_html} {mail.email_to} {mail.email_cc}"
            self.assertEqual([s for s in SECRETS if s in text], [])

    def test_a_released_name_is_read_and_no_other(self):
        self.price._release_name(self.acme_team["voter"], True)
        told = self._request("Told", self.bolt)
        told._release_name(self.bolt_team["voter"], True)
        dossier = self._dossier(told, deadline="2099-01-01")
        self._sign_in(self.vera)
        line = f"/vendor/{dossier.id}/lines/{dossier.line_ids.id}"
        self.assertIn("proposed by", self._get(line).text)
        self.assertIn("Bolt", self._get(f"/vendor/{dossier.id}/export/csv").text)
        self.assertNotIn("Acme", self._get(f"{self.url}/export/csv").text)

    def test_the_members_pages_are_not_the_vendors(self):
        self._sign_in(self.vera)
        for page in (
            "/my/roadmap",
            "/my/vendor",
            f"/my/vendor/{self.dossier.id}",
            f"/my/vendor/{self.dossier.id}/group",
            "/my/requests",
            f"/my/requests/{self.first.id}",
            f"/my/requests/{self.first.id}/release",
            "/my/pains",
        ):
            with self.subTest(page=page):
                self.assertEqual(self._get(page).status_code, 404)
        home = self._get("/my")
        self.assertEqual(home.status_code, 303)
        self.assertTrue(home.headers["Location"].endswith("/vendor"))

    def test_a_link_by_mail_signs_the_vendors_person_in(self):
        person = self._person("Nina", email="nina@vendor.example")
        nina = self.env["club.vendor.contact"].create(
            {
                "partner_id": person.id,
                "vendor_id": self.vendor.id,
                "company_id": self.company.id,
                "date_from": "2026-01-01",
            }
        )
        nina.action_invite()
        mail = self._mails_to("nina@vendor.example")
        link = re.search(r"/club/signin/\d+/[\w-]+", mail.body_html)[0]
        self.authenticate(None, None)
        self._get(link)
        answer = self._post(link)
        self.assertTrue(answer.headers["Location"].endswith("/vendor"), answer.headers)
        self.assertEqual(self._get(self.url).status_code, 200)

    def test_an_answer_is_kept_as_a_draft_and_given(self):
        self._sign_in(self.vera)
        url = f"{self.url}/lines/{self.line.id}"
        self._post(url, feasibility="study", reason="")
        self.assertEqual(self.line._draft()[self.line].feasibility, "study")
        # Refused: what was typed stays in the form.
        self._post(url, feasibility="no", reason="", give="1")
        page = self._get(url)
        self.assertIn("Say why: an answer is always given", page.text)
        self.assertEqual(self.line._draft()[self.line].feasibility, "no")
        self._post(url, feasibility="no", reason="Against the law", give="1")
        self.env.invalidate_all()
        self.assertEqual(self.first.state, "declined")
        self.assertFalse(self.line._draft())
        self.assertIn("Against the law", self._get(url).text)

    def test_a_filled_in_workbook_is_sent_back(self):
        self._sign_in(self.vera)
        book = load_workbook(io.BytesIO(self._get(f"{self.url}/export/xlsx").content))
        codes = [cell.value for cell in book.active[1]]
        for code, value in (("feasibility", "study"), ("reason", "Later")):
            book.active.cell(3, codes.index(code) + 1).value = value
        stream = io.BytesIO()
        book.save(stream)
        self._post(f"{self.url}/upload", files={"sheet": ("d.xlsx", stream.getvalue())})
        self.assertIn("Drafts written from your file: 1", self._get(self.url).text)
        self._post(f"{self.url}/give")
        self.env.invalidate_all()
        self.assertEqual(self.line.feasibility, "study")

    def test_a_version_is_reported_on_its_page(self):
        version = self._version(planned_on="2098-01-01")
        self._answer(self.line, version=str(version.id))
        self._sign_in(self.vera)
        self.assertIn(self.line.number, self._get("/vendor/versions").text)
        self._post(f"/vendor/versions/{version.id}", step="start")
        self.env.invalidate_all()
        self.assertEqual(self.first.state, "in_progress")
        unpromised = self._version("14", "2098-01-01")
        url = f"/vendor/versions/{unpromised.id}"
        self.assertEqual(self._post(url, step="start").status_code, 404)
        self._sign_in(self.rob)
        url = f"/vendor/versions/{version.id}"
        self.assertEqual(self._post(url, step="release").status_code, 404)

    def test_the_thread_is_there_for_marked_lines_of_a_joint_group_only(self):
        self._sign_in(self.vera)
        self.assertEqual(self._get(f"{self.url}/group").status_code, 404)
        self.line.is_discussed = True
        self.assertEqual(self._get(f"{self.url}/group").status_code, 404)
        self.dossier.joint_commission_id = self.env["club.commission"].create(
            {"name": "Joint", "kind": "group", "company_id": self.company.id}
        )
        self.dossier._write_message("club", "The club", "When does it come?")
        page = self._get(f"{self.url}/group").text
        self.assertIn("When does it come?", page)
        self.assertIn(self.line.number, page)
        self.assertNotIn(self.dossier.line_ids[1].name, page)
        self._post(f"{self.url}/group", body="In spring", about=str(self.line.id))
        self.env.invalidate_all()
        self.assertEqual(self.dossier.message_ids[-1].author_label, "Vera")

    def test_a_form_without_token_does_nothing(self):
        self._sign_in(self.vera)
        for url, form in self._forms().items():
            with self.subTest(url=url):
                answer = self._post(url, **{**form, "csrf_token": ""})
                self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.line.answer_ids)

    def test_a_long_dossier_costs_as_many_queries_as_a_short_one(self):
        self._forget_nothing()

        def count(dossier):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            dossier._lines_values(dossier._found_lines("", "all"))
            return self.env.cr.sql_log_count - before

        requests = self.env["club.request"]
        for number in range(30):
            requests |= self._request(f"Long {number}")
        long = self._dossier(requests, deadline="2099-01-01")
        self.assertEqual(count(long), count(self.dossier))

    def test_today_decides_and_not_the_session(self):
        self._sign_in(self.vera)
        self.vera.date_to = fields.Date.today()
        self.env.flush_all()
        self.assertEqual(self._get("/vendor").status_code, 200)
        self.vera.date_to = fields.Date.subtract(fields.Date.today(), days=1)
        self.env.flush_all()
        self.assertEqual(self._get("/vendor").status_code, 404)
