"""What the association spends: its running, cash, claims, payments out, transfers."""

from odoo.fields import Command

from .association import REGION_WITH_BANK

# What the national body spends each month, from its bank account.
RUNNING = (
    ("INF", "Hébergement et logiciels", 640.0),
    ("ASS", "Assurance", 95.0),
    ("PRE", "Secrétariat", 850.0),
    ("IMP", "Publication et impression", 780.0),
)
SPENT = (
    (21, "POS", "Affranchissement du courrier", 34.80),
    (14, "REC", "Collation de la réunion régionale", 61.20),
    (6, "FOU", "Papeterie", 18.45),
)


def tell(story):
    """Two years of bills, and what waits to be paid."""
    _run(story)
    _keep_cash(story)
    _claim(story)
    _pay_out(story)


def _heading(story, code):
    return story.env["club.heading"].search(
        [("company_id", "=", story.company.id), ("code", "=", code)]
    )


def _run(story):
    """Two years of what it costs to run the association."""
    root = story.sections["NAT"]
    running = [(_heading(story, code), *bill) for code, *bill in RUNNING]
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
            for heading, label, amount in running
        ]
        total = sum(amount for _code, _label, amount in RUNNING)
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
                    "heading_id": _heading(story, code).id,
                }
                for days, code, label, amount in SPENT
            ),
        ]
    )
    movements.action_book()


def _claim(story):
    """Volunteers spent something: one claim waits, one is to be paid, one is given."""
    section = story.sections[REGION_WITH_BANK]
    people = [story.people[login] for login in ("benevole", "adherent", "commission")]
    wishes = (
        ("repay", 47.60, "Train pour la formation", "DEP"),
        ("repay", 23.9, "Impression", "IMP"),
        ("waive", 88.0, "Déplacement au salon", "DEP"),
    )
    for person, (wish, amount, summary, code) in zip(people, wishes, strict=True):
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
                            "heading_id": _heading(story, code).id,
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
                "heading_id": _heading(story, "LOC").id,
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
