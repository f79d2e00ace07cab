"""Money: cheques on deposit slips and transfers, most in time, some late or short."""

from datetime import timedelta

from odoo.fields import Command

from .association import REGION_WITH_BANK

BANKS = ("Crédit Agricole", "La Banque Postale", "Caisse d'Épargne", "Crédit Mutuel")


def plan(story, call, day, paid):
    """Draw who pays when, and put the deposits on the calendar."""
    payers = sorted(call.due_ids.payer_id.ids)
    story.rng.shuffle(payers)
    total, start = len(payers), 0
    for days, share in paid:
        count = round(total * share)
        group = payers[start : start + count]
        start += count
        if group:
            story.on(day + timedelta(days=days), _receive, call, group)


def _receive(story, day, call, payer_ids):
    """Persons mostly send cheques, organisations transfer."""
    if len(payer_ids) > 40:
        story.analyze()
    dues = call.due_ids.filtered(
        lambda due: due.payer_id.id in set(payer_ids) and due.residual > 0
    )
    cheques = dues.filtered(lambda due: not due.payer_id.is_company)
    own_bank = cheques.filtered(
        lambda due: due.section_id == story.sections[REGION_WITH_BANK]
    )
    deposit(story, day, "cheque", cheques - own_bank)
    deposit(story, day, "cheque", own_bank, story.sections[REGION_WITH_BANK])
    deposit(story, day, "transfer", dues - cheques)


def deposit(story, day, method, dues, section=None, part=1, post=True):
    """Bank what these dues' payers sent: one line per payer.

    :param section: banks on its own account; by default the national one does
    :param part: the share of what is open that they paid
    """
    if not dues:
        return story.env["club.deposit"]
    record = story.env["club.deposit"].create(
        {
            "company_id": story.company.id,
            "section_id": (section or story.sections["NAT"]).id,
            "journal_id": ((section and section.bank_journal_id) or story.bank).id,
            "method": method,
            "date": day,
            "line_ids": [
                Command.create(_line(story, payer, owed, method, part))
                for payer, owed in dues.grouped("payer_id").items()
            ],
        }
    )
    if post:
        record.action_post()
    return record


def _line(story, payer, dues, method, part):
    values = {
        "payer_id": payer.id,
        "amount": round(sum(dues.mapped("residual")) * part, 2),
        "due_ids": [Command.set(dues.ids)],
    }
    if method == "cheque":
        if part == 1 and story.rng.random() < 0.03:
            values["gift_amount"] = story.rng.choice((20, 30, 50))
            values["amount"] += values["gift_amount"]
        values["number"] = f"{story.rng.randint(1000000, 9999999)}"
        values["bank_name"] = story.rng.choice(BANKS)
    return values


def finish(story):
    """What is on the treasurer's desk: short payments, a bounce, a slip to bank."""
    open_dues = story.members.due_ids.filtered(
        lambda due: due.residual > 0 and not due.membership_id.closing
    ).sorted("id")
    firms = open_dues.filtered("payer_id.is_company")
    persons = open_dues - firms
    deposit(story, story.ago(3), "transfer", firms[:4], part=0.5)
    deposit(story, story.ago(3), "cheque", persons[:6], part=0.5)
    deposit(story, story.today, "cheque", persons[6:18], post=False)
    persons[18:20]._waive("Difficultés passagères, décision du bureau", story.ago(2))
    cheques = story.env["club.deposit"].search(
        [("method", "=", "cheque"), ("state", "=", "posted")],
        order="date desc, id desc",
    )
    cheques[1].line_ids[:1]._bounce(story.ago(1), "Provision insuffisante")
