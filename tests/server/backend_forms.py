"""How the journeys of treasurers use Odoo's own screens."""

import re

from playwright.sync_api import expect

from tests.server.journeys import another_page, field, press

FINANCE = "club_finance"


def menu(page, entry, addon=FINANCE, section="club_menu_finance"):
    """Open a page by the menu, Treasury's unless another is named."""
    menus = page.locator(".o_menu_sections")
    top = FINANCE if section == "club_menu_finance" else "club_membership"
    item = page.locator(f"[data-menu-xmlid='{addon}.{entry}']")
    with another_page(page):
        menus.locator(f"[data-menu-xmlid='{top}.{section}']").click()
        item.click()
        expect(item).to_have_count(0)


def at(page, title):
    """The page with this title is there, no more the one before it."""
    expect(page.locator(".o_breadcrumb").filter(has_text=title)).to_be_visible()


def new(page, title):
    """Begin a record in the list with this title."""
    at(page, title)
    page.locator(".o_list_button_add").click()


def write(page, name, text):
    """Type into a field, and leave it."""
    typed = field(page, name).locator("input, textarea").first
    typed.fill(text)
    # Without Tab: the next field may open a calendar over the page.
    typed.blur()


def choose(page, name, text, inside=None):
    """Type a name and take it from the list that opens."""
    (inside or page).locator(f"[name='{name}'] input").first.fill(text)
    found = page.locator(".o-autocomplete--dropdown-item").filter(has_text=text)
    found.first.click()


def attach(page, name, file):
    """Choose a file, as from one's disk: of another name than the one before it.

    The browser takes its time to read it; its name stands there once it has.
    """
    field(page, name).locator("input[type=file]").set_input_files(file)
    expect(field(page, name).locator("input[type=text]")).to_have_value(file["name"])


def imports(page, file, outcome):
    """Choose the file of the bank and import it; what came of it is said."""
    menu(page, "club_bank_file_new_menu")
    attach(page, "content", file)
    press(page, "action_import")
    expect(page.locator(".o_form_view .alert-success")).to_contain_text(outcome)


def rows(page, text=""):
    """Lines of a list that hold a text."""
    found = page.locator(".o_list_table .o_data_row")
    return found.filter(has_text=text) if text else found


def open_row(page, text):
    """Open the one line of a list that holds a text."""
    rows(page, text).locator("td.o_data_cell").first.click()
    expect(page.locator(".o_form_view")).to_be_visible()


def unfilter(page):
    """Take every filter off a list; each goes before the next is looked for."""
    filters = page.locator(".o_searchview .o_facet_remove")
    for left in reversed(range(filters.count())):
        filters.first.click()
        expect(filters).to_have_count(left)


def sees_nothing_of(page, *words):
    """Whatever the filters: there are lines, and nothing says these words."""
    unfilter(page)
    expect(rows(page).first).to_be_visible()
    for text in words:
        expect(page.locator("body")).not_to_contain_text(text)


def of_all(page, name):
    """Press a button above a list, for all its lines."""
    page.locator("thead .o_list_record_selector input").check()
    page.locator(f".o_control_panel button[name='{name}']").click()


def agree(page):
    """Say yes to a question."""
    page.locator(".modal footer .btn-primary").click()


def refused(page, server, words):
    """What is refused is said in a sentence; close it."""
    server.expected.append(re.escape(words))
    dialog = page.locator(".modal").filter(has_text=words)
    expect(dialog).to_be_visible()
    dialog.locator("footer .btn-primary").click()
    expect(dialog).to_have_count(0)


def notice(page, words):
    """A notice that says what came of it."""
    said = page.locator(".o_notification_content").filter(has_text=words)
    expect(said).to_be_visible()
