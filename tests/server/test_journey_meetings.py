"""A chair plans the year on a telephone; a company's manager sends her people."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.server.events_world import EventsWorld, mail_to, tell
from tests.server.page_checks import well_made

CHAIR, MEMBER = "carla@ledger.example", "mona@ledger.example"
MANAGER = "ada@acme.example"
REASON = "The hall is let."


@pytest.fixture(scope="module")
def club(open_env, database):
    """Ids of the commission, its cycle, and a meeting with two places."""
    with open_env(database) as env:
        world = EventsWorld(env)
        team = world.add_team("Acme", "Ada Manager", "Nora New", "Omar Old")
        meeting = world.add_meeting(
            "Forum", timedelta(days=40), seats_limited=True, seats_max=2
        )
        return {
            "finance": world.finance.id,
            "cycle": world.add_cycle().id,
            "team": team.id,
            "forum": meeting.id,
        }


def told(page, words):
    """What was done is said at the head of the page, which is well made."""
    expect(page.get_by_role("status").first).to_contain_text(words)
    well_made(page)


def planned(page):
    """The lines of planned meetings."""
    return page.locator("section li.list-group-item")


def plan(page):
    """From the commission's page to four planned meetings that nobody else sees."""
    page.goto("/my/commissions")
    page.get_by_role("link", name="Finance").first.tap()
    page.get_by_role("link", name="Plan the year").tap()
    expect(page.locator("h1")).to_contain_text("Finance: meetings of the year")
    expect(page.get_by_text("4 times in the year")).to_be_visible()
    proposed = page.locator(".card li")
    expect(proposed).to_have_count(4)
    well_made(page)
    page.get_by_role("button", name="Plan the year").tap()
    told(page, "4 meetings are planned.")
    expect(planned(page)).to_have_count(4)
    expect(page.get_by_text("Only you see it")).to_have_count(4)


def move_the_first(page, day):
    """Another day for the first meeting of the year."""
    first = planned(page).first
    first.locator("summary").tap()
    first.get_by_label("New day").fill(f"{day}")
    first.get_by_label("Hour").fill("10:30")
    well_made(page)
    first.get_by_role("button", name="Move").tap()
    told(page, "Moved:")
    expect(planned(page).first).to_contain_text("10:30")


def cancel_the_last(page):
    """The last one is not held; a reason is asked once it was announced."""
    last = planned(page).last
    last.locator("summary").tap()
    last.get_by_label("Reason, which people read").last.fill(REASON)
    last.get_by_role("button", name="Cancel this meeting").tap()
    told(page, "Cancelled:")
    expect(planned(page).last).to_contain_text(REASON)


def test_chair_plans_moves_announces_and_cancels(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, CHAIR, width=390, touch=True)
    plan(page)
    shot(page, "planned")
    member = new_page(server, MEMBER, width=390, touch=True)
    member.goto("/my/meetings")
    expect(member.get_by_role("link", name="Finance")).to_have_count(0)

    with open_env(database) as env:
        events = env["club.meeting.cycle"].browse(club["cycle"]).event_ids
        days = events.sorted("date_begin").mapped("date_begin")
        assert len({(day.month - 1) // 3 for day in days}) == 4
        assert all(day.weekday() < 5 for day in days)
    day = days[0].date() + timedelta(days=7 if days[0].day < 15 else -7)
    move_the_first(page, day)

    page.get_by_role("button", name="Announce to members").tap()
    told(page, "4 meetings are announced.")
    cancel_the_last(page)
    shot(page, "announced")

    with open_env(database) as env:
        mails = tell(env)
        news = mail_to(mails, MEMBER).body_html
        assert f"{day.day}" in news
        assert "10:30" in news
        events = env["club.meeting.cycle"].browse(club["cycle"]).event_ids
        assert events.sorted("date_begin")[0].date_begin.date() == day
        assert events.filtered("cancelled_on").mapped("cancel_reason") == [REASON]
        assert not events.filtered("is_published")

    member.reload()
    coming = member.get_by_role("link", name="Finance")
    expect(coming).not_to_have_count(0)
    well_made(member)
    coming.first.tap()
    member.get_by_role("button", name="I come: register").tap()
    told(member, "Has a place")
    page.reload()
    expect(planned(page).first).to_contain_text("1 registered")


def choose_three(page):
    """Two colleagues of the team and somebody who is not in it."""
    page.goto("/my/meetings")
    page.get_by_role("link", name="Forum").first.tap()
    expect(page.get_by_text("Places", exact=True)).to_be_visible()
    well_made(page)
    page.get_by_role("link", name="Register people of Acme").tap()
    expect(page.locator("h1")).to_contain_text("Register: Forum")
    well_made(page)
    page.get_by_label("Nora New").check()
    page.get_by_label("Omar Old").check()
    page.get_by_text("Somebody who is not in your team").tap()
    page.get_by_label("First and last name").first.fill("Pia Passing")
    page.get_by_label("E-mail address").first.fill("pia@acme.example")
    well_made(page)
    page.get_by_role("button", name="Register", exact=True).tap()


def person(page, name):
    """The line of somebody who is registered."""
    lines = page.get_by_role("region", name="Registered").get_by_role("listitem")
    return lines.filter(has_text=name)


def test_manager_registers_three_and_one_waits(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, MANAGER, width=390, touch=True)
    choose_three(page)
    told(page, "Pia Passing: Number 1 on the waiting list")
    for name in ("Nora New", "Omar Old"):
        expect(person(page, name)).to_contain_text("Has a place")
    expect(person(page, "Pia Passing")).to_contain_text("Number 1 on the waiting list")
    shot(page, "waiting")

    # Omar cannot come; his place is offered to Pia, for whom Ada accepts.
    person(page, "Omar Old").locator("summary").tap()
    person(page, "Omar Old").get_by_label("Why?").fill("On leave")
    person(page, "Omar Old").get_by_role("button", name="Yes, give the").tap()
    expect(person(page, "Omar Old")).to_have_count(0)
    expect(person(page, "Pia Passing")).to_contain_text("A place is free: answer")
    well_made(page)
    page.goto("/my/meetings")
    waiting = page.get_by_role("region", name="These wait for you")
    waiting.get_by_role("link", name="Forum").tap()
    person(page, "Pia Passing").get_by_role("button", name="Accept the place").tap()
    expect(person(page, "Pia Passing")).to_contain_text("Has a place")
    well_made(page)

    with open_env(database) as env:
        forum = env["event.event"].browse(club["forum"])
        rows = forum.registration_ids
        taken = rows.filtered(lambda row: row.state == "open")
        assert sorted(taken.mapped("name")) == ["Nora New", "Pia Passing"]
        assert taken.membership_id.ids == [club["team"]]
        [gone] = rows - taken
        assert (gone.name, gone.state) == ("Omar Old", "cancel")
        assert forum.date_begin.date() > date.today()
