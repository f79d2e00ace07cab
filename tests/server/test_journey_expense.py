"""A volunteer claims by telephone; two people let the money go; a gift is signed."""

import pytest
from playwright.sync_api import expect

from tests.server.finance_portal_world import (
    MEMBER_IBAN,
    PRESIDENT,
    REGIONAL,
    MoneyWorld,
    confirm,
    open_row,
    photograph,
)
from tests.server.journeys import field, in_state, press

NAME = "Vera Volunteer"
FAIR, MEAL = "Stand at the spring fair", "Meal of the helpers"


@pytest.fixture(scope="module")
def login(open_env, database, sink):
    """Login of a member who spends; the region has a treasurer and a president."""
    with open_env(database) as env:
        made = MoneyWorld(env, sink)
        made.env["club.km.rate"].create(
            {"name": "Car", "amount": 0.5, "company_id": made.company.id}
        )
        return made.add_reader(NAME).partner_id.email


def starts(page, summary, check_page):
    """Begin a claim of the region."""
    page.goto("/my/expenses")
    check_page(page)
    words = page.get_by_label("What you spent money for")
    if not words.is_visible():
        page.get_by_text("New claim").click()
    words.fill(summary)
    page.get_by_label("Who bears it").select_option(label="Bretagne")
    page.get_by_role("button", name="Go on to receipts").click()
    expect(page.locator("h1")).to_have_text(summary)
    check_page(page)


def adds_a_receipt(page, amount, words):
    """Photograph a receipt and say what it is."""
    page.get_by_label("Photograph it").set_input_files(photograph())
    page.get_by_label("Amount").fill(amount)
    page.locator("#receipt_label").fill(words)
    page.locator("#receipt_heading").select_option(index=1)
    page.get_by_role("button", name="Add this receipt").click()
    expect(page.get_by_role("status")).to_contain_text(f"{words} is added")


def adds_a_trip(page):
    page.get_by_text("Add a trip by the kilometre").click()
    page.get_by_label("Kilometres").fill("100")
    page.get_by_label("From where to where").fill("Rennes – Brest")
    page.locator("#trip_heading").select_option(index=1)
    page.get_by_role("button", name="Add this trip").click()
    expect(page.get_by_role("status")).to_contain_text("Rennes – Brest is added")


def test_a_claim_is_sent_accepted_approved_paid_and_read(
    login, server, new_page, shot, check_page
):
    page = new_page(server, login, width=390, touch=True)
    starts(page, FAIR, check_page)
    adds_a_receipt(page, "38,50", "Train")
    adds_a_trip(page)
    check_page(page)
    with page.expect_download() as picture:
        page.get_by_role("link", name="IMG_0042").click()
    # A photograph is kept, smaller than it came.
    with open(picture.value.path(), "rb") as file:
        content = file.read()
    assert content.startswith(b"\xff\xd8")
    assert len(content) < len(photograph()["buffer"])
    page.get_by_label("To this account (IBAN)").fill(MEMBER_IBAN)
    shot(page, "to-send")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status").first).to_contain_text("Sent")
    check_page(page)

    treasurer = new_page(server, REGIONAL)
    open_row(treasurer, "club_expense_menu", FAIR)
    expect(field(treasurer, "total")).to_contain_text("88")
    shot(treasurer, "to-decide")
    press(treasurer, "action_approve")
    expect(in_state(treasurer, "approved")).to_be_visible()
    # Who asked for the payment does not approve it.
    open_row(treasurer, "club_payment_out_menu", NAME)
    expect(treasurer.locator("button[name=action_approve]:visible")).to_have_count(0)

    president = new_page(server, PRESIDENT)
    open_row(president, "club_payment_out_menu", NAME)
    shot(president, "to-approve")
    press(president, "action_approve")
    expect(in_state(president, "approved")).to_be_visible()

    open_row(treasurer, "club_payment_out_menu", NAME)
    expect(field(treasurer, "payee_account")).to_contain_text("189")
    press(treasurer, "action_pay")
    confirm(treasurer)
    expect(in_state(treasurer, "paid")).to_be_visible()
    shot(treasurer, "paid")

    page.goto("/my/expenses")
    expect(page.get_by_role("link", name=FAIR)).to_contain_text("Paid")
    page.get_by_role("link", name=FAIR).click()
    expect(page.locator("main")).to_contain_text("Paid on")
    check_page(page)
    shot(page, "read")


def test_a_claim_is_given_to_the_association_with_a_signature(
    login, server, new_page, shot, check_page, open_env, database
):
    page = new_page(server, login, width=390, touch=True)
    starts(page, MEAL, check_page)
    adds_a_receipt(page, "24", "Sandwiches")
    page.get_by_label("Give it to the association").check()
    send = page.get_by_role("button", name="Send")
    send.click()
    # Nobody signed yet.
    expect(page.get_by_role("alert").first).to_contain_text("sign")
    page.get_by_label("Give it to the association").check()
    page.get_by_label("Sign: type your first and last name").fill(NAME)
    shot(page, "signed")
    send.click()
    expect(page.get_by_role("status").first).to_contain_text("Sent")

    treasurer = new_page(server, REGIONAL)
    open_row(treasurer, "club_expense_menu", MEAL)
    press(treasurer, "action_approve")
    expect(in_state(treasurer, "waived")).to_be_visible()
    shot(treasurer, "waived")

    page.reload()
    expect(page.locator("main")).to_contain_text("Given to the association")
    expect(page.locator("main")).to_contain_text(NAME)
    check_page(page)
    page.goto("/my/donate")
    gift = page.locator("section[aria-labelledby=gifts] li")
    expect(gift).to_have_count(1)
    expect(gift).to_contain_text("24.00")
    check_page(page)
    with open_env(database) as env:
        claim = env["club.expense"].search([("summary", "=", MEAL)])
        gift = claim.donation_id
        assert (gift.amount, gift.form) == (24, "expenses")
        assert not claim.payment_id
