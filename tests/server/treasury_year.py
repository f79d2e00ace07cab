"""What else waits on a treasurer's desk: debits, gifts without receipt, hours."""

from datetime import date, timedelta

from odoo.fields import Command

HOURS_YEAR = date.today().year - 1
HOURS_RATE = 20.0
OWN_IBAN = "FR7630006000011234567890189"
PAYER_IBAN = "FR1420041010050500013M02606"
CREDITOR = "FR78ZZZ424242"


def payer_with_mandate(desk, due):
    """Let the payer of a due give a mandate."""
    payer = due.payer_id
    payer.email = payer.email or "payer@example.org"
    account = desk.env["res.partner.bank"].create(
        {"acc_number": PAYER_IBAN, "partner_id": payer.id}
    )
    desk.env["account.banking.mandate"].create(
        {
            "partner_bank_id": account.id,
            "company_id": desk.company.id,
            "signature_date": date.today() - timedelta(days=30),
            "state": "valid",
            "recurrent_sequence_type": "first",
        }
    )


def debits(desk, names):
    """Return drafts of direct debits that concern the same dues."""
    desk.association.bank.set_bank_account(OWN_IBAN)
    mode = desk.company._club_set_up_debits(desk.association.bank, CREDITOR)
    day = date.today() + timedelta(days=90)
    while day.weekday() != 1:
        day += timedelta(days=1)
    return desk.env["club.debit"].create(
        [
            {
                "name": name,
                "company_id": desk.company.id,
                "payment_mode_id": mode.id,
                "collection_date": day,
            }
            for name in names
        ]
    )


def gifts(desk, count):
    """Return gifts of several people, for which there are no tax receipts yet."""
    desk.company.write(
        {
            "club_tax_receipt_purpose": "Help isolated people",
            "club_tax_receipts": True,
            "club_tax_receipt_law_person": "Article for persons",
        }
    )
    donations = desk.env["club.donation"]
    for number in range(count):
        donations |= donations._record(
            desk.person(), 50, date.today(), f"test,{number}", section=desk.root
        )
    return donations


def hours(desk):
    """Return hours of last year that were confirmed, and can be valued."""
    use, gift = desk.env["account.account"].create(
        [
            {
                "name": name,
                "code": code,
                "account_type": "off_balance",
                "company_ids": [Command.set(desk.company.ids)],
            }
            for name, code in (("Staff", "864009"), ("Given", "875009"))
        ]
    )
    desk.company.write(
        {
            "club_volunteer_use_account_id": use.id,
            "club_volunteer_gift_account_id": gift.id,
        }
    )
    desk.env["club.hours.rate"].create(
        {
            "company_id": desk.company.id,
            "rate": HOURS_RATE,
            "date_from": date(HOURS_YEAR, 1, 1),
        }
    )
    hours = desk.env["club.hours"].create(
        {
            "company_id": desk.company.id,
            "partner_id": desk.person().id,
            "section_id": desk.section.id,
            "date": date(HOURS_YEAR, 6, 1),
            "hours": 3,
            "activity_id": desk.env.ref("club_membership.hours_activity_duty").id,
        }
    )
    hours._confirm()
    return hours
