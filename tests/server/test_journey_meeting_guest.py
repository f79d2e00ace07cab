"""Somebody without a login is invited, registers by their link and pays online."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.server.events_world import EventsWorld, mail_to, tell
from tests.server.page_checks import well_made

CHAIR, GUEST = "carla@ledger.example", "gina@prospect.example"
LINK = r"/club/meeting/\d+/[\w-]+"


@pytest.fixture(scope="module")
def meeting(open_env, database):
    """Id of a meeting that costs nothing for members, and 40 for others."""
    with open_env(database) as env:
        world = EventsWorld(env)
        event = world.add_meeting(
            "Open workshop",
            timedelta(days=30),
            commission_id=world.finance.id,
            seats_limited=True,
            seats_max=20,
        )
        world.add_ticket(event, "Members", "member", 0)
        world.add_ticket(event, "Guests", "guest", 40)
        return event.id


def invite(page, meeting):
    """The chair invites Gina from the page of the meeting."""
    page.goto(f"/my/meetings/{meeting}/guests")
    page.get_by_label("First and last name").fill("Gina Guest")
    page.get_by_label("E-mail address").fill(GUEST)
    page.get_by_label("Organisation").fill("Prospect Ltd")
    well_made(page)
    page.get_by_role("button", name="Send the invitation").tap()
    expect(page.get_by_role("status").first).to_contain_text(GUEST)
    well_made(page)


def register(page, link):
    """Gina opens her link and asks for a place, which is kept until it is paid."""
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Open workshop")
    expect(page.get_by_text("Carla invites you")).to_be_visible()
    expect(page.get_by_label("First and last name")).to_have_value("Gina Guest")
    expect(page.get_by_label("Members")).to_have_count(0)
    well_made(page)
    page.get_by_role("button", name="Register me").tap()
    expect(page.get_by_role("status").first).to_contain_text("A place is kept for you")
    well_made(page)


def pay(page, outcome):
    """Fill core's form in and send it."""
    page.fill("#customer_input", "4242 4242 4242 4242")
    page.select_option("#simulated_payment_state", outcome)
    page.click("button[name=o_payment_submit_button]")
    page.wait_for_url("**/club/booking/*/*/paid")


def test_guest_registers_by_link_and_pays(
    server, new_page, shot, open_env, database, meeting
):
    chair = new_page(server, CHAIR, width=390, touch=True)
    invite(chair, meeting)
    with open_env(database) as env:
        link = re.search(LINK, mail_to(tell(env), GUEST).body_html)[0]

    page = new_page(server, width=390, touch=True)
    register(page, link)
    shot(page, "kept")
    page.get_by_role("button", name="Pay now").tap()
    page.wait_for_url("**/club/booking/*/*/pay")
    expect(page.locator("#pay_amount")).to_contain_text("40.00")
    well_made(page)

    pay(page, "cancel")
    expect(page.get_by_role("status").first).to_contain_text("not made")
    with open_env(database) as env:
        [place] = env["event.event"].browse(meeting).registration_ids
        assert (place.state, place.hold) == ("draft", "payment")
    pay(page, "done")
    expect(page.get_by_role("status").first).to_contain_text("Thank you")
    expect(page.locator("#pay_amount")).to_have_count(0)
    well_made(page)
    shot(page, "paid")

    with open_env(database) as env:
        [place] = env["event.event"].browse(meeting).registration_ids
        assert (place.state, place.fee) == ("open", 40)
        booking = place.booking_id
        assert (booking.payment_state, booking.amount_due) == ("paid", 0)
        assert booking.invoice_ids.mapped("payment_state") == ["paid"]
        assert len(booking.deposit_line_ids) == 1

    # The link shows the place; it registers nobody else.
    page.goto(link)
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()
    expect(page.get_by_role("button", name="Register me")).to_have_count(0)
    page.get_by_role("link", name="Show my badge").tap()
    expect(page.locator("img.o_club_badge_code")).to_be_visible()
    well_made(page)
    chair.reload()
    expect(chair.get_by_role("listitem").filter(has_text=GUEST)).to_contain_text(
        "Registered"
    )


def test_a_withdrawn_invitation_opens_nothing(
    server, new_page, open_env, database, meeting
):
    with open_env(database) as env:
        guest = env["club.event.guest"].create(
            {"event_id": meeting, "name": "Hans", "email": "hans@prospect.example"}
        )
        guest._invite(guest.event_id._hosts()[0])
        link = re.search(LINK, mail_to(tell(env), guest.email).body_html)[0]
        guest._revoke()
    page = new_page(server, width=390, touch=True)
    assert page.goto(link).status == 410
    expect(page.locator("h1")).to_contain_text("does not work any more")
    well_made(page)
