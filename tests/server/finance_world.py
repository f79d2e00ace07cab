"""What the journeys of treasurers share: two sections that bank, and their people."""

from datetime import date, timedelta

from odoo.fields import Command

from tests.server.crash import stop_jobs
from tests.server.support_world import SupportWorld

REGIONAL, PRESIDENT, NATIONAL = "yann.treasurer", "pia.president", "tess.treasurer"
DUES = 30.0
# Numbers that banks print in their examples.
CREDITOR = "FR72ZZZ123456"
OWN_IBAN = "FR1420041010050500013M02606"


class FinanceWorld(SupportWorld):
    """Brittany banks and has a cash box; Normandy banks elsewhere.

    Yann keeps Brittany's money and Pia presides there, neither with any right in
    accounting; Tess is treasurer of the whole association.
    """

    def __init__(self, env):
        super().__init__(env)
        env["account.chart.template"].try_loading(
            "generic_coa", self.company, install_demo=False
        )
        self.company.currency_id = env.ref("base.EUR")
        self.env = env(context={"allowed_company_ids": self.company.ids})
        charts = self.env["account.chart.template"].with_company(self.company)
        income = charts.ref("income")
        self.company.write(
            {
                "club_dues_journal_id": charts.ref("general").id,
                "club_invoice_journal_id": charts.ref("sale").id,
                "club_income_account_id": income.id,
                "club_donation_account_id": income.copy({"name": "Donations"}).id,
            }
        )
        self.brittany.write(
            {
                "bank_journal_id": self._journal("Bank of Brittany", "BZH", "bank").id,
                "cash_journal_id": self._journal("Cash of Brittany", "CBZH", "cash").id,
            }
        )
        self.normandy.bank_journal_id = self._journal("Bank of Normandy", "NOR", "bank")
        self.brittany.parent_id.write(
            {
                "bank_journal_id": charts.ref("bank").id,
                "dues_opening": "date",
                "dues_opening_date": "2020-01-01",
            }
        )
        self.charges = self._heading("Bank charges", "expense", charts.ref("expense"))
        self.meetings = self._heading("Meetings", "expense", charts.ref("expense"))
        self.grants = self._heading("Grants", "income", income)
        self.paying = self.env["club.membership.type"].create(
            {
                "name": "Paying person",
                "grace_days": 365,
                "company_id": self.company.id,
                "price_ids": [(0, 0, {"date_from": "2020-01-01", "amount": DUES})],
            }
        )
        self.yann = self.add_treasurer(REGIONAL, self.brittany)
        self.pia = self.add_officer(PRESIDENT, self.brittany)
        self.tess = self.add_user(
            NATIONAL, "base.group_user", "club_membership.group_club_treasurer"
        )
        for user in (self.yann, self.pia):
            assert not user.has_group("account.group_account_readonly")

    def _journal(self, name, code, kind):
        return self.env["account.journal"].create(
            {"name": name, "code": code, "type": kind, "company_id": self.company.id}
        )

    def _heading(self, name, kind, account):
        return self.env["club.heading"].create(
            {
                "name": name,
                "kind": kind,
                "account_id": account.id,
                "company_id": self.company.id,
            }
        )

    def add_treasurer(self, login, section):
        """Return a user who keeps the money of a section."""
        user = self.add_user(login, "base.group_user")
        self.env["club.office"].create(
            {
                "partner_id": user.partner_id.id,
                "section_id": section.id,
                "kind_id": self.env.ref("club_membership.office_kind_treasurer").id,
                "date_from": "2020-01-01",
            }
        )
        return user

    def add_owing(self, names, section=None, days_ago=0):
        """Return the dues of this year of new members, called and not paid."""
        today = date.today()
        day = today - timedelta(days=days_ago)
        people = self.env["res.partner"].create(
            [
                {
                    "name": name,
                    "email": f"{name.replace(' ', '.').lower()}@ledger.example",
                }
                for name in names
            ]
        )
        members = self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": person.id,
                    "company_id": self.company.id,
                    "section_id": (section or self.brittany).id,
                    "type_id": self.paying.id,
                    "date_from": f"{today.year - 1}-01-01",
                    "date_to": f"{today.year - 1}-12-31",
                    "confirmed": True,
                }
                for person in people
            ]
        )
        call = self.env["club.dues.call"].create(
            {
                "name": f"Dues {today.year}",
                "company_id": self.company.id,
                "date": day,
                "due_date": day + timedelta(days=30),
                "term_from": f"{today.year}-01-01",
                "term_to": f"{today.year}-12-31",
            }
        )
        call._stage_lines(members.ids)
        call._run_now()
        dues = self.env["club.due"].search([("membership_id", "in", members.ids)])
        assert len(dues) == len(names), call.line_ids.mapped("anomaly")
        return dues.sorted(lambda due: names.index(due.payer_id.name))

    def pay(self, dues, section):
        """Book a transfer for these dues, on the bank account of a section."""
        deposit = self.env["club.deposit"].create(
            {
                "company_id": self.company.id,
                "section_id": section.id,
                "method": "transfer",
                "line_ids": [
                    Command.create(
                        {"payer_id": due.payer_id.id, "amount": due.residual}
                    )
                    for due in dues
                ],
            }
        )
        deposit.action_post()

    def set_up_debits(self):
        """All that a direct debit needs, and no other job in the way of its own."""
        stop_jobs(self.env, self.env.ref("club_membership.ir_cron_club_run"))
        bank = self.brittany.parent_id.bank_journal_id
        bank.bank_account_id = self.env["res.partner.bank"].create(
            {"acc_number": OWN_IBAN, "partner_id": self.company.partner_id.id}
        )
        self.company._club_set_up_debits(bank, CREDITOR)

    def value_hours(self, rate):
        """Give an hour of any work a value, and the two accounts it is booked on."""
        use, gift = self.env["account.account"].create(
            [
                {
                    "name": name,
                    "code": code,
                    "account_type": "off_balance",
                    "company_ids": [Command.set(self.company.ids)],
                }
                for name, code in (
                    ("Volunteers' work", "864000"),
                    ("Work given", "875000"),
                )
            ]
        )
        self.company.write(
            {
                "club_volunteer_use_account_id": use.id,
                "club_volunteer_gift_account_id": gift.id,
            }
        )
        self.env["club.hours.rate"].create(
            {"company_id": self.company.id, "rate": rate, "date_from": "2020-01-01"}
        )
        return use, gift

    def add_hours(self, name, hours, day, section=None):
        """Confirmed hours of somebody on duty."""
        line = self.env["club.hours"].create(
            {
                "company_id": self.company.id,
                "partner_id": self.env["res.partner"].create({"name": name}).id,
                "section_id": (section or self.brittany).id,
                "date": day,
                "hours": hours,
                "activity_id": self.env.ref("club_membership.hours_activity_duty").id,
            }
        )
        line._confirm()
        return line


def bank_file(*rows):
    """What a bank lets one download: (label, payer, amount) of today."""
    today = date.today().strftime("%d/%m/%Y")
    lines = ["Date;Label;Payer;Amount"]
    lines += [
        f"{today};{label};{payer};{amount:.2f}".replace(".", ",")
        for label, payer, amount in rows
    ]
    return {
        "name": "movements.csv",
        "mimeType": "text/csv",
        "buffer": "\n".join(lines).encode(),
    }
