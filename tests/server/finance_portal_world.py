"""What the journeys of money on the portal share: members, and who keeps the money."""

from io import BytesIO

from PIL import Image, ImageDraw

from tests.server.crash import stop_jobs
from tests.server.journeys import SHOWN, another_page, open_app
from tests.server.portal_association import JOBS, PortalAssociation

ENGLISH = "en_US"
NATIONAL, REGIONAL, PRESIDENT = "nat.treasurer", "reg.treasurer", "reg.president"
# Numbers that banks print in their examples.
CREDITOR = "FR72ZZZ123456"
OWN_IBAN = "FR1420041010050500013M02606"
MEMBER_IBAN = "FR76 3000 6000 0112 3456 7890 189"
RUN = "club_membership.ir_cron_club_run"


class MoneyWorld(PortalAssociation):
    """The association of the portal whose books are open: a national treasurer, a
    regional one and a president, who read English."""

    def __init__(self, env, sink):
        super().__init__(env, sink)
        stop_jobs(self.env, *(self.env.ref(name) for name in (*JOBS, RUN)))
        self.company._club_seed_headings()
        if not self.company.club_donation_account_id:
            self.company.club_donation_account_id = self.heading("DON").account_id
        self.add_user(NATIONAL, "club_membership.group_club_treasurer", lang=ENGLISH)
        self.add_office(REGIONAL, "treasurer")
        self.add_office(PRESIDENT, "president")

    def heading(self, code):
        """The heading with this code."""
        return self.env["club.heading"].search(
            [("company_id", "=", self.company.id), ("code", "=", code)]
        )

    def add_office(self, login, kind):
        """Return a user in office in the region, without rights in accounting."""
        email = f"{login}@example.org"
        user = self.add_user(login, lang=ENGLISH, email=email)
        self.env["club.office"].create(
            {
                "partner_id": user.partner_id.id,
                "section_id": self.region.id,
                "kind_id": self.env.ref(f"club_membership.office_kind_{kind}").id,
                "date_from": "2020-01-01",
            }
        )
        assert not user.has_group("account.group_account_readonly")
        return user

    def add_reader(self, name):
        """Return a member of the region who reads the portal in English."""
        [member] = self.add_members([name], lang=ENGLISH)
        self.add_login(member.partner_id, lang=ENGLISH)
        return member

    def set_up_debits(self):
        """All that a direct debit needs."""
        bank = self.root._bank_journal()
        bank.bank_account_id = self.env["res.partner.bank"].create(
            {"acc_number": OWN_IBAN, "partner_id": self.company.partner_id.id}
        )
        self.company._club_set_up_debits(bank, CREDITOR)

    def switch_on_tax_receipts(self):
        """The association gives tax receipts."""
        self.company.write(
            {
                "club_tax_receipt_purpose": "Keep the heritage of Brittany alive",
                "club_tax_receipts": True,
            }
        )


def photograph():
    """A receipt as a telephone sends it: large, a JPEG."""
    picture = Image.new("RGB", (2400, 3200), "white")
    ImageDraw.Draw(picture).text((200, 200), "Train 38.50", fill="black")
    content = BytesIO()
    picture.save(content, "JPEG")
    return {
        "name": "IMG_0042.jpg",
        "mimeType": "image/jpeg",
        "buffer": content.getvalue(),
    }


def open_row(page, entry, words):
    """Open a list of the Treasury menu, and in it the record with these words."""
    open_list(page, entry)
    page.locator(".o_data_row", has_text=words).locator("td").nth(1).click()
    page.wait_for_selector(".o_form_view")


def open_list(page, entry):
    """Open a list of the Treasury menu."""
    menu = page.locator(
        ".o_menu_sections [data-menu-xmlid='club_finance.club_menu_finance']"
    )
    # The menus of the app are there before its page is.
    page.locator(SHOWN).first.wait_for()
    if not menu.count():
        open_app(page)
    with another_page(page):
        menu.click()
        page.locator(f"[data-menu-xmlid='club_finance.{entry}']").click()
    page.wait_for_selector(".o_list_view")


def confirm(page):
    """Say yes to what Odoo asks before it does something."""
    page.locator(".modal footer .btn-primary").click()
