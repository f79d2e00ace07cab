"""A seat holder answers the evaluation on a telephone and reads what all said."""

from datetime import date, datetime, timedelta, timezone

import pytest
from playwright.sync_api import expect

from tests.server.journeys import FRENCH, learn_french
from tests.server.page_checks import check
from tests.server.roadmap_world import SECRETARY, RoadmapWorld, login

NAME = "Ledger, votre avis"
CLOSING = "club_ballot.ir_cron_club_ballot_close"
# With the seat holder's own, Accounts gets as many marks as a figure needs, and Stock,
# which she does not use, one too few.
OTHERS = 4


@pytest.fixture(scope="module")
def evaluation(open_env, database):
    """Id of an evaluation that is open; a person with a seat at Acme is asked too."""
    with open_env(database) as env:
        learn_french(env)
        world = RoadmapWorld(env)
        sara = env["res.partner"].create(
            {"name": "Sara", "email": login("Acme", "seat")}
        )
        world.firms["Acme"]._name_to_team(sara, "seat", email=sara.email)
        world.sign_up("Acme", "seat")
        sara.user_ids.lang = FRENCH
        now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
        evaluation = env["club.evaluation"].create(
            {
                "name": NAME,
                "company_id": world.company.id,
                "product_id": world.product.id,
                "year": date.today().year,
                "opens_at": now - timedelta(hours=1),
                "closes_at": now + timedelta(days=7),
                "lang": "fr",
            }
        )
        office(evaluation).action_open()
        return evaluation.id


def office(record):
    """The record in the hands of the secretary."""
    users = record.env["res.users"]
    return record.with_user(users.search([("login", "=", SECRETARY)]))


def answer(page):
    """From the list to the two words of the receipt, by tapping; they are returned."""
    page.goto("/my/evaluations")
    check(page)
    page.get_by_role("link", name="Répondre (une minute)").tap()
    expect(page.locator("h1")).to_contain_text(NAME)
    # All questions are there, not only the title above them.
    page.wait_for_load_state()
    for question in page.get_by_role("group").all():
        tap(question, "Bon", "4")
    # Changed before it is sent: she does not use it.
    tap(page.get_by_role("group", name="Stock"), "Pas utilisé", "none")
    check(page)
    page.get_by_role("button", name="Envoyer mes réponses").tap()
    expect(page.get_by_text("Merci : votre réponse est dans l’urne.")).to_be_visible()
    check(page)
    words = page.get_by_role("status").locator("strong").inner_text()
    assert len(words.split()) == 2
    return words


def tap(question, word, mark):
    """Tap the mark with this word; it is the one that is chosen."""
    question.get_by_text(word, exact=True).tap()
    expect(question.get_by_role("radio", checked=True)).to_have_value(mark)


def come_back(page, words):
    """The answer is in, nothing asks for another, and the words are gone."""
    page.goto("/my/evaluations")
    expect(page.get_by_role("link", name="Répondre")).to_have_count(0)
    page.get_by_role("link", name="Voir").tap()
    expect(page.get_by_role("status")).to_contain_text("Vous avez répondu : merci.")
    expect(page.get_by_role("radio")).to_have_count(0)
    assert words not in page.content()
    check(page)


def others_answer(evaluation):
    """Four more of those who are asked find all of it very good."""
    marks = dict.fromkeys(evaluation.question_ids.mapped("code"), 5)
    lines = evaluation.roll_ids.filtered(lambda line: not line.has_voted)
    for line in lines[:OTHERS]:
        evaluation.box_id._cast(line, line.partner_id, marks)


def close(evaluation):
    """The bureau decides to close; the scheduled job seals and counts."""
    decision = {
        "box_id": evaluation.box_id.id,
        "decision": "close",
        "reason": "Tout le monde a répondu",
    }
    decisions = office(evaluation.env["club.ballot.decision"])
    decisions.create(decision).action_apply()
    evaluation.env.cr.commit()
    evaluation.env.ref(CLOSING).method_direct_trigger()
    # The job had a transaction of its own: what it wrote is seen by the next one.
    evaluation.env.cr.commit()
    evaluation.env.invalidate_all()
    assert evaluation.state == "closed"


def read_the_results(page, words):
    """A figure where five gave a mark, a sentence where four did, and her receipt."""
    page.goto("/my/evaluations")
    check(page)
    page.get_by_role("link", name=NAME).tap()
    lines = page.get_by_role("listitem")
    accounts = lines.filter(has=page.get_by_role("heading", name="Accounts"))
    # Wilson's lower end for five satisfied of five is 56.6 %.
    expect(accounts).to_contain_text("Au moins 56 % de tous les utilisateurs")
    stock = lines.filter(has=page.get_by_role("heading", name="Stock"))
    expect(stock).to_contain_text(
        "Moins de 5 utilisateurs lui ont donné une note : non montré."
    )
    expect(stock).not_to_contain_text("%")
    page.get_by_text("Reçus de toutes les réponses comptées").tap()
    receipts = page.locator(".o_club_receipts li")
    expect(receipts).to_have_count(OTHERS + 1)
    expect(receipts.filter(has_text=words)).to_be_visible()
    check(page)


def test_seat_holder_answers_once_and_reads_figures_of_five_answers_at_least(
    server, new_page, shot, open_env, database, evaluation
):
    page = new_page(server, login("Acme", "seat"), width=390, lang="fr-FR", touch=True)
    words = answer(page)
    shot(page, "receipt")
    come_back(page, words)
    with open_env(database) as env:
        asked = env["club.evaluation"].browse(evaluation)
        others_answer(asked)
        close(asked)
        # Closed is not published yet: nobody reads a figure.
        page.reload()
        expect(page.get_by_text("ses résultats sont en préparation")).to_be_visible()
        check(page)
        office(asked).action_publish()
    read_the_results(page, words)
    shot(page, "results")
