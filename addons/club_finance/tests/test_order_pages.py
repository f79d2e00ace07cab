from lxml import html
from odoo.addons.club_portal.tests.dues_pages_common import DuesPagesCommon
from odoo.http import Request
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestOrderPages(DuesPagesCommon):
    """What the manager of a company does about quotes and orders in the space."""

    def setUp(self):
        super().setUp()
        self.acme = self.acme_due.membership_id[:1]

    def _quote(self):
        quote = self.env["club.quote"].create(
            {
                "partner_id": self.acme.partner_id.id,
                "company_id": self.company.id,
                "kind": "other",
                "line_ids": [(0, 0, {"name": "Training", "price_unit": 50})],
            }
        )
        quote.action_issue()
        return quote

    def _send_order(self, number, content=PDF, name="order.pdf", **data):
        self._page("/my/orders")
        files = {"document": (name, content, "application/pdf")} if content else None
        return self.url_open(
            "/my/orders/new",
            data={
                "csrf_token": Request.csrf_token(self),
                "membership_id": self.acme.id,
                "number": number,
                **data,
            },
            files=files,
            method="POST",
            allow_redirects=False,
        )

    def _orders(self):
        return self.env["club.purchase.order"].search(
            [("partner_id", "=", self.acme.partner_id.id)]
        )

    def test_manager_sends_an_order_and_is_late_no_more(self):
        self._as("anna")
        self._send_order("BC 9", amount="1 234,50 €", engagement="E 1")
        order = self._orders()
        self.assertEqual(
            (order.name, order.amount, order.engagement_number, order.entered_online),
            ("BC 9", 1234.5, "E 1", True),
        )
        self.assertEqual(order.document_name, "order.pdf")
        self.assertEqual(self.acme_due.order_id, order)
        self.assertIn("BC 9", self._page("/my/orders"))
        answer = self.url_open(f"/my/orders/{order.id}/document")
        self.assertEqual(answer.content, PDF)

    def test_each_of_several_companies_folds_what_is_asked_of_it(self):
        self._as("anna")
        self.assertNotIn('<summary class="card-header">', self._page("/my/orders"))
        due = self._owing(
            "Bolt",
            self.type_organisation,
            headcount=10,
            partner_id=self._organisation("Bolt").id,
        )
        other = due.membership_id[:1]
        self._manager(self.anna.partner_id, membership_id=other.id)
        self.env.flush_all()
        page = html.fromstring(self._page("/my/orders"))
        folded = page.xpath("//details[summary/strong]")
        names = [fold.findtext("summary/strong") for fold in folded]
        self.assertCountEqual(names, [self.acme.partner_id.name, other.partner_id.name])
        for fold in folded:
            asked = set(fold.xpath(".//form/@action"))
            self.assertIn("/my/quotes/ask", asked)
            self.assertIn("/my/orders/references", asked)
        forms = page.xpath("//form[@action='/my/orders/references']")
        self.assertEqual(len(forms), 2)

    def test_order_without_its_document_is_refused(self):
        self._as("anna")
        self._send_order("BC 9", content=None)
        self.assertFalse(self._orders())
        self.assertIn("Add the order itself", self._page("/my/orders"))

    def test_order_with_a_page_of_script_is_refused(self):
        self._as("anna")
        self._send_order("BC 9", content=b"<html><script>1</script></html>")
        self.assertFalse(self._orders())

    def test_order_is_not_entered_for_somebody_else_who_pays(self):
        self.acme.payer_id = self._organisation("Holding")
        self._as("anna")
        self._send_order("BC 9")
        self.assertFalse(self.env["club.purchase.order"].search([]))
        self.assertIn("Holding", self._page("/my/orders"))

    @mute_logger("odoo.sql_db")
    def test_same_order_twice_says_so(self):
        self._as("anna")
        self._send_order("BC 9")
        self._send_order("BC 9")
        self.assertEqual(len(self._orders()), 1)
        self.assertIn("open already", self._page("/my/orders"))

    def test_manager_reads_and_accepts_a_quote_with_an_order(self):
        quote = self._quote()
        self._as("anna")
        page = self._page(f"/my/quotes/{quote.id}")
        self.assertIn("Training", page)
        self._post(f"/my/quotes/{quote.id}/accept", number="BC 10")
        self.assertEqual(quote.state, "accepted")
        self.assertEqual(quote.answered_by_id, self.anna.partner_id)
        self.assertEqual(quote.order_id.name, "BC 10")
        self.assertEqual(quote.due_ids.order_id, quote.order_id)
        self.assertIn("Accepted", self._page(f"/my/quotes/{quote.id}"))

    def test_former_manager_sees_no_quote(self):
        quote = self._quote()
        self._as("chief")
        self._page(f"/my/quotes/{quote.id}", 404)
        self._page("/my/orders", 404)

    def test_draft_quote_is_not_shown(self):
        quote = self._quote()
        quote.sudo().state = "draft"
        self._as("anna")
        self._page(f"/my/quotes/{quote.id}", 404)

    def test_asking_twice_makes_one_quote(self):
        member = self._member("Beta", kind=self.type_seats)
        self._period(member, "2025-01-01", "2025-12-31")
        first = self.env["club.quote"]._ask(member, "renewal")
        self.assertEqual(self.env["club.quote"]._ask(member, "renewal"), first)
        self.assertEqual((first.state, first.amount_total > 0), ("issued", True))

    def test_siret_of_thirteen_digits_is_refused(self):
        self._as("anna")
        self._post(
            "/my/orders/references",
            membership_id=self.acme.id,
            registry="2144010930001",
            service="DSI",
        )
        self.assertFalse(self.acme.partner_id.club_service_code)
        self.assertIn("is not a SIRET", self._page("/my/orders"))

    def test_references_reach_the_next_invoice(self):
        self._as("anna")
        self._post(
            "/my/orders/references",
            membership_id=self.acme.id,
            registry="214 401 093 00015",
            service="DSI",
            contract="M-7",
        )
        partner = self.acme.partner_id
        self.assertEqual(partner.company_registry, "21440109300015")
        values = partner._club_invoice_references(self.env["club.purchase.order"])
        self.assertEqual(values["club_service_code"], "DSI")
        self.assertEqual(values["club_contract_number"], "M-7")
