"""The treasurer's desk: its accounts, hours in the books, an order, the bank."""

from . import budgets, debits, spending
from .association import REGION_WITH_BANK


def tell(story):
    """What a national and a regional treasurer find on their desks."""
    story.treasurer = _user(story, "tresorier")
    story.regional = _user(story, "tresorier.bretagne")
    _open_desk(story)
    spending.tell(story)
    _value_hours(story)
    budgets.tell(story)
    debits.tell(story)
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
