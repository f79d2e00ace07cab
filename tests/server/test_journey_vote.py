"""From the bureau's draft of a vote to the vendor's answer that members read."""

import re
from datetime import date, datetime, timedelta, timezone

import pytest
from playwright.sync_api import expect

from tests.server.journeys import in_state, press, reload_until
from tests.server.page_checks import well_made
from tests.server.roadmap_world import FIRMS, SECRETARY, RoadmapWorld

NAME = "Priorities of the year"
REASON = "The lock exists already: what is missing is the list of checks."
# The button of a ballot that is not cast, with whose it is.
BALLOT = re.compile(r"^Vote\b.*: ")
CLOSING = "club_ballot.ir_cron_club_ballot_close"


@pytest.fixture(scope="module")
def club(open_env, database):
    """Logins of two firms' voters, the vote's id and its requests' titles."""
    with open_env(database) as env:
        world = RoadmapWorld(env, jobs=[CLOSING])
        now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
        voting = env["club.round"].create(
            {
                "name": NAME,
                "company_id": world.company.id,
                "opens_at": now - timedelta(hours=1),
                "closes_at": now + timedelta(days=7),
                "winner_count": 2,
                "lang": "en",
                "line_ids": [
                    (0, 0, {"request_id": request.id}) for request in world.requests
                ],
            }
        )
        return {
            "voting": voting.id,
            "delegate": world.sign_up("Acme", "voter"),
            "deputy": world.sign_up("Bolt", "deputy"),
            "vendor": world.sign_up_vendor(),
            "dossier": env["club.dossier"]
            .create(
                {
                    "name": "The list of the year",
                    "company_id": world.company.id,
                    "vendor_id": world.vendor.id,
                    "deadline": date.today() + timedelta(days=30),
                }
            )
            .id,
            "titles": [request.name for request in world.requests],
        }


def vote(page, points):
    """From the home page to the two words of the receipt, which are returned."""
    page.goto("/my/roadmap")
    page.get_by_role("navigation", name="Requests and votes").get_by_role(
        "link", name="Votes"
    ).click()
    ballot = page.get_by_role("link", name=BALLOT)
    expect(ballot).to_be_visible()
    well_made(page)
    ballot.click()
    expect(page.get_by_role("button", name="Read my ballot once more")).to_be_visible()
    well_made(page)
    for title, given in points.items():
        page.get_by_label(title, exact=True).fill(given)
    page.get_by_role("button", name="Read my ballot once more").click()
    expect(page.locator("table tr")).to_have_count(len(points))
    well_made(page)
    page.get_by_role("button", name="Put it into the box").click()
    expect(page.get_by_text("is in the box")).to_be_visible()
    well_made(page)
    return page.locator(".o_club_receipt").inner_text()


def others_vote(env, voting, titles):
    """Four more firms, by their delegates: fewer than five are not told apart."""
    voting = env["club.round"].browse(voting)
    codes = {line.title: line.code for line in voting.line_ids}
    for line in voting.roll_ids.filtered(lambda line: line.name in FIRMS[2:]):
        person = line.membership_id._team_on(None, "voter").partner_id
        voting.box_id._cast(
            line, person, dict(zip(map(codes.get, titles), (40, 40, 20), strict=True))
        )


def confirm(page, name):
    """Press a button that asks once more."""
    press(page, name)
    page.locator(".modal-footer .btn-primary").click()


def close_early(page):
    """The bureau decides to close; the scheduled job seals and counts."""
    page.get_by_role("button", name="Decide…").click()
    dialog = page.locator(".modal")
    dialog.get_by_label("Close before the time").check()
    dialog.locator("[name=reason] input").fill("Everybody has voted")
    dialog.get_by_role("button", name="Decide").click()
    expect(dialog).to_have_count(0)


def release(page, env, club):
    """The bureau takes the list over, reads what the vendor will see, releases it."""
    env["club.dossier"].browse(club["dossier"]).round_id = club["voting"]
    env.cr.commit()
    page.goto(f"/odoo/club.dossier/{club['dossier']}")
    press(page, "action_take_round")
    expect(page.locator(".o_data_row")).to_have_count(2)
    press(page, "action_preview")
    preview = page.locator(".modal")
    expect(preview.get_by_text(club["titles"][0]).first).to_be_visible()
    preview.locator("button[name=action_release]").click()
    expect(in_state(page, "released")).to_be_visible()


def answer(page, club):
    """The vendor's person says what is feasible, and why not more."""
    page.goto("/vendor")
    well_made(page)
    page.get_by_role("link", name="The list of the year").click()
    well_made(page)
    page.get_by_role("link", name=club["titles"][0]).click()
    page.get_by_label("Feasible in part").check()
    page.get_by_label("Cost, in points").fill("8")
    page.get_by_label("In which version?").select_option(index=1)
    page.get_by_label("Why?").fill(REASON)
    well_made(page)
    page.get_by_role("button", name="Give the answer").click()
    expect(page.get_by_role("status").first).to_be_visible()
    # Nothing tells whose request it is.
    assert not [firm for firm in FIRMS if firm in page.content()]


def read_the_answer(page, club):
    """The member reads it on the page of the request."""
    page.goto("/my/requests")
    page.get_by_role("link", name=club["titles"][0]).click()
    expect(page.get_by_text(REASON).first).to_be_visible()
    expect(page.get_by_text("Planned for Ledger 13").first).to_be_visible()
    well_made(page)


def test_two_firms_vote_the_vendor_answers_and_the_member_reads_it(
    server, new_page, shot, open_env, database, wake_up, club
):
    bureau = new_page(server, SECRETARY)
    bureau.goto(f"/odoo/club.round/{club['voting']}")
    confirm(bureau, "action_open")
    expect(in_state(bureau, "open")).to_be_visible()
    first, second, third = club["titles"]
    delegate = new_page(server, club["delegate"], width=390)
    words = vote(delegate, {first: "40", second: "30", third: "30"})
    deputy = new_page(server, club["deputy"])
    vote(deputy, {first: "40", second: "40", third: "20"})
    shot(deputy, "receipt")
    with open_env(database) as env:
        others_vote(env, club["voting"], club["titles"])
    # A second visit offers no second ballot.
    delegate.goto(f"/my/votes/{club['voting']}")
    expect(delegate.get_by_role("link", name=BALLOT)).to_have_count(0)
    bureau.reload()
    close_early(bureau)
    wake_up()
    reload_until(bureau, lambda: in_state(bureau, "closed").is_visible())
    confirm(bureau, "action_publish")
    expect(in_state(bureau, "published")).to_be_visible()
    shot(bureau, "published")
    read_the_list(delegate, club, words)
    shot(delegate, "list")
    with open_env(database) as env:
        release(bureau, env, club)
    vendor = new_page(server, club["vendor"], width=390)
    answer(vendor, club)
    shot(vendor, "vendor")
    read_the_answer(delegate, club)
    shot(delegate, "answer")


def read_the_list(page, club, words):
    """The member reads what was chosen, and finds the ballot by its two words."""
    page.goto("/my/votes")
    page.get_by_role("link", name=NAME).click()
    first, second, _third = club["titles"]
    expect(page.get_by_text(first).first).to_be_visible()
    expect(page.get_by_text(second).first).to_be_visible()
    well_made(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    well_made(page)
    ballot = page.locator("tr", has_text=words)
    expect(ballot).to_have_count(1)
    expect(ballot).to_contain_text("40")
    expect(ballot).to_contain_text("30")
