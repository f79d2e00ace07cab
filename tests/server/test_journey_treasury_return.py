"""A debit of a section's member comes back: their treasurer sees why, and goes on."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import (
    at,
    attach,
    choose,
    menu,
    new,
    open_row,
    rows,
    sees_nothing_of,
    write,
)
from tests.server.finance_world import DUES, NATIONAL, REGIONAL, FinanceWorld
from tests.server.journeys import field, in_state, open_app, press
from tests.server.test_journey_debit import RETURN

PICTURE = {"name": "signed.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}
IBAN = "FR76 3000 6000 0112 3456 7890 189"
OTHER_IBAN = "FR14 2004 1010 0505 0001 3M02 606"
SECRET = "Secret of Normandy"
FEE = 4.5


@pytest.fixture(scope="module")
def club(open_env, database):
    """A debit that the bank took, of a payer of each section, and what it returns."""
    with open_env(database) as env:
        world = FinanceWorld(env)
        world.set_up_debits()
        world.company.club_return_fee = FEE
        ours = world.add_owing(["Ann Le Goff"], days_ago=20)
        theirs = world.add_owing([SECRET], world.normandy, days_ago=20)
        for due in (ours, theirs):
            payer = due.payer_id
            world.env["club.mandate"]._sign(
                payer, world.company, IBAN, payer.name, "paper"
            )
        debit = world.env["club.debit"].create({"company_id": world.company.id})
        debit.action_prepare()
        for step in (debit.action_announce, debit.action_order, debit.action_collect):
            step()
            debit._run_now()
        assert (ours | theirs).mapped("state") == ["paid", "paid"]
        return {
            "due": ours.id,
            "files": [returned(debit, due.payer_id) for due in (ours, theirs)],
        }


def returned(debit, payer):
    """The file in which the bank says that an account was closed."""
    line = debit.line_ids.filtered(lambda line: line.payer_id == payer)
    text = RETURN.replace("AM04", "AC04").format(
        day=line.collection_date,
        message=line.order_id.name,
        batch=line.order_id.name,
        reference=line.end_to_end,
        amount=f"{line.amount:.2f}",
    )
    name = f"returns-{line.id}.xml"
    return {"name": name, "mimeType": "text/xml", "buffer": text.encode()}


def reads_the_files(national, files):
    """The bank answers the association: its treasurer reads what it returned."""
    for file in files:
        menu(national, "club_debit_return_menu")
        new(national, "Files of returns")
        attach(national, "content", file)
        press(national, "action_read")
        expect(in_state(national, "read")).to_be_visible()
        expect(field(national, "line_ids")).to_contain_text("Booked")


def cannot_read_files(page):
    """Files of the bank name payers of all sections: they are not in the menu."""
    page.locator(
        ".o_menu_sections [data-menu-xmlid='club_finance.club_menu_finance']"
    ).click()
    entries = page.locator("[data-menu-xmlid^='club_finance.club_debit']")
    expect(entries.first).to_be_visible()
    ours = page.locator("[data-menu-xmlid='club_finance.club_debit_return_menu']")
    expect(ours).to_have_count(0)
    page.keyboard.press("Escape")


def reads_what_came_back(page, shot):
    """Who, why, and what followed."""
    menu(page, "club_debit_return_line_menu")
    at(page, "Returned debits")
    sees_nothing_of(page, SECRET)
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("The account is closed")
    expect(rows(page)).to_contain_text("Booked")
    shot(page, "returned")
    menu(page, "club_debit_line_menu")
    at(page, "Payers debited")
    sees_nothing_of(page, SECRET)
    expect(rows(page)).to_contain_text("Returned")


def sees_what_is_owed(page, shot):
    """The due is open again, and the fee of the bank beside it."""
    menu(page, "club_debit_return_line_menu")
    at(page, "Returned debits")
    rows(page).locator("button[name=action_view_dues]").click()
    at(page, "Dues")
    expect(rows(page)).to_have_count(2)
    expect(rows(page, f"{FEE:.2f}")).to_have_count(1)
    expect(rows(page, f"{DUES:.2f}")).to_have_count(1)
    sees_nothing_of(page, SECRET)
    shot(page, "owed")


def gives_another_account(page, shot):
    """From the dashboard: the mandate is suspended, and the payer signs a new one."""
    menu(page, "club_board_menu")
    page.get_by_role("link", name="Mandates suspended").click()
    expect(rows(page)).to_have_count(1)
    open_row(page, "Ann Le Goff")
    expect(in_state(page, "suspended")).to_be_visible()
    expect(page.locator(".alert-warning")).to_contain_text("The account is closed")
    shot(page, "suspended")
    page.get_by_role("button", name="Change the bank account").click()
    dialog = page.locator(".modal")
    expect(dialog.locator("[name=partner_id]").first).to_be_visible()
    if not dialog.locator("[name=partner_id] input").input_value():
        choose(page, "partner_id", "Ann Le Goff", inside=dialog)
    write(page, "iban", OTHER_IBAN)
    write(page, "signed_on", f"{date.today():%m/%d/%Y}")
    attach(page, "scan", PICTURE)
    dialog.locator("button[name=action_save]").click()
    expect(dialog).to_have_count(0)
    expect(in_state(page, "active")).to_be_visible()
    expect(field(page, "iban_masked")).to_contain_text("2606")
    shot(page, "replaced")


def enters_the_cheque(page, shot):
    """Ann does not wait for the next debit: she pays all by cheque."""
    menu(
        page,
        "club_menu_deposit_new",
        addon="club_membership",
        section="club_menu_dues",
    )
    lines = field(page, "line_ids")
    lines.locator(".o_field_x2many_list_row_add a").click()
    choose(page, "payer_id", "Ann Le Goff", inside=lines.locator(".o_selected_row"))
    expect(lines.locator("[name=amount] input")).to_have_value(f"{DUES + FEE:.2f}")
    press(page, "action_post")
    expect(in_state(page, "posted")).to_be_visible()
    shot(page, "cheque")


def test_a_returned_debit_is_seen_mended_and_paid_by_who_keeps_the_section(
    server, new_page, shot, open_env, database, club
):
    national, page = new_page(server, NATIONAL), new_page(server, REGIONAL)
    open_app(national)
    open_app(page)
    cannot_read_files(page)
    reads_the_files(national, club["files"])
    with open_env(database) as env:
        due = env["club.due"].browse(club["due"])
        assert (due.state, due.residual) == ("called", DUES)

    reads_what_came_back(page, shot)
    sees_what_is_owed(page, shot)
    phone = new_page(server, REGIONAL, width=390, touch=True)
    phone.goto("/odoo/action-club_finance.club_debit_return_line_action")
    card = phone.locator(".o_kanban_record", has_text="Ann Le Goff")
    expect(card).to_contain_text("The account is closed")
    expect(phone.locator("body")).not_to_contain_text(SECRET)
    shot(phone, "phone")
    card.locator("button[name=action_view_mandate]").click()
    expect(field(phone, "return_count")).to_contain_text("1")
    expect(phone.locator(".o_form_view")).to_contain_text("The account is closed")
    shot(phone, "phone_mandate")

    gives_another_account(page, shot)
    enters_the_cheque(page, shot)
    with open_env(database) as env:
        due = env["club.due"].browse(club["due"])
        back = env["club.debit.return.line"].search(
            [("payer_id", "=", due.payer_id.id)]
        )
        assert (due.state, due.residual) == ("paid", 0)
        assert (back.fee_due_id.state, back.fee_due_id.amount) == ("paid", FEE)
        mandates = env["club.mandate"].search([("partner_id", "=", due.payer_id.id)])
        assert sorted(mandates.mapped("state")) == ["active", "replaced"]
        [live] = mandates.filtered(lambda mandate: mandate.state == "active")
        assert live.entered_by_id.login == REGIONAL
