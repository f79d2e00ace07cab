"""Who comes second to a document is told what it became; the log says nothing of it."""

import logging

import pytest

from tests.server import treasury_year
from tests.server.racing import LostLocks
from tests.server.test_concurrency_bank import bank_list, click, go_on
from tests.server.treasury_desk import Desk, check_books

BLIND = True
BOTH = ["done", "done"]
DEBIT, LINE, FILE = "club.debit", "club.bank.line", "club.bank.file"
STEPS = ("announced", "ordered", "collected")


@pytest.fixture(scope="module")
def desk(open_env, database):
    """Ids of what waits for a click, by name, and of two treasurers."""
    with open_env(database) as env:
        desk = Desk(env)
        undone = desk.bank_line(desk.due().reference)
        undone.action_confirm()
        files = env[FILE].with_user(desk.first)
        return {
            "first": desk.first.id,
            "second": desk.second.id,
            "undone": undone.id,
            "file": files.create(
                {"name": "march.csv", "content": bank_list("Few", 5)}
            ).id,
            **{name: announced_until(desk, name) for name in STEPS},
        }


def announced_until(desk, step):
    """Id of a debit of one payer on which this step is the next."""
    due = desk.due()
    due.payer_id.name = f"Payer of the {step}"
    treasury_year.payer_with_mandate(desk, due)
    [debit] = treasury_year.debits(desk, [f"Debit {step}"])
    debit.action_prepare()
    for click_on, reached in (("announce", "announced"), ("order", "ordered")):
        if step == reached:
            break
        getattr(debit, f"action_{click_on}")()
        debit._run_now()
    return debit.id


@pytest.mark.parametrize(
    ("name", "method", "job"),
    [
        ("announced", "action_announce", "announce"),
        ("ordered", "action_order", "order"),
        ("collected", "action_collect", "collect"),
    ],
)
def test_a_debit_that_goes_on_while_it_is_cancelled_is_one_of_both(
    at_once, open_env, database, desk, name, method, job
):
    number = desk[name]
    loser, winner = sorted(
        at_once(
            (click, desk["first"], DEBIT, number, method),
            (click, desk["second"], DEBIT, number, "action_cancel"),
        ),
        key=lambda said: said == "done",
    )
    assert winner == "done"
    assert f"Debit {name} is no longer as you saw it" in loser, loser
    go_on_if_running(open_env, database, number)
    with open_env(database) as env:
        debit = env[DEBIT].browse(number)
        if debit.stage == "cancelled":
            assert "It is now: Cancelled" in loser or "does not come" in loser
            assert not any(debit.line_ids.item_ids.mapped("live"))
        else:
            assert (debit.stage, debit.job) == (name, job)
        check_books(env)


def go_on_if_running(open_env, database, number):
    """Do what the winner started."""
    with open_env(database) as env:
        if env[DEBIT].browse(number).state == "running":
            go_on(env, DEBIT, number)


@pytest.mark.parametrize("name", STEPS)
def test_a_second_click_on_the_same_step_is_nothing(
    at_once, open_env, database, desk, name
):
    with open_env(database) as env:
        stage = env[DEBIT].browse(desk[name]).stage
    methods = {
        "cancelled": "action_cancel",
        "announced": "action_announce",
        "ordered": "action_order",
        "collected": "action_collect",
    }
    clicks = (
        (click, desk[user], DEBIT, desk[name], methods[stage])
        for user in ("first", "second")
    )
    assert at_once(*clicks) == BOTH


def test_a_bank_file_imported_by_two_clicks_comes_in_once(
    at_once, open_env, database, desk
):
    clicks = (
        (click, desk[user], FILE, desk["file"], "action_import")
        for user in ("first", "second")
    )
    assert at_once(*clicks) == BOTH
    with open_env(database) as env:
        file = env[FILE].browse(desk["file"])
        assert (file.state, file.line_count) == ("imported", 5)
        check_books(env)


def test_a_bank_line_undone_by_two_waits_once(at_once, open_env, database, desk):
    clicks = (
        (click, desk[user], LINE, desk["undone"], "action_undo")
        for user in ("first", "second")
    )
    refused, done = sorted(at_once(*clicks), key=lambda said: said == "done")
    assert done == "done"
    assert "is done yet" in refused
    with open_env(database) as env:
        line = env[LINE].browse(desk["undone"])
        assert line.state in ("proposed", "todo")
        assert line.by_hand
        check_books(env)


def test_a_lock_that_logs_its_loss_fails_its_race():
    locks = LostLocks()
    for text, kept in (
        ("bad query: SELECT id FROM t FOR UPDATE\nERROR: could not serialize", 1),
        ("bad query: INSERT INTO t\nERROR: duplicate key", 0),
    ):
        locks.handle(logging.LogRecord("x", logging.ERROR, "", 0, text, (), None))
        assert len(locks.taken()) == kept
