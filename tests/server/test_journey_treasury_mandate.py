"""A regional treasurer's mandates on paper: entered, debited and revoked."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import (
    agree,
    at,
    attach,
    choose,
    menu,
    new,
    open_row,
    refused,
    rows,
    sees_nothing_of,
    write,
)
from tests.server.finance_world import NATIONAL, REGIONAL, FinanceWorld
from tests.server.journeys import field, in_state, open_app, press

PICTURE = {"name": "signed.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}
IBAN = "FR76 3000 6000 0112 3456 7890 189"
SECRET = "Secret of Normandy"


@pytest.fixture(scope="module")
def club(open_env, database):
    """Somebody of Brittany who owes, and Normandy's own payer with a mandate."""
    with open_env(database) as env:
        world = FinanceWorld(env)
        world.set_up_debits()
        ours = world.add_owing(["Chloe Kerjean"], days_ago=20)
        theirs = world.add_owing([SECRET], world.normandy, days_ago=20)
        world.env["club.mandate"]._sign(
            theirs.payer_id, world.company, IBAN, SECRET, "paper"
        )
        return {"brittany": world.brittany.id, "due": ours.id}


def enters_the_mandate(page, server, shot):
    """A payer of the section, their account, the day and the signed page."""
    menu(page, "club_mandate_paper_menu")
    dialog = page.locator(".modal")
    dialog.locator("[name=partner_id] input").fill(SECRET)
    offered = page.locator(".o-autocomplete--dropdown-menu")
    expect(offered).to_be_visible()
    expect(offered.locator("a", has_text=SECRET)).to_have_count(0)
    choose(page, "partner_id", "Chloe Kerjean", inside=dialog)
    write(page, "iban", "FR76 3000 6000 0112 3456 7890 188")
    write(page, "signed_on", f"{date.today():%m/%d/%Y}")
    attach(page, "scan", PICTURE)
    shot(page, "paper")
    dialog.locator("button[name=action_save]").click()
    refused(page, server, "one figure may be missing")
    write(page, "iban", IBAN)
    dialog.locator("button[name=action_save]").click()
    expect(dialog).to_have_count(0)
    expect(in_state(page, "active")).to_be_visible()
    expect(field(page, "iban_masked")).to_contain_text("0189")
    form = page.locator(".o_form_view")
    expect(form).not_to_contain_text("3456 7890")
    expect(form).to_contain_text("Entered at")
    # Nobody knows the hour at which a paper was signed.
    expect(form).not_to_contain_text("Moment of the signature")
    shot(page, "mandate")


def prepares(national):
    """The association's treasurer debits whoever owes and has a mandate."""
    menu(national, "club_debit_menu")
    new(national, "Direct debits")
    press(national, "action_prepare")
    expect(in_state(national, "prepared")).to_be_visible()


def test_paper_mandate_is_entered_debited_and_revoked(
    server, new_page, shot, open_env, database, club
):
    page, national = new_page(server, REGIONAL), new_page(server, NATIONAL)
    open_app(page)
    enters_the_mandate(page, server, shot)
    open_app(national)
    prepares(national)

    menu(page, "club_debit_line_menu")
    at(page, "Payers debited")
    expect(rows(page)).to_have_count(1)
    expect(rows(page, "Chloe Kerjean")).to_contain_text("30.00")
    sees_nothing_of(page, SECRET)
    shot(page, "debited")

    menu(page, "club_mandate_menu")
    at(page, "Mandates")
    sees_nothing_of(page, SECRET)
    expect(rows(page)).to_have_count(1)
    open_row(page, "Chloe Kerjean")
    press(page, "action_revoke")
    agree(page)
    expect(in_state(page, "revoked")).to_be_visible()
    shot(page, "revoked")

    press(national, "action_announce")
    agree(national)
    expect(in_state(national, "announced")).to_be_visible()
    menu(page, "club_debit_line_menu")
    expect(rows(page, "Chloe Kerjean")).to_contain_text("Left out")
    shot(page, "left_out")
    with open_env(database) as env:
        mandate = env["club.mandate"].search(
            [("section_id", "=", club["brittany"]), ("channel", "=", "paper")]
        )
        assert (mandate.state, mandate.entered_by_id.login) == ("revoked", REGIONAL)
        assert mandate.document_kept
        due = env["club.due"].browse(club["due"])
        assert due.state == "called"
        lines = env["club.debit.line"].search([("payer_id", "=", due.payer_id.id)])
        assert lines.mapped("state") == ["left_out"]
