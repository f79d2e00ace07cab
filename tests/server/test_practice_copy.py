"""A practice copy works like the association, says what it is, and mails nobody."""

import sys
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from runner import odoo_command, practice
from runner.databases import copy_name
from runner.practice import Neutraliser
from tests.server import journeys
from tests.server.journeys import in_state, press, reload_until
from tests.server.smtp_sink import Sink

BANNER = "#oe_neutralize_banner"
SECRETARY, MEMBER = "practice.secretary", "practice.member"


@pytest.fixture(scope="module")
def sink():
    """The mail server that the association has set up."""
    with Sink() as sink:
        yield sink


@pytest.fixture(scope="module")
def association(open_env, database, sink, copy_of):
    """Who mails through the sink, with a call to confirm; copied while it is in use."""
    with open_env(database) as env:
        made = journeys.Association(env)
        made.add_user(
            SECRETARY, "club_membership.group_club_secretary", email="s@example.org"
        )
        members = made.add_members(["Paul Portail", "Marie Message"])
        env["res.users"].with_context(no_reset_password=True).create(
            {
                "login": MEMBER,
                "password": MEMBER,
                "partner_id": members[0].partner_id.id,
                "company_id": made.company.id,
                "company_ids": [(6, 0, made.company.ids)],
                "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
            }
        )
        env["ir.mail_server"].create(
            {"name": "Sink", "smtp_host": "127.0.0.1", "smtp_port": sink.port}
        )
        waiting, control = env["mail.mail"].create(
            [
                {
                    "subject": subject,
                    "email_to": "x@example.org",
                    "email_from": "a@b.fr",
                }
                for subject in ("Waiting", "Control")
            ]
        )
        control.auto_delete = False
        control.send()
        assert control.state == "sent"
        assert waiting.state == "outgoing"
        env.ref("mail.ir_cron_mail_scheduler_action").active = True
        call = new_call(made, members)
        env.cr.commit()
        return {"call": call.id, "copy": copy_of(database)}


def new_call(made, members):
    """A call of this year's dues, previewed."""
    today = date.today()
    call = made.env["club.dues.call"].create(
        {
            "name": f"Appel {today.year}",
            "company_id": made.company.id,
            "due_date": today + timedelta(days=30),
            "term_from": f"{today.year}-01-01",
            "term_to": f"{today.year}-12-31",
        }
    )
    call.action_preview()
    assert call.ready_count == len(members)
    return call


@pytest.fixture(scope="module")
def copy_of(handover):
    """Function: make a practice copy as `./club practice` does; returns its name."""
    made = []

    def make(database):
        name = copy_name("test_practice")
        made.append(name)
        neutraliser = Neutraliser(
            handover.databases,
            [sys.executable, "-m", "odoo", "neutralize", *handover.options(name)],
            odoo_command.environment() | handover.secrets,
            handover.artefacts.parent / "logs" / "practice-copy.log",
        )
        practice.copy(neutraliser, database, name)
        return name

    yield make
    for name in made:
        handover.databases.drop(name)


@pytest.fixture(scope="module")
def practised(association, start_odoo, sink):
    """A server on the copy; even its command line names the sink."""
    mail = ("--smtp=127.0.0.1", f"--smtp-port={sink.port}")
    return start_odoo(association["copy"], options=mail)


def call_kw(page, model, method, *arguments, **options):
    """Call a method as the page's own user."""
    params = {"model": model, "method": method, "args": arguments, "kwargs": options}
    answer = page.request.post(
        f"/web/dataset/call_kw/{model}/{method}",
        data={"jsonrpc": "2.0", "method": "call", "params": params},
    ).json()
    assert "error" not in answer, answer["error"]
    return answer["result"]


def test_a_secretary_calls_dues_and_nothing_leaves(
    association, practised, new_page, sink, handover, shot
):
    page = new_page(practised, SECRETARY, lang="fr-FR")
    page.goto(f"/odoo/club.dues.call/{association['call']}")
    expect(page.locator(BANNER)).to_be_in_viewport()
    press(page, "action_confirm")
    expect(in_state(page, "done")).to_be_visible(timeout=60_000)
    states = states_of_mails(handover, association["copy"], association["call"])
    reload_until(page, lambda: states("notice") == {"outgoing": 2})
    shot(page, "called")

    # An administrator's first page asks Odoo's company directory, out of reach here.
    practised.expected.append(r"iap_tools|iap_autocomplete_api")
    # Not even when somebody presses the button of the mail queue's own job.
    run_the_mail_queue(new_page(practised, "admin"))
    assert states("notice") == {"exception": 2}
    assert states("other") == {"exception": 1, "sent": 1}
    assert [("Subject: Control" in each) for each in sink.messages] == [True]


def run_the_mail_queue(page):
    """Run the scheduled action that sends queued mails, by hand."""
    domain = [["code", "like", "model.process_email_queue("]]
    inactive_too = {"active_test": False}
    job = call_kw(page, "ir.cron", "search", domain, context=inactive_too)
    assert len(job) == 1
    call_kw(page, "ir.cron", "method_direct_trigger", job)


def states_of_mails(handover, database, call):
    """Function: how many mails of the call's notices, or of the two others made here,
    by state; the demonstration has mails of its own."""
    ours = {
        "notice": "b.model = 'club.notice' AND b.res_id IN"
        f" (SELECT id FROM club_notice WHERE call_id = {call})",
        "other": "b.subject IN ('Waiting', 'Control')",
    }

    def count(kind):
        rows = handover.databases.sql(
            "SELECT m.state, count(*) FROM mail_mail m"
            " JOIN mail_message b ON b.id = m.mail_message_id"
            f" WHERE {ours[kind]} GROUP BY m.state;",
            database,
        )
        return {state: int(number) for state, number in rows}

    return count


@pytest.mark.parametrize("width", [1280, 390])
def test_a_member_sees_that_it_is_a_practice_copy(practised, new_page, width, shot):
    page = new_page(practised, MEMBER, lang="fr-FR", width=width)
    page.goto("/my")
    expect(page.locator(BANNER)).to_be_in_viewport()
    shot(page, f"portal-{width}")


def test_the_sign_in_page_says_it_in_english(practised, new_page):
    page = new_page(practised)
    page.goto("/web/login")
    expect(page.locator(BANNER)).to_contain_text("No e-mail is sent from here")


def test_the_original_stays_as_it_was(association, database, handover):
    def ask(question):
        return handover.databases.sql(question, database)

    assert ask(practice.FLAG) == []
    assert ask("SELECT name FROM ir_mail_server WHERE active;") == [["Sink"]]
    states = states_of_mails(handover, database, association["call"])
    assert states("other") == {"outgoing": 1, "sent": 1}


def test_the_copy_has_secrets_of_its_own(association, database, handover):
    question = "SELECT value FROM ir_config_parameter WHERE key = 'database.secret';"
    ours = handover.databases.sql(question, database)
    theirs = handover.databases.sql(question, association["copy"])
    assert ours
    assert theirs != ours
