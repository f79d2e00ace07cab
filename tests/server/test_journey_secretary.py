"""A secretary imports, calls and reminds: real clicks, in French."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server import journeys
from tests.server.backend_forms import attach
from tests.server.journeys import (
    field,
    fits_a_phone,
    in_state,
    open_app,
    open_menu,
    press,
    reload_until,
    type_date,
)

HEADINGS = "Nom;Prénom;E-mail;Adresse;Code postal;Ville;Section;Type;Du;Au;Payé"
# Spouses share an address, one member has none, and the last row is wrong at first.
ROWS = (
    "Le Goff;Anne;legoff@example.org;3 rue du Port;29000;Quimper;BRE;IND;{};oui",
    "Le Goff;Yann;legoff@example.org;3 rue du Port;29000;Quimper;BRE;IND;{};oui",
    "Morvan;Soizic;;4 venelle du Puits;22000;Saint-Brieuc;BRE;IND;{};oui",
    "Tanguy;Erwan;tanguy@example.org;5 quai Est;56000;Vannes;BRE;IND;{};oui",
)


@pytest.fixture(scope="module")
def association(open_env, database):
    """A secretary, and three members called long ago of whom one has paid."""
    with open_env(database) as env:
        made = journeys.Association(env)
        made.add_user("journey.secretary", "club_membership.group_club_secretary")
        members = made.add_members(["Paule Paye", "Odile Oublie"])
        members += made.add_members(["Lucien Lettre"], email=False)
        call = made.call_dues(members, days_ago=60)
        made.pay(members[0])
        return {"call": call.id, "company": made.company.id}


@pytest.fixture
def page(association, server, new_page):
    """The secretary, logged in at a desk."""
    return new_page(server, "journey.secretary", lang="fr-FR")


@pytest.fixture
def states(handover, database, association):
    """Function: how many notices of the new call, or how many reminders, by state."""

    def count(reminders=False):
        rows = handover.databases.sql(
            "SELECT n.state, count(*) FROM club_notice n"
            " JOIN club_dues_call c ON c.id = n.call_id"
            f" WHERE c.company_id = {association['company']}"
            f"   AND (n.level_id IS NOT NULL) = {reminders}"
            f"   AND (c.id = {association['call']}) = {reminders}"
            " GROUP BY n.state;",
            database,
        )
        return {state: int(number) for state, number in rows}

    return count


def members_file(name, last_period):
    """The secretary's CSV as a spreadsheet in French saves it."""
    year = date.today().year
    period = f"01/01/{year};31/12/{year}"
    rows = [row.format(period) for row in ROWS[:-1]]
    rows.append(ROWS[-1].format(last_period.format(year=year)))
    return {
        "name": name,
        "mimeType": "text/csv",
        "buffer": "\r\n".join([HEADINGS, *rows, ""]).encode("cp1252"),
    }


def upload(page, file):
    """Give the import its file and have it checked."""
    attach(page, "file", file)
    press(page, "action_check")
    expect(in_state(page, "ready")).to_be_visible()


def test_a_secretary_imports_calls_and_reminds(page, association, states, shot):
    open_app(page)
    imports_a_file_after_a_dry_run(page, shot)
    calls_next_year(page, shot)
    sees_who_was_told(page, states, shot)
    reminds_who_is_late(page, association["call"], shot)
    reload_until(page, lambda: states(reminders=True) == {"queued": 1, "to_print": 1})
    reads_french(page)


def imports_a_file_after_a_dry_run(page, shot):
    open_menu(page, "club_menu_members", "club_import_menu")
    page.locator(".o_list_button_add").click()
    upload(page, members_file("adhérents.csv", "31/02/{year};31/12/{year}"))
    expect(field(page, "error_count")).to_have_text("1")
    expect(page.locator("button[name=action_apply]")).to_have_count(0)
    shot(page, "import-refused")

    press(page, "action_reset")
    expect(in_state(page, "draft")).to_be_visible()
    upload(page, members_file("corrigés.csv", "01/01/{year};31/12/{year}"))
    expect(field(page, "new_count")).to_have_text("4")
    expect(field(page, "error_count")).to_have_count(0)
    shot(page, "import-checked")

    press(page, "action_apply")
    page.locator(".modal-footer .btn-primary").click()
    expect(in_state(page, "done")).to_be_visible(timeout=60_000)
    expect(field(page, "done_count")).to_have_text("4")
    shot(page, "import-done")

    open_menu(page, "club_menu_members", "club_menu_members_list")
    expect(page.locator(".o_data_row")).to_have_count(7)
    shot(page, "members")


def calls_next_year(page, shot):
    year = date.today().year + 1
    open_menu(page, "club_menu_dues", "club_menu_calls")
    page.locator(".o_list_button_add").click()
    field(page, "name").locator("input").fill(f"Appel {year}")
    type_date(page, "term_from", date(year, 1, 1))
    type_date(page, "term_to", date(year, 12, 31))
    type_date(page, "due_date", date(year, 1, 31))
    press(page, "action_preview")
    expect(in_state(page, "ready")).to_be_visible()
    expect(field(page, "ready_count")).to_have_text("7")
    expect(field(page, "ready_amount")).to_contain_text("210,00")
    shot(page, "call-preview")

    press(page, "action_confirm")
    expect(in_state(page, "done")).to_be_visible(timeout=60_000)
    expect(field(page, "done_count")).to_have_text("7")
    expect(field(page, "called_amount")).to_contain_text("210,00")
    shot(page, "call-done")


def sees_who_was_told(page, states, shot):
    """E-mails are written in the background, letters wait for the printer."""
    press(page, "action_view_notices")
    expect(page.locator(".o_data_row")).to_have_count(7)
    reload_until(page, lambda: states() == {"queued": 5, "to_print": 2})
    expect(page.locator(".o_data_row")).to_have_count(7)
    shot(page, "notices")


def reminds_who_is_late(page, call, shot):
    page.goto(f"/odoo/club.dues.call/{call}")
    expect(field(page, "reminder_count")).to_contain_text("2")
    press(page, "action_send_reminders")
    page.locator(".modal-footer .btn-primary").click()
    expect(page.locator(".o_notification")).to_contain_text("2")
    page.reload()
    expect(in_state(page, "done")).to_be_visible()
    expect(page.locator("button[name=action_send_reminders]")).to_have_count(0)
    shot(page, "reminded")


def reads_french(page):
    open_menu(page, "club_menu_members", "club_menu_members_list")
    expect(page.locator(".o_main_navbar")).to_contain_text("Adhérents")
    open_menu(page, "club_menu_dues", "club_menu_calls")
    expect(page.locator(".o_control_panel")).to_contain_text("Appels de cotisation")


def test_the_secretarys_pages_fit_a_phone(association, server, new_page, shot):
    page = new_page(server, "journey.secretary", width=390, lang="fr-FR")
    for action in (
        "club_membership_action",
        "club_import_action",
        "club_dues_call_action",
        "club_notice_action",
        "club_admission_action",
    ):
        fits_a_phone(page, action, shot)
    page.goto(f"/odoo/club.dues.call/{association['call']}")
    expect(field(page, "name")).to_be_visible()
    shot(page, "call")
