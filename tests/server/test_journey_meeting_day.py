"""The day of a meeting: badges at the door, and minutes that outsiders never see."""

from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.server.events_world import EventsWorld
from tests.server.page_checks import well_made

HOST, WRITER, MEMBER = (f"{name}@ledger.example" for name in ("carla", "sam", "mona"))
OTHER, STRANGER = "otto@ledger.example", "zoe@stranger.example"
SAID = "The bank changes its format in May."
DECISION = "We stop sending cheques."
TASK = "Ask the bank for a test account"


@pytest.fixture(scope="module")
def day(open_env, database, server):
    """Ids: a meeting that began, Mona is registered; and one of last week."""
    with open_env(database) as env:
        world = EventsWorld(env)
        env["ir.config_parameter"].set_param("web.base.url", server.url)
        world.add_member("Otto", world.brittany)
        world.add_user(STRANGER, "base.group_portal", name="Zoe", email=STRANGER)
        values = {"commission_id": world.finance.id, "audience": "body"}
        now = world.add_meeting("Spring day", timedelta(days=1), **values)
        [row] = world.register(now, world.people["Mona"])
        began = datetime.now().replace(microsecond=0) - timedelta(minutes=10)
        now.write({"date_begin": began, "date_end": began + timedelta(hours=3)})
        past = world.add_meeting("Winter day", timedelta(days=-7), **values)
        return {"now": now.id, "past": past.id, "row": row.id}


def told(page, words):
    """What was done is said at the head of the page, which is well made."""
    expect(page.get_by_role("status").first).to_contain_text(words)
    well_made(page)


def own_badge(page, meeting):
    """Mona finds her badge on the page of the meeting; returns its address."""
    page.goto("/my/meetings")
    page.get_by_role("link", name="Spring day").first.tap()
    expect(page.locator("h1")).to_have_text("Spring day")
    well_made(page)
    page.get_by_role("link", name="Badge of Mona").tap()
    expect(page.locator("h1")).to_have_text("Mona")
    expect(page.get_by_text("Signed in at")).to_have_count(0)
    well_made(page)
    return page.url


def test_host_scans_a_badge_and_its_holder_sees_it(
    server, new_page, shot, open_env, database, day
):
    member = new_page(server, MEMBER, width=390, touch=True)
    badge = own_badge(member, day["now"])
    with open_env(database) as env:
        path = f"/club/badge/{env['event.registration'].browse(day['row']).barcode}"
        assert badge.endswith(path)
        code = env["event.event"]._qr(server.url + path)
    # The address is what a camera reads in the picture.
    expect(member.locator("img.o_club_badge_code")).to_have_attribute("src", code)

    # Whoever else scans it reads no name and can sign nobody in.
    for login in ("", OTHER):
        passer = new_page(server, login, width=390, touch=True)
        passer.goto(badge)
        expect(passer.get_by_text("Show this code at the door")).to_be_visible()
        assert "Mona" not in passer.inner_text("main, #wrap")
        expect(passer.get_by_role("button", name="Sign in")).to_have_count(0)
        well_made(passer)

    host = new_page(server, HOST, width=390, touch=True)
    host.goto(f"/my/meetings/{day['now']}/door")
    expect(host.locator(".o_club_door_counts")).to_contain_text("0 of 1 here")
    well_made(host)
    host.goto(badge)
    expect(host.get_by_role("heading", name="Mona")).to_be_visible()
    well_made(host)
    host.get_by_role("button", name="Sign in").tap()
    expect(host.locator("#door_answer")).to_contain_text("Mona")
    well_made(host)
    shot(host, "door")
    host.goto(badge)
    expect(host.get_by_role("button", name="Sign in")).to_have_count(0)
    host.get_by_role("link", name="List of the door").tap()
    expect(host.locator(".o_club_door_counts")).to_contain_text("1 of 1 here")
    well_made(host)

    member.reload()
    expect(member.get_by_text("Signed in at")).to_be_visible()
    well_made(member)
    with open_env(database) as env:
        row = env["event.registration"].browse(day["row"])
        assert row.state == "done"
        assert row.event_id.registration_ids == row


def write(page, meeting):
    """Sam writes what was said, a decision and an action, and hands it in."""
    page.goto(f"/my/meetings/{meeting}")
    page.get_by_role("button", name="Begin the minutes").tap()
    page.wait_for_url("**/my/minutes/*/write")
    well_made(page)
    page.get_by_label("What was said").fill(SAID)
    page.get_by_role("button", name="Save the text").tap()
    told(page, "The text is saved.")
    page.get_by_label("Another decision").fill(DECISION)
    page.get_by_role("button", name="Add the decision").tap()
    told(page, "The decisions are saved.")
    page.get_by_label("What", exact=True).last.fill(TASK)
    page.get_by_label("Who", exact=True).last.select_option(label="Mona")
    due = date.today() + timedelta(days=20)
    page.get_by_label("Until", exact=True).last.fill(f"{due}")
    page.get_by_role("button", name="Add the action").tap()
    expect(page.locator("summary").filter(has_text=TASK)).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Hand in").tap()
    expect(page.get_by_text("You wrote them: they wait for Carla")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    well_made(page)
    return page.url.removesuffix("/write")


def publish(page):
    """Carla finds them, approves and publishes."""
    page.goto("/my/minutes")
    well_made(page)
    page.get_by_role("region", name="Yours to finish").get_by_role("link").tap()
    expect(page.get_by_label("What was said")).to_have_value(SAID)
    page.get_by_role("button", name="Approve", exact=True).tap()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Publish", exact=True).tap()
    expect(page.get_by_text("Approved by Carla")).to_be_visible()
    well_made(page)


def hidden(page, address):
    """These minutes are nowhere for whoever looks at this page."""
    assert page.goto(address).status == 404
    assert page.goto(f"{address}/print").status == 404
    page.goto("/my/minutes")
    expect(page.get_by_role("link", name="Winter day")).to_have_count(0)
    well_made(page)


def test_minutes_reach_the_commission_and_nobody_else(
    server, new_page, shot, open_env, database, day
):
    writer = new_page(server, WRITER, width=390, touch=True)
    address = write(writer, day["past"])
    shot(writer, "written")
    member = new_page(server, MEMBER, width=390, touch=True)
    hidden(member, address)
    publish(new_page(server, HOST, width=390, touch=True))

    member.goto("/my/minutes?search=cheques")
    member.get_by_role("link", name="Winter day").tap()
    for words in (SAID, DECISION, TASK):
        expect(member.get_by_text(words)).to_be_visible()
    well_made(member)
    shot(member, "read")
    member.goto("/my/actions")
    mine = member.get_by_role("region", name="Yours to do")
    expect(mine).to_contain_text(TASK)
    mine.locator("summary").first.tap()
    mine.get_by_label("What came of it").fill("It works.")
    well_made(member)
    mine.locator("form[action$='/done'] button").tap()
    finished = member.get_by_role("region", name="What you finished last")
    expect(finished).to_contain_text("It works.")

    for login in (OTHER, STRANGER):
        hidden(new_page(server, login, width=390, touch=True), address)
    anybody = new_page(server, width=390)
    anybody.goto(address)
    assert "/web/login" in anybody.url
    public = address.replace("/my/", "/club/")
    assert anybody.goto(public).status == 404
    with open_env(database) as env:
        [minutes] = env["event.event"].browse(day["past"]).minutes_ids
        assert minutes.published_audience == "body"
        assert minutes.action_ids.mapped("state") == ["done"]
        assert SAID in minutes.revision_id.body
