"""The treasurer's desk: the bank, claims, hours in the books, budgets, debits."""

import base64

from odoo.fields import Command

from .association import REGION_WITH_BANK

IBANS = (
    "FR7630006000011234567890189",
    "FR7610107001011234567890129",
    "FR7611315000011234567890138",
)
CREDITOR = "FR72ZZZ123456"
# What the national body spends each month, from its bank account.
RUNNING = (
    ("Hébergement et logiciels", 640.0),
    ("Assurance", 95.0),
    ("Secrétariat", 850.0),
    ("Publication et impression", 780.0),
)
SPENT = (
    (21, "Affranchissement du courrier", 34.80),
    (14, "Collation de la réunion régionale", 61.20),
    (6, "Papeterie", 18.45),
)


def tell(story):
    """What a national and a regional treasurer find on their desks."""
    story.treasurer = _user(story, "tresorier")
    story.regional = _user(story, "tresorier.bretagne")
    _open_desk(story)
    _run(story)
    _keep_cash(story)
    _claim(story)
    _pay_out(story)
    _value_hours(story)
    _plan_budgets(story)
    _sign_mandates(story)
    _promise(story)


def settle(story):
    """Once the slips are banked: the file of the bank, with something to decide."""
    _read_the_bank(story)


def _user(story, login):
    return story.env["res.users"].search([("login", "=", login)], limit=1)


def _open_desk(story):
    """Headings, the accounts of volunteering, a cash box and a bank of its own."""
    company, section = story.company, story.sections[REGION_WITH_BANK]
    # Those of the chart that came with Odoo stand for no account any more.
    story.env["club.heading"].search(
        [("company_id", "=", company.id), ("account_id", "=", False)]
    ).unlink()
    company._club_seed_headings()
    charts = story.env["account.chart.template"].with_company(company)
    company.write(
        {
            "club_volunteer_use_account_id": charts.ref("pcg_864").id,
            "club_volunteer_gift_account_id": charts.ref("pcg_875").id,
        }
    )
    section.bank_journal_id.set_bank_account("FR7612548029980000001500284")
    section.cash_journal_id = story.env["account.journal"].create(
        {
            "name": "Caisse Bretagne",
            "code": "CBRE",
            "type": "cash",
            "company_id": company.id,
        }
    )
    root = story.sections["NAT"]
    if not root.bank_journal_id:
        root.bank_journal_id = story.bank


def _heading(story, kind, claimable=None):
    domain = [("company_id", "=", story.company.id), ("kind", "=", kind)]
    if claimable is not None:
        domain.append(("claimable", "=", claimable))
    return story.env["club.heading"].search(domain, limit=1)


def _run(story):
    """Two years of what it costs to run the association."""
    headings = story.env["club.heading"].search(
        [("company_id", "=", story.company.id), ("kind", "=", "expense")],
        limit=len(RUNNING),
    )
    root = story.sections["NAT"]
    for month in range(1, 25):
        day = story.ago(30 * month)
        spent = [
            {
                "account": heading._account(),
                "balance": amount,
                "name": label,
                "section": root,
                "heading": heading,
            }
            for heading, (label, amount) in zip(headings, RUNNING, strict=True)
        ]
        total = sum(amount for _label, amount in RUNNING)
        bank = {"account": story.bank.default_account_id, "balance": -total}
        story.env["account.move"]._club_book(
            story.bank, day, f"Dépenses de {day:%m/%Y}", [*spent, bank]
        )


def _keep_cash(story):
    """A float fetched from the bank, three small bills."""
    section = story.sections[REGION_WITH_BANK]
    movements = story.env["club.cash.movement"].create(
        [
            {
                "company_id": story.company.id,
                "section_id": section.id,
                "kind": "from_bank",
                "date": story.ago(30),
                "amount": 200.0,
                "label": "Fonds de caisse",
            },
            *(
                {
                    "company_id": story.company.id,
                    "section_id": section.id,
                    "kind": "out",
                    "date": story.ago(days),
                    "amount": amount,
                    "label": label,
                    "heading_id": _heading(story, "expense").id,
                }
                for days, label, amount in SPENT
            ),
        ]
    )
    movements.action_book()


def _claim(story):
    """Volunteers spent something: one claim waits, one is to be paid, one is given."""
    section = story.sections[REGION_WITH_BANK]
    heading = _heading(story, "expense", claimable=True)
    people = [story.people[login] for login in ("benevole", "adherent", "commission")]
    wishes = (
        ("repay", 47.60, "Train pour la formation"),
        ("repay", 23.9, "Impression"),
    )
    for person, (wish, amount, summary) in zip(
        people, (*wishes, ("waive", 88.0, "Déplacement au salon")), strict=True
    ):
        claim = story.env["club.expense"].create(
            {
                "company_id": story.company.id,
                "section_id": section.id,
                "partner_id": person.id,
                "summary": summary,
                "settlement": wish,
                "line_ids": [
                    Command.create(
                        {
                            "date": story.ago(8),
                            "label": summary,
                            "heading_id": heading.id,
                            "amount": amount,
                            "no_receipt_reason": "Justificatif remis sur papier",
                        }
                    )
                ],
            }
        )
        claim._submit(person, {"name": person.name, "address": "127.0.0.1"})
        if person != people[0]:
            claim.with_user(story.regional).action_approve()


def _pay_out(story):
    """The region asks for a payment that somebody else has to approve."""
    payment = (
        story.env["club.payment.out"]
        .with_user(story.regional)
        .create(
            {
                "company_id": story.company.id,
                "section_id": story.sections[REGION_WITH_BANK].id,
                "partner_id": story.env["res.partner"]
                .create({"name": "Salle de l'Hermine", "is_company": True})
                .id,
                "amount": 180.0,
                "reason": "Location de la salle, réunion de printemps",
                "heading_id": _heading(story, "expense").id,
            }
        )
    )
    payment.action_request()
    transfer = (
        story.env["club.section.transfer"]
        .with_user(story.treasurer)
        .create(
            {
                "company_id": story.company.id,
                "from_section_id": story.sections["NAT"].id,
                "to_section_id": story.sections[REGION_WITH_BANK].id,
                "amount": 450.0,
                "date": story.today,
                "reason": "Avance pour la journée régionale",
            }
        )
    )
    transfer.action_propose()


def _value_hours(story):
    """What volunteers gave last year stands in the accounts of last year."""
    story.env["club.hours.rate"].create(
        {
            "company_id": story.company.id,
            "rate": 15.0,
            "date_from": story.day(-3, 1, 1),
            "basis": "SMIC horaire chargé",
        }
    )
    year = story.env["club.valuation"]._prepare_year(
        story.company, story.day(-1, 1, 1), story.day(-1, 12, 31)
    )
    year.filtered("line_ids").action_book()


def _plan_budgets(story):
    """This year's budgets are frozen, next year's are being written."""
    company = story.company
    this_year = company._club_open_budgets(story.today)
    this_year.action_copy_estimates()
    for budget in this_year - this_year.filtered(
        lambda budget: budget.section_id == story.sections["NAT"]
    ):
        budget.line_ids.filtered(lambda line: line.heading_id.kind == "income")[
            :1
        ].asked = 600.0
        budget.line_ids.filtered(lambda line: line.heading_id.kind == "expense")[
            :4
        ].asked = 280.0
    treasurer = this_year.with_user(story.treasurer)
    treasurer.action_propose()
    treasurer.action_approve()
    treasurer.action_freeze()
    next_year = company._club_open_budgets(company._club_year_after(story.today))
    next_year.action_copy_estimates()
    mine = next_year.filtered(
        lambda budget: budget.section_id == story.sections[REGION_WITH_BANK]
    )
    mine.line_ids.filtered(lambda line: line.heading_id.kind == "expense")[
        :3
    ].asked = 320.0


def _sign_mandates(story):
    """Some members pay by debit: the next one is prepared, and announced by nobody."""
    company = story.company
    setup = (
        story.env["club.debit.setup"]
        .with_user(story.treasurer)
        .with_company(company)
        .create({"creditor_identifier": CREDITOR})
    )
    setup.action_set_up()
    owing = story.members.due_ids.filtered(
        lambda due: (
            due.residual > 0
            and not due.payer_id.is_company
            and due.membership_id.is_member
        )
    ).payer_id.sorted("id")
    for payer, iban in zip(owing[20:23], IBANS, strict=False):
        story.env["club.mandate"]._sign(
            payer,
            company,
            iban,
            payer.name,
            "paper",
            signed_on=story.ago(40),
            document=base64.b64encode(b"%PDF-1.4 mandat sur papier"),
            document_name="mandat.pdf",
        )
    debit = (
        story.env["club.debit"]
        .with_user(story.treasurer)
        .create({"company_id": company.id})
    )
    debit.action_prepare()


def _promise(story):
    """A town hall ordered its membership, and pays when it pays."""
    firm = story.env["club.membership"].search(
        [
            ("company_id", "=", story.company.id),
            ("partner_id.is_company", "=", True),
            ("is_member", "=", True),
        ],
        limit=1,
        order="id desc",
    )
    story.env["club.purchase.order"].create(
        {
            "name": "BC-2041",
            "company_id": story.company.id,
            "partner_id": firm.partner_id.id,
            "date": story.ago(25),
            "amount": 250.0,
        }
    )


def _read_the_bank(story):
    """A week at the bank: two right, one short, one without a name, one charge."""
    dues = story.members.due_ids.filtered(
        lambda due: due.residual > 0 and due.membership_id.is_member
    ).sorted("id")[-4:]
    if len(dues) < 4:
        return
    rows = [
        (3, f"VIR SEPA {dues[0].reference}", dues[0].payer_id.name, dues[0].residual),
        (3, f"VIR {dues[1].payer_id.name}", dues[1].payer_id.name, dues[1].residual),
        (2, f"VIR INST {dues[2].reference}", dues[2].payer_id.name, 10.0),
        (2, "VIREMENT COTISATION", "M OU MME INCONNU", 37.0),
        (1, "FRAIS DE TENUE DE COMPTE", "", -8.4),
    ]
    story.env["account.bank.statement.line"].create(
        [
            {
                "journal_id": story.bank.id,
                "date": story.ago(days),
                "payment_ref": label,
                "partner_name": who,
                "amount": amount,
            }
            for days, label, who, amount in rows
        ]
    )
    story.env["club.bank.line"].search(
        [("company_id", "=", story.company.id), ("state", "!=", "done")]
    )._recognise()
