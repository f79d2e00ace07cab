"""A regional coordinator plans, asks why, publishes, and repairs; a real cron plans."""

import pytest
from playwright.sync_api import expect

from tests.server.crash import wait_until
from tests.server.journeys import field, in_state, open_app, open_menu, press
from tests.server.page_checks import well_made
from tests.server.support_world import SupportWorld

COORDINATOR = "support.coordinator"
PLANNING = "club_support.ir_cron_club_rota"
NAMES = ("Anna", "Bea", "Carl", "Dora")
ROTA = "Brittany, winter"
WEEKS = 8


@pytest.fixture(scope="module")
def volunteers(open_env, database):
    """Four volunteers of Brittany, who rest a week; the coordinator's job runs."""
    with open_env(database) as env:
        world = SupportWorld(env, jobs=[PLANNING])
        world.add_officer(COORDINATOR, world.brittany)
        return {
            name: world.add_volunteer(name, world.brittany, rest=1, max_load=52).id
            for name in NAMES
        }


@pytest.fixture(scope="module")
def planned(server, sql):
    """Function: wait until the server's own job has proposed a plan."""

    def wait():
        found = "SELECT 1 FROM club_rota WHERE name = %s AND state = 'proposed'"
        wait_until(lambda: sql(found, ROTA))

    return wait


@pytest.fixture
def page(server, new_page, volunteers):
    """The coordinator, logged in at a desk."""
    return new_page(server, COORDINATOR)


def confirm(page):
    """Yes to the question that a button asks."""
    page.locator(".modal .modal-footer .btn-primary:visible").first.click()


def back_to_the_rota(page):
    page.locator(".o_breadcrumb").get_by_role("link", name=ROTA).click()
    expect(in_state(page, "proposed")).to_be_visible()


def plan(page, planned, shot):
    """One volunteer a week, for eight weeks; the sections are there already."""
    open_app(page)
    open_menu(page, "club_support_menu", "club_rota_menu", "club_support")
    page.locator(".o_list_button_add").click()
    field(page, "name").locator("input, textarea").fill(ROTA)
    field(page, "slot_count").locator("input").fill(str(WEEKS))
    field(page, "per_slot").get_by_label("One volunteer").check()
    expect(field(page, "line_ids")).to_contain_text("Brittany")
    press(page, "action_plan")
    expect(page.get_by_text("You may leave this page")).to_be_visible()
    planned()
    press(page, "action_refresh")
    expect(in_state(page, "proposed")).to_be_visible()
    page.get_by_role("tab", name="The plan").click()
    for name in NAMES:
        expect(field(page, "plan_html")).to_contain_text(name)
    shot(page, "proposed")


def read_the_certificate(page, shot):
    """What is proven, in words; the load of each person beside the fair share."""
    press(page, "action_view_certificate")
    expect(page.locator(".ribbon")).to_contain_text("Proven")
    summary = field(page, "summary")
    expect(summary).to_contain_text("All duties have somebody")
    expect(summary).to_contain_text("Proven: no plan that does is fairer.")
    expect(page.get_by_text("Checked without the planner")).to_be_visible()
    shares = field(page, "share_ids").locator(".o_data_row")
    expect(shares).to_have_count(len(NAMES))
    for row in shares.all():
        expect(row.locator("[name=load]")).to_have_text("2")
        expect(row.locator("[name=share]")).to_have_text("2.00")
    shot(page, "certificate")
    back_to_the_rota(page)


def ask_why(page, shot):
    """Why who has the first week, and why not somebody else."""
    press(page, "action_view_duties")
    page.locator(".o_group_header").first.click()
    page.locator(".o_data_row button[name=action_explain]").first.click()
    dialog = page.locator(".modal")
    expect(dialog.locator("[name=duty_id]")).to_contain_text("Brittany, Lead from")
    answer = dialog.locator("[name=answer]")
    dialog.locator("button[name=action_why]").click()
    expect(answer).to_contain_text("Equally good: other plans are worth exactly")
    field(page, "volunteer_id").locator("input").click()
    # Not the line that says that they are being looked for.
    people = page.locator(".o-autocomplete--dropdown-item:not(:has(.o_loading))")
    people.first.click()
    dialog.locator("button[name=action_why_not]").click()
    expect(dialog.locator("[name=question]")).to_contain_text("Why not")
    expect(answer).to_contain_text("Equally good")
    shot(page, "why")
    dialog.get_by_role("button", name="Close").last.click()
    back_to_the_rota(page)


def publish(page, shot):
    press(page, "action_publish")
    confirm(page)
    expect(in_state(page, "published")).to_be_visible()
    shot(page, "published")


def apply_the_first(page, shot):
    """Options with the fewest changes come first; it happens at a click."""
    first = page.locator(".o_kanban_record").first
    expect(first).to_contain_text("Proven: as many duties cannot be covered with fewer")
    shot(page, "options")
    first.locator("button[name=action_apply]").click()
    confirm(page)
    expect(in_state(page, "applied")).to_be_visible()
    expect(page.locator(".o_kanban_record").first).to_contain_text("Applied")


def drops_out(page, volunteer, shot):
    """Somebody has left: from their record to the options."""
    page.goto(f"/odoo/club.volunteer/{volunteer}")
    press(page, "action_repair")
    dialog = page.locator(".modal")
    dialog.get_by_label("Has left").check()
    dialog.locator("[name=reason] input").fill("Moves abroad")
    shot(page, "drops-out")
    dialog.locator("button[name=action_find]").click()
    expect(in_state(page, "open")).to_be_visible()


def gives_a_duty_back(phone):
    """Bea cannot serve, and says so on her telephone."""
    phone.goto("/my/duties")
    phone.get_by_role("link", name="Cover, swap, I cannot").first.tap()
    phone.get_by_text("I cannot serve").tap()
    well_made(phone)
    phone.get_by_role("button", name="Give this duty back").tap()
    expect(phone.get_by_role("status").first).to_contain_text("not yours any more")


def repair_the_gap(page, rota, shot):
    """From the rota, which says that somebody is missing."""
    page.goto(f"/odoo/club.rota/{rota}")
    expect(field(page, "gaps_ahead")).to_contain_text("1")
    press(page, "action_repair")
    apply_the_first(page, shot)


def test_coordinator_plans_asks_publishes_and_repairs(
    page, planned, server, new_page, shot, open_env, database, volunteers
):
    plan(page, planned, shot)
    read_the_certificate(page, shot)
    ask_why(page, shot)
    publish(page, shot)
    drops_out(page, volunteers["Anna"], shot)
    apply_the_first(page, shot)
    with open_env(database) as env:
        rota = env["club.rota"].search([("name", "=", ROTA)])
        standing = rota.duty_ids.filtered(lambda duty: duty.state == "published")
        assert len(standing) == WEEKS
        # The two of hers are others' now, and nobody else's has moved.
        moved = standing.filtered("change_ids")
        assert len(moved) == 2
        assert set(moved.change_ids.mapped("from_id.name")) == {"Anna"}
        assert set(standing.volunteer_id.mapped("name")) == set(NAMES[1:])
    gives_a_duty_back(new_page(server, "bea@ledger.example", width=390, touch=True))
    repair_the_gap(page, rota.id, shot)
    with open_env(database) as env:
        standing = env["club.rota"].browse(rota.id).duty_ids
        assert not standing.filtered(lambda duty: not duty.volunteer_id)
