import json
from pathlib import Path

from odoo import Command
from odoo.tests import tagged

from .common import freeze_time
from .import_common import ImportCommon

DATA = json.loads(
    (Path(__file__).parent / "data" / "user_clubs.json").read_text("utf-8")
)
CLUBS = {club["vendor"]: club for club in DATA["clubs"]}
TODAY = "2026-01-10"
ANALYZED = (
    "account_move",
    "account_move_line",
    "account_partial_reconcile",
    "club_due",
    "club_dues_call_line",
    "club_membership",
    "club_membership_period",
    "club_notice",
    "res_partner",
)
HEADINGS = (
    "N° adhérent;Raison sociale;E-mail;Ville;Adresse;Section;Effectif;Places;Montant;"
    "Payeur;Membre depuis;Du;Au;Payé"
)


@tagged("post_install", "-at_install")
class TestUserClubs(ImportCommon):
    """Real clubs, set up by configuration and import alone, agree with the ledger.

    What each is expected to owe was worked out by hand: see data/user_clubs.json.
    """

    def test_business_objects_charges_all_the_same(self):
        self._prove("Business Objects")

    def test_cartesis_counts_years_from_july(self):
        self._prove("Cartesis")

    def test_cognos_charges_by_headcount(self):
        self._prove("Cognos")

    def test_computer_associates_lets_members_choose(self):
        self._prove("Computer Associates (AUI)")

    def test_informatica_is_free(self):
        self._prove("Informatica")

    def test_jobpartners_shortens_newcomers_by_the_month(self):
        self._prove("Jobpartners")

    def test_legisway_adds_taxes(self):
        self._prove("Legisway")

    def test_linedata_has_a_payer_for_several_and_a_credit(self):
        self._prove("Linedata Services (Chorus)")

    def test_oracle_charges_for_seats_bought(self):
        self._prove("Oracle (AUFO)")

    def test_progress_shortens_newcomers_by_the_day(self):
        self._prove("Progress Software (CUP)")

    def test_sap_has_regions_brackets_taxes_and_a_credit_note(self):
        self._prove("SAP")

    def test_sas_rounds_taxes_on_each_invoice(self):
        self._prove("SAS")

    def test_staff_and_line_counts_twelve_months(self):
        self._prove("Staff & Line (AMI)")

    def test_synerdeal_is_paid_in_instalments(self):
        self._prove("SynerDeal")

    def test_every_club_is_proved(self):
        proofs = [
            name
            for name, value in vars(TestUserClubs).items()
            if name.startswith("test_") and callable(value)
        ]
        self.assertEqual(len(proofs) - 1, len(CLUBS))
        for club in CLUBS.values():
            self.assertEqual(
                sum(group["count"] for group in club["groups"]), club["members"]
            )

    def _prove(self, vendor):
        club = CLUBS[vendor]
        self.startPatcher(freeze_time(club.get("today", TODAY)))
        kind = self._configure(club)
        members = self._import(club)
        self.assertEqual(len(members), club["members"])
        for mode, expected in club["expected"].items():
            # Both ways of booking begin from the same imported club.
            with self.subTest(mode), self.env.cr.savepoint() as undo:
                self._book_in(kind, mode, club)
                self._check(club, members, expected)
                undo.rollback()
                self.env.invalidate_all()

    def _configure(self, club):
        """The type and the sections of the club, as an administrator enters them."""
        price = dict(club.get("price", {}))
        if brackets := club.get("brackets"):
            price["bracket_ids"] = [
                Command.create({"headcount_from": start, "amount": amount})
                for start, amount in brackets
            ]
        for name in club.get("sections", []):
            self._section(name, self.root)
        prices = [] if club["type"].get("is_free") else [price]
        values = dict(club["type"])
        if parts := club.get("instalments"):
            values["payment_term_id"] = (
                self.env["account.payment.term"]
                .create(
                    {
                        "name": "Instalments",
                        "company_id": self.company.id,
                        "line_ids": [
                            Command.create(
                                {
                                    "value": "percent",
                                    "value_amount": part,
                                    "nb_days": 30 * n,
                                }
                            )
                            for n, part in enumerate(parts)
                        ],
                    }
                )
                .id
            )
        kind = self._type("Company", prices, member_kind="organisation", **values)
        kind.price_ids.date_from = "2004-01-01"
        return kind

    def _import(self, club):
        begins, ends = club.get("last_period", ["2025-01-01", "2025-12-31"])
        sections = club.get("sections", [self.root.name])
        rows = []
        for group in club["groups"]:
            for _member in range(group["count"]):
                number = len(rows) + 1
                joined = group.get("joined_on")
                rows.append(
                    ";".join(
                        str(value)
                        for value in (
                            number,
                            f"Member {number}",
                            f"m{number}@example.org",
                            "Paris",
                            "1 rue du Club",
                            sections[number % len(sections)],
                            group.get("headcount", ""),
                            group.get("seats", ""),
                            group.get("chosen", ""),
                            group.get("payer", ""),
                            joined or begins,
                            "" if joined else begins,
                            "" if joined else ends,
                            "" if joined else "oui",
                        )
                    )
                )
        kind = self.env["club.membership.type"].search(
            [("name", "=", "Company"), ("company_id", "=", self.company.id)]
        )
        batch = self._rows(*rows, headings=HEADINGS, type_id=kind.id)
        self.assertFalse(self._codes(batch))
        self._apply(batch)
        self._analyze()
        return (
            self.env["club.membership"]
            .search([("type_id", "=", kind.id)])
            .sorted(lambda member: int(member.number))
        )

    def _analyze(self):
        # A large transaction: the planner must know what it holds.
        self.env.flush_all()
        self.env.cr.execute(f"ANALYZE {', '.join(ANALYZED)}")

    def _book_in(self, kind, mode, club):
        if mode == "invoice":
            kind.booking_mode = "invoice"
            if club.get("vat"):
                self.tax.amount = club["vat"]
                kind.tax_ids = self.tax

    def _check(self, club, members, expected):
        """Call, pay and credit; then ask dues and ledger the same questions."""
        amounts = {name: float(amount) for name, amount in expected.items()}
        dues = self._call(club, members)
        self.assertCents(sum(dues.mapped("amount")), amounts["called"])
        paid = members[: club["members"] * 9 // 10]
        singly = members[: min(20, club["members"] // 10)]
        if amounts["called"]:
            for member in singly:
                mine = dues.filtered(lambda due, m=member: due.membership_id == m)
                mine._pay(sum(mine.mapped("residual")), self.bank_journal, mine[0].date)
            self._pay_together(paid - singly, dues)
        self.assertLedger(dues, amounts, credited=False)
        self.assertEqual(set(paid.mapped("state")), {"active"})
        if "credited" in amounts:
            dues.filtered(lambda due: due.membership_id == members[-1])._waive(
                "Goodwill"
            )
            self.assertLedger(dues, amounts, credited=True)

    def _call(self, club, members):
        begins, ends = club.get("next_term", ["2026-01-01", "2026-12-31"])
        call = self.env["club.dues.call"].create(
            {
                "name": club["vendor"],
                "company_id": self.company.id,
                "date": club.get("today", TODAY),
                "due_date": "2026-12-31",
                "term_from": begins,
                "term_to": ends,
            }
        )
        call.action_preview()
        self.assertEqual((call.ready_count, call.anomaly_count), (len(members), 0))
        call._run_now()
        self._analyze()
        return self.env["club.due"].search([("call_id", "=", call.id)], order="id")

    def _pay_together(self, members, dues):
        """One deposit of a cheque per payer."""
        cheques = {}
        for due in dues.filtered(lambda due: due.membership_id in members):
            cheques[due.payer_id] = cheques.get(due.payer_id, 0) + due.residual
        deposit = self.env["club.deposit"].create(
            {
                "company_id": self.company.id,
                "journal_id": self.bank_journal.id,
                "date": dues[0].date,
                "line_ids": [
                    Command.create({"payer_id": payer.id, "amount": amount})
                    for payer, amount in cheques.items()
                ],
            }
        )
        deposit.action_post()

    def assertCents(self, found, expected, what=""):
        self.assertEqual(round(found * 100), round(expected * 100), what)

    def assertLedger(self, dues, amounts, credited):
        credit = amounts.get("credited", 0) if credited else 0
        credit_tax = amounts.get("credited_tax", 0) if credited else 0
        tax = amounts.get("tax", 0)
        payers = dues.payer_id.commercial_partner_id
        receivable = [("account_id.account_type", "=", "asset_receivable")]
        for what, found, expected in (
            ("still due", sum(dues.mapped("residual")), amounts["open"] - credit),
            ("paid", sum(dues.mapped("amount_paid")), amounts["paid"]),
            (
                "receivable",
                self._sum([*receivable, ("partner_id", "in", payers.ids)]),
                amounts["open"] - credit,
            ),
            ("all receivable", self._sum(receivable), amounts["open"] - credit),
            (
                "bank",
                self._sum(
                    [("account_id", "=", self.bank_journal.default_account_id.id)]
                ),
                amounts["paid"],
            ),
            (
                "income",
                -self._sum([("account_id", "=", self.income_account.id)]),
                amounts["called"] - tax - (credit - credit_tax),
            ),
            ("tax", -self._sum([("tax_line_id", "!=", False)]), tax - credit_tax),
        ):
            self.assertCents(found, expected, what)

    def _sum(self, domain):
        return self.env["account.move.line"]._read_group(
            [
                *domain,
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
            ],
            [],
            ["balance:sum"],
        )[0][0]
