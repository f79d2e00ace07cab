from lxml import etree
from odoo.addons.account_edi_ubl_cii.models.account_edi_xml_ubl_bis3 import (
    CHORUS_PRO_PEPPOL_ID,
)
from odoo.addons.club_membership.tests.common import TODAY, ClubCommon
from odoo.tests import freeze_time, tagged

SIRET = "21440109300015"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestChorusPro(ClubCommon):
    """The references of a public body reach the fields that Chorus Pro reads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        eas, endpoint = CHORUS_PRO_PEPPOL_ID.split(":")
        cls.company.write(
            {
                "company_registry": "02546465000024",
                "vat": "FR23334175221",
                "street": "1 rue de la Paix",
                "zip": "35000",
                "city": "Rennes",
            }
        )
        cls.town = cls._organisation(
            "Commune de Nantes",
            vat="FR74214401093",
            company_registry=SIRET,
            peppol_eas=eas,
            peppol_endpoint=endpoint,
            country_id=cls.env.ref("base.fr").id,
            zip="44000",
            city="Nantes",
            street="2 rue de l'Hôtel de Ville",
            club_service_code="SERV-DSI",
            club_contract_number="2026-M-07",
        )

    def _invoice(self):
        membership = self.env["club.membership"]._admit(
            {"partner_id": self.town.id, "type_id": self.type_seats.id}
        )
        return membership.due_ids.invoice_id

    def _order(self, **vals):
        return self.env["club.purchase.order"].create(
            {
                "name": "BC 42",
                "partner_id": self.town.id,
                "company_id": self.company.id,
                **vals,
            }
        )

    def _xml(self, invoice):
        content = self.env["account.edi.xml.ubl_bis3"]._export_invoice(invoice)[0]
        return etree.fromstring(content)

    def test_invoice_carries_service_engagement_and_contract(self):
        self._order(engagement_number="1600012345")
        invoice = self._invoice()
        self.assertEqual(invoice.buyer_reference, "SERV-DSI")
        self.assertEqual(invoice.purchase_order_reference, "1600012345")
        self.assertEqual(invoice.contract_reference, "2026-M-07")

    def test_electronic_invoice_says_them_where_chorus_pro_reads(self):
        self._order(engagement_number="1600012345")
        xml = self._xml(self._invoice())
        self.assertEqual(xml.findtext("{*}BuyerReference"), "SERV-DSI")
        self.assertEqual(xml.findtext("{*}OrderReference/{*}ID"), "1600012345")
        siret = "{*}AccountingCustomerParty/{*}Party/{*}PartyIdentification/{*}ID"
        self.assertEqual(xml.findtext(siret), SIRET)

    def test_number_of_the_order_stands_for_a_missing_engagement(self):
        self._order()
        self.assertEqual(self._invoice().purchase_order_reference, "BC 42")

    def test_order_that_comes_later_reaches_the_invoice_that_is_there(self):
        invoice = self._invoice()
        self.assertFalse(invoice.purchase_order_reference)
        self._order(engagement_number="1600012345")
        self.assertEqual(invoice.purchase_order_reference, "1600012345")
        xml = self._xml(invoice)
        self.assertEqual(xml.findtext("{*}OrderReference/{*}ID"), "1600012345")

    def test_credit_note_keeps_the_references(self):
        self._order(engagement_number="1600012345")
        credit = self._invoice()._reverse_moves()
        self.assertEqual(credit.purchase_order_reference, "1600012345")

    def test_printed_invoice_says_each_reference_once(self):
        self._order(engagement_number="1600012345")
        page, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "account.report_invoice", self._invoice().ids
        )
        for text in (b"SERV-DSI", b"1600012345", b"2026-M-07", b"BC 42"):
            self.assertEqual(page.count(text), 1, text)
