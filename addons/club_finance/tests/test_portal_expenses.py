from odoo.addons.club_portal.tests.dues_pages_common import DuesPagesCommon
from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, freeze_time
from .expense_common import PIXEL


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalExpenses(DuesPagesCommon):
    """A volunteer claims on a telephone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        charts = cls.env["account.chart.template"].with_company(cls.company)
        cls.travel = cls.env["club.heading"].create(
            {
                "name": "Travel",
                "kind": "expense",
                "claimable": True,
                "company_id": cls.company.id,
                "account_id": charts.ref("expense").id,
            }
        )
        cls.car = cls.env["club.km.rate"].create(
            {"name": "Car", "year": 2025, "amount": 0.3, "company_id": cls.company.id}
        )
        cls.due.membership_id._refresh()

    def _claims(self):
        return self.env["club.expense"].search([])

    def _started(self, login="anna", **asked):
        self._as(login)
        answer = self._post(
            "/my/expenses/start",
            **{"summary": "Spring fair", "section_id": self.brittany.id, **asked},
        )
        self.env.invalidate_all()
        return answer

    def _succeed_dues(self):
        self._succeed(self._begin(self.due))

    def _line(self, claim, files=(), **asked):
        answer = self.url_open(
            f"/my/expenses/{claim.id}/add",
            data={
                "csrf_token": Request.csrf_token(self),
                "space": "me",
                "kind": "receipt",
                "date": "2026-03-10",
                "label": "Train",
                "heading_id": self.travel.id,
                "amount": "12,50",
                "token": "form-1",
                **asked,
            },
            files=[("files", file) for file in files] or None,
            allow_redirects=False,
        )
        self.env.invalidate_all()
        self.assertEqual(answer.status_code, 303)
        return self._flash()

    def test_claim_with_a_photograph_and_a_trip_is_sent(self):
        self._succeed_dues()
        self._started()
        claim = self._claims()
        picture = ("photo.png", PIXEL, "image/png")
        self.assertEqual(self._line(claim, [picture])["tone"], "success")
        self._line(
            claim, kind="trip", km="100", rate_id=self.car.id, token="2", label="Paris"
        )
        self.assertEqual(claim.total, 42.5)
        page = self._page(f"/my/expenses/{claim.id}")
        self.assertIn("photo.png", page)
        receipt = claim.line_ids.receipt_ids
        file = self.url_open(f"/my/expenses/{claim.id}/file/{receipt.id}")
        self.assertEqual(file.headers["Content-Type"], "image/png")
        self._post(
            f"/my/expenses/{claim.id}/send",
            space="me",
            settlement="repay",
            iban="FR76 3000 6000 0112 3456 7890 189",
        )
        self.env.invalidate_all()
        self.assertEqual(claim.state, "submitted")
        page = self._page(f"/my/expenses/{claim.id}")
        self.assertIn("FR76 … 0189", page)
        # Four figures alone may stand in any token of the page.
        self.assertNotIn("60000112", "".join(page.split()))
        self._started(summary="Next one")
        self._line(self._claims()[0], no_receipt_reason="Lost")
        self.assertIn("FR76 … 0189", self._page(f"/my/expenses/{self._claims()[0].id}"))

    @mute_logger("odoo.sql_db")
    def test_form_sent_twice_adds_one_line(self):
        self._succeed_dues()
        self._started()
        claim = self._claims()
        self._line(claim, no_receipt_reason="Lost")
        said = self._line(claim, no_receipt_reason="Lost")
        self.assertEqual(said["text"], "This line is added already.")
        self.assertEqual(len(claim.line_ids), 1)

    def test_what_is_no_receipt_is_refused_whole(self):
        self._succeed_dues()
        self._started()
        claim = self._claims()
        page = ("photo.png", b"<script>alert(1)</script>", "image/png")
        self.assertIn("none of the files", self._line(claim, [page])["text"])
        self.assertIn("has no receipt", self._line(claim)["text"])
        self.assertFalse(claim.line_ids)

    def test_giving_is_signed(self):
        self._succeed_dues()
        self._started()
        claim = self._claims()
        self._line(claim, no_receipt_reason="Lost")
        path = f"/my/expenses/{claim.id}/send"
        self._post(path, space="me", settlement="waive")
        self.assertIn("sign", self._flash()["text"])
        self._post(path, space="me", settlement="waive", signature="Anna Able")
        self.env.invalidate_all()
        self.assertEqual(
            (claim.state, claim.waiver_name, bool(claim.waiver_address)),
            ("submitted", "Anna Able", True),
        )

    def test_claim_is_for_a_section_of_ones_own(self):
        self._succeed_dues()
        self._started(section_id=self.provence.id)
        self.assertFalse(self._claims())
        self._started(section_id=self.root.id)
        self.assertEqual(self._claims().section_id, self.root)

    def test_who_is_no_member_starts_nothing(self):
        self._started("chief")
        self.assertFalse(self._claims())

    def test_departed_person_still_finds_what_they_claimed(self):
        claim = self.env["club.expense"].create(
            {
                "summary": "Old fair",
                "partner_id": self.chief.partner_id.id,
                "section_id": self.brittany.id,
                "company_id": self.company.id,
            }
        )
        self.assertIn("Old fair", self._as("chief")._page("/my/expenses"))
        self._page(f"/my/expenses/{claim.id}")
        self._as("bo")._page(f"/my/expenses/{claim.id}", 404)
