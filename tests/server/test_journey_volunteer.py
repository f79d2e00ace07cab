"""A volunteer lives with the rota on a telephone, and answers who asks; all taps."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.page_checks import well_made
from tests.server.support_world import SupportWorld

ANNA, MIA = "anna@ledger.example", "mia@ledger.example"
QUESTION = "How do I print my card?"
NOTE = "She has called twice already."
READY = "Open “Membership”, then “My card”."
# Enough weeks to hold the end of the next August, and some after it.
WEEKS = 56


@pytest.fixture(scope="module")
def duties(open_env, database):
    """Ids of the duties of this journey, by name; Mia has asked Anna something."""
    with open_env(database) as env:
        world = SupportWorld(env)
        anna = world.add_volunteer("Anna", world.brittany, max_load=90)
        bea = world.add_volunteer("Bea", world.brittany, max_load=90)
        rota = world.add_rota("The year", world.brittany, WEEKS)
        holiday = week_of(rota, date(anna._august().year, 8, 31))
        # In autumn and winter all of them come before the holidays, in summer after.
        first = 3 if holiday > 16 else holiday + 3
        made = {
            "now": world.add_duty(rota, anna, 0, state="confirmed"),
            "wanted": world.add_duty(rota, bea, first),
            "given": world.add_duty(rota, anna, first + 4),
            "kept": world.add_duty(rota, anna, first + 8),
        }
        # In its last week she is on duty already.
        if holiday:
            made["holiday"] = world.add_duty(rota, anna, holiday, state="confirmed")
        env["club.duty.offer"]._ask_swap(
            made["wanted"], bea, made["given"], "My sister marries."
        )
        ask(env, world)
        return {name: duty.id for name, duty in made.items()}


def week_of(rota, day):
    return (day - rota.date_start).days // rota.slot_days


def ask(env, world):
    """Mia asks who is on duty; there is a ready answer to it."""
    env["club.ticket.reply"].create(
        {"name": "The card", "body": READY, "company_id": world.company.id}
    )
    mia = world.add_member("Mia", world.brittany)
    asked = env["club.ticket"]._ask(
        {
            "name": QUESTION,
            "body": "I find no button.",
            "partner_id": mia.id,
            "company_id": world.company.id,
        },
        mia,
    )
    assert asked.owner_id.name == "Anna"


def told(page, words):
    """What was done is said at the head of the page, which is well made."""
    expect(page.get_by_role("status").first).to_contain_text(words)
    well_made(page)


def arrived(page, title):
    """The page with this title is there, and well made."""
    expect(page.locator("h1")).to_contain_text(title)
    well_made(page)


def accept_the_swap(page):
    """From the home page to Bea's duty, for one of Anna's."""
    page.goto("/my")
    well_made(page)
    page.get_by_role("link", name="My duties").first.tap()
    asked = page.get_by_role("region", name="Can you help out?")
    expect(asked).to_contain_text("Bea proposes a swap.")
    expect(asked).to_contain_text("My sister marries.")
    well_made(page)
    asked.get_by_role("button", name="I accept").tap()
    told(page, "Thank you! You are on duty now: Brittany")
    expect(page.get_by_role("heading", name="Can you help out?")).to_have_count(0)


def confirm(page):
    """The one duty that is left to confirm."""
    page.get_by_role("button", name="Confirm").tap()
    told(page, "Thank you! This duty is confirmed.")
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)


def away_in_august(page, shot):
    """The whole of August at a tap; a duty is in the way."""
    page.get_by_role("link", name="Away", exact=True).tap()
    arrived(page, "When I cannot serve")
    page.get_by_role("button", name="Away for all of August").tap()
    told(page, "You are on duty on some of these days: ask for cover")
    expect(page.get_by_role("button", name="Away for all of August")).to_have_count(0)
    shot(page, "august")


def ask_for_cover(page):
    """The way out is beside the duty: she asks Bea."""
    page.get_by_role("link", name="Ask for cover or give it back").last.tap()
    arrived(page, "Brittany")
    page.get_by_text("Please cover me").tap()
    page.get_by_label("Bea").tap()
    page.get_by_label("A word to them").first.fill("We are at sea.")
    page.get_by_role("button", name="Ask for cover").tap()
    told(page, "Asked. Whoever accepts first takes the duty over")
    expect(page.get_by_text("You asked for cover: Bea.")).to_be_visible()


def answer(page, shot):
    """A note for colleagues, then a ready answer with a word of her own."""
    page.goto("/my")
    page.get_by_role("link", name="Questions").first.tap()
    expect(page.get_by_role("region", name="For me")).to_contain_text("Mia")
    well_made(page)
    page.get_by_role("link", name=QUESTION).tap()
    arrived(page, QUESTION)
    page.get_by_text("Internal note").tap()
    page.get_by_label("Who asked never reads it").fill(NOTE)
    page.get_by_role("button", name="Keep the note").tap()
    told(page, "Noted, for those who answer only.")
    expect(page.get_by_role("listitem").filter(has_text=NOTE)).to_contain_text(
        "internal"
    )
    words = page.get_by_label("Your answer to the member")
    words.fill("Hello Mia. ")
    page.get_by_title("Ready answers").tap()
    page.get_by_role("link", name="The card").tap()
    expect(words).to_have_value(f"Hello Mia. {READY}")
    shot(page, "answer")
    page.get_by_role("button", name="Send", exact=True).tap()
    told(page, "Your answer is on its way to Mia.")


def thank(page, shot):
    """Mia reads the answer and nothing else, and gives five stars."""
    page.goto("/my")
    page.get_by_role("link", name="Help").first.tap()
    mine = page.get_by_role("link", name=QUESTION)
    expect(mine).to_contain_text("New answer")
    well_made(page)
    mine.tap()
    expect(page.get_by_text(f"Hello Mia. {READY}")).to_be_visible()
    assert NOTE not in page.content()
    well_made(page)
    page.get_by_text("Solved, thank you").first.tap()
    page.get_by_text("5 ★").tap()
    page.get_by_label("A word about it").fill("So quick!")
    page.get_by_role("button", name="Solved, thank you").tap()
    told(page, "Thank you: the volunteers read it with pleasure.")
    assert NOTE not in page.content()
    shot(page, "thanked")


def test_volunteer_swaps_confirms_and_goes_away(
    server, new_page, shot, open_env, database, duties
):
    page = new_page(server, ANNA, width=390, touch=True)
    accept_the_swap(page)
    confirm(page)
    away_in_august(page, shot)
    if "holiday" in duties:
        ask_for_cover(page)
    with open_env(database) as env:
        now = {name: env["club.duty"].browse(duty) for name, duty in duties.items()}
        holders = {name: duty.volunteer_id.name for name, duty in now.items()}
        assert (holders["wanted"], holders["given"]) == ("Anna", "Bea")
        assert {now[name].state for name in ("wanted", "kept")} == {"confirmed"}
        # Bea has not answered: silence moves nothing.
        assert holders.get("holiday", "Anna") == "Anna"
        anna = now["kept"].volunteer_id
        year = anna._august().year
        assert anna.absence_ids.mapped("date_from") == [date(year, 8, 1)]
        assert anna.absence_ids.mapped("date_to") == [date(year, 8, 31)]


def test_volunteer_answers_and_is_thanked(
    server, new_page, shot, open_env, database, duties
):
    page = new_page(server, ANNA, width=390, touch=True)
    answer(page, shot)
    thank(new_page(server, MIA, width=390, touch=True), shot)
    page.goto("/my/support/desk")
    page.get_by_text("Solved last").tap()
    expect(page.get_by_role("link", name=QUESTION)).to_contain_text("5 of 5")
    well_made(page)
    with open_env(database) as env:
        asked = env["club.ticket"].search([("name", "=", QUESTION)])
        assert (asked.state, asked.rating) == ("solved", 5)
        assert asked.rating_comment == "So quick!"
