"""The pages of money, with something in each state on each of them."""

from base64 import b64decode, b64encode
from datetime import date, timedelta

# Answers that are no page: papers, files, and ways to another page.
NO_PAGES = {
    "/my/donate/receipt/<>",
    "/my/donate/thanks",
    "/my/expenses/<>/file/<>",
    "/my/mandate/<>/paper",
    "/my/orders/<>/document",
    "/my/quotes/<>/pdf",
}
# Numbers that banks print in their examples.
CREDITOR = "FR72ZZZ123456"
IBAN = "FR7630006000011234567890189"
OTHER_IBAN = "FR1420041010050500013M02606"
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
SIGNED = "Anne Le Goff"


class FinancePages:
    """What Anne claims, lets her bank pay, gave, and orders for her company.

    :param club: a ``PagesAssociation``
    """

    def __init__(self, club):
        self.club, self.env = club, club.env
        self.person = club.anne.partner_id
        self._open_the_books()
        self.claims = self._claim_in_every_state()
        self._sign_mandates()
        self._debit_the_company()
        self._give()
        self.quotes = self._order()

    def _open_the_books(self):
        company = self.club.company
        company._club_seed_headings()
        self.heading = self.env["club.heading"].search(
            [("company_id", "=", company.id), ("code", "=", "DEP")]
        )
        self.rate = self.env["club.km.rate"].create(
            {"name": "Voiture", "amount": 0.32, "company_id": company.id}
        )
        if not company.club_donation_account_id:
            gifts = self.env["club.heading"].search(
                [("company_id", "=", company.id), ("code", "=", "DON")]
            )
            company.club_donation_account_id = gifts.account_id

    def _claim(self, summary, settlement="repay"):
        """Return a claim of Anne: a receipt, a trip, something without a receipt."""
        line = {"date": date.today(), "heading_id": self.heading.id}
        claim = self.env["club.expense"].create(
            {
                "summary": summary,
                "partner_id": self.person.id,
                "section_id": self.club.region.id,
                "company_id": self.club.company.id,
                "settlement": settlement,
                "iban": IBAN if settlement == "repay" else False,
                "line_ids": [
                    (0, 0, {**line, "label": "Billet de train", "amount": 38.5}),
                    (
                        0,
                        0,
                        {
                            **line,
                            "label": "Rennes – Brest – Rennes",
                            "kind": "trip",
                            "km": 482,
                            "rate_id": self.rate.id,
                        },
                    ),
                    (
                        0,
                        0,
                        {
                            **line,
                            "label": "Parc de stationnement de la gare",
                            "amount": 6,
                            "no_receipt_reason": "Le parc n’en donne pas",
                        },
                    ),
                ],
            }
        )
        claim.line_ids[0]._add_receipts([("billet-de-train.png", PIXEL)])
        return claim

    def _sent(self, summary, settlement="repay"):
        claim = self._claim(summary, settlement)
        claim._submit(self.person, {"name": SIGNED, "address": "127.0.0.1"})
        return claim

    def _claim_in_every_state(self):
        empty = self.env["club.expense"].create(
            {
                "summary": "Goûter des bénévoles",
                "partner_id": self.person.id,
                "section_id": self.club.region.id,
                "company_id": self.club.company.id,
            }
        )
        refused = self._sent("Déplacement à Brest")
        refused._refuse("Le train était moins cher")
        approved = self._sent("Forum de printemps")
        approved.action_approve()
        waived = self._sent("Salon de septembre", "waive")
        waived.action_approve()
        open_ones = empty | self._claim("Stand du marché") | self._sent("Réunion")
        return open_ones | refused | approved | waived

    def _sign_mandates(self):
        company = self.club.company
        self.bank = self.club.root._bank_journal()
        self.bank.bank_account_id = self.env["res.partner.bank"].create(
            {"acc_number": OTHER_IBAN, "partner_id": company.partner_id.id}
        )
        self.mode = company._club_set_up_debits(self.bank, CREDITOR)
        sign = self.env["club.mandate"]._sign
        facts = {"typed_name": SIGNED, "signed_by_id": self.person.id}
        mine = sign(self.person, company, IBAN, "", "portal", **facts)
        mine._replace(OTHER_IBAN, "", "portal", **facts)._suspend(
            "La banque a rendu deux prélèvements"
        )
        self.firm = self.club.firm.partner_id
        sign(self.firm, company, IBAN, "", "portal", **facts)

    def _debit_the_company(self):
        """The company is told of a debit; Anne may still pay her own dues."""
        # Only once Odoo has been started.
        from odoo.addons.club_finance.money.target_days import next_target_day

        today = date.today()
        self.club.firm._call_now(date(today.year + 1, 1, 1))
        debit = self.env["club.debit"].create(
            {
                "name": "Cotisations",
                "company_id": self.club.company.id,
                "collection_date": next_target_day(today + timedelta(days=40)),
                "payment_mode_id": self.mode.id,
            }
        )
        debit.action_prepare()
        debit.action_announce()
        debit._run_now()
        line = debit.line_ids.filtered(lambda line: line.payer_id == self.firm)
        assert line.state == "announced", (line.state, line.reason)

    def _give(self):
        company = self.club.company
        company.write(
            {
                "club_tax_receipt_purpose": "Faire vivre le patrimoine de Bretagne",
                "club_tax_receipts": True,
            }
        )
        gift = self.env["club.donation"].create(
            {
                "partner_id": self.person.id,
                "company_id": company.id,
                "amount": 120,
                "form": "kind",
                "description": "Un vidéoprojecteur",
            }
        )
        receipts = self.env["club.tax.receipt"]
        receipt = receipts._give(gift)
        assert receipt.state == "issued"

    def _order(self):
        """Return quotes to answer, accepted and refused; there is an order beside."""
        [asked, accepted, refused] = [self._quote(name) for name in ("A", "B", "C")]
        accepted._accept(
            person=self.person,
            order={
                "name": "BC-2026-118",
                "amount": 50,
                "document": b64encode(b"%PDF-1.4 order"),
                "document_name": "bon-de-commande.pdf",
            },
        )
        refused._refuse(person=self.person)
        return asked | accepted | refused

    def _quote(self, name):
        quote = self.env["club.quote"].create(
            {
                "partner_id": self.firm.id,
                "company_id": self.club.company.id,
                "kind": "other",
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "name": f"Journée de formation {name}",
                            "quantity": 2,
                            "price_unit": 50,
                        },
                    )
                ],
            }
        )
        quote.action_issue()
        return quote

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        return {
            "/my/expenses/<>": [f"/my/expenses/{claim.id}" for claim in self.claims],
            "/my/donate": ["/my/donate", "/my/donate?amount=20"],
            "/my/quotes/<>": [f"/my/quotes/{quote.id}" for quote in self.quotes],
        }
