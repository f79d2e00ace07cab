"""A member renews and pays on the telephone; the provider says so twice."""

from datetime import date, timedelta

import pytest

from tests.bench.dues_parts.association import Association
from tests.server.crash import stop_jobs

LOGIN = "renewing@example.org"
STATUS = "**/payment/status*"


@pytest.fixture(scope="module")
def member(open_env, database):
    """Id of a membership on request that ends in a month; its holder can sign in."""
    with open_env(database) as env:
        stop_jobs(env)
        association = Association.found(env)
        kind = association.new_type("On request")
        kind.renewal = "request"
        [partner] = association.add_partners(1)
        membership = env["club.membership"]._admit(
            {
                "partner_id": partner,
                "type_id": kind.id,
                "section_id": association.sections[0].id,
            }
        )
        dues = membership.due_ids
        dues._pay(sum(dues.mapped("residual")), association.bank, date.today())
        membership.period_ids.date_to = date.today() + timedelta(days=30)
        membership._refresh()
        env["res.users"].with_context(no_reset_password=True).create(
            {
                "login": LOGIN,
                "password": LOGIN,
                "partner_id": partner,
                "lang": "en_US",
                "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
            }
        )
        return membership.id


def narrow(page):
    """Nothing is wider than the telephone."""
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def pay(page, outcome="done"):
    """Fill core's form in and send it."""
    page.fill("#customer_input", "4242 4242 4242 4242")
    page.select_option("#simulated_payment_state", outcome)
    page.click("button[name=o_payment_submit_button]")


def test_member_renews_and_pays_by_telephone(
    server, new_page, open_env, database, member
):
    page = new_page(server, LOGIN, width=390)
    page.goto("/my")
    page.get_by_role("button", name="Renew my membership").dblclick()
    page.wait_for_url("**/my/membership")
    assert narrow(page)
    with open_env(database) as env:
        membership = env["club.membership"].browse(member)
        assert len(membership.period_ids) == 2
        dues = membership.due_ids.filtered(lambda due: due.state == "called")
        assert len(dues) == 1
        due = dues.id
    page.get_by_role("link", name="Pay").first.click()
    page.wait_for_url("**/my/dues/pay?*")
    assert narrow(page)
    pay(page)
    page.wait_for_url("**/my/dues")
    assert "Thank you" in page.inner_text("[role=status]")
    assert narrow(page)
    with open_env(database) as env:
        paid = env["club.due"].browse(due)
        [payment] = env["payment.transaction"].search([("club_due_ids", "in", due)])
        assert (paid.state, payment.state) == ("paid", "done")
        reference = payment.reference

    # The provider says it again, twice; nothing more is booked.
    for _again in range(2):
        answer = page.request.post(
            "/payment/demo/simulate_payment",
            data={"params": {"reference": reference, "simulated_state": "done"}},
        )
        assert answer.ok
        assert "error" not in answer.json()
    page.goto("/my/dues/paid")
    with open_env(database) as env:
        payment = env["payment.transaction"].search([("club_due_ids", "in", due)])
        payment._post_process()
        assert len(payment.club_deposit_ids) == 1
        assert env["club.due"].browse(due)._open_credits() == env["account.move.line"]

    page.goto("/my/card")
    page.goto(page.locator("a:has(.o_club_card_code)").get_attribute("href"))
    assert "Valid until" in page.inner_text("#card_answer")


def test_a_payment_refused_takes_nothing_and_can_be_tried_again(
    server, new_page, open_env, database, member
):
    with open_env(database) as env:
        membership = env["club.membership"].browse(member)
        call = membership.with_context(lang="en_US")._call_now(
            membership._last_day() + timedelta(days=1)
        )
        due = call.due_ids.id
    page = new_page(server, LOGIN, width=390)
    page.goto("/my/dues/pay")
    pay(page, "cancel")
    page.wait_for_url("**/my/dues")
    assert "not made" in page.inner_text("[role=alert]")
    page.goto("/my/dues/pay")
    # The page asks how it stands, which notes something: it is let end.
    with page.expect_response("**/payment/status/poll"):
        pay(page, "pending")
    page.wait_for_url(STATUS)
    page.goto("/my/dues/pay")
    assert "under way" in page.inner_text("[role=status]")
    with open_env(database) as env:
        assert env["club.due"].browse(due).state == "called"
        pending = env["payment.transaction"].search(
            [("club_due_ids", "in", due), ("state", "=", "pending")]
        )
        pending.action_demo_set_done()
        pending._post_process()
        assert env["club.due"].browse(due).state == "paid"
    page.goto("/my/dues")
    assert "Nothing is to be paid" in page.inner_text("#wrap, main")
