"""A process killed while it takes or closes ballots: ticks and ballots agree."""

import multiprocessing
import random
import time

import pytest

from runner import inprocess
from tests.server.ballots import VOTERS, cast, close, figures, found, open_box
from tests.server.crash import stop_jobs, wait_until

KILLS = 6
SEED = 4
VOTING_SECONDS = 0.25
CLOSING_SECONDS = 0.12


def vote_until_killed(handover, database, box, numbers, told):
    """Vote for one line after the other; tell each receipt once it is committed."""
    with inprocess.environment(handover, database) as env:
        env["club.ballot.box"].browse(box).roll_ids.mapped("name")
        told.send("ready")
        for number in numbers:
            receipt = cast(env, box, number)
            env.cr.commit()
            told.send(receipt)
        told.send("done")


def close_until_killed(handover, database, box, told):
    """Close a box that has been stopped."""
    with inprocess.environment(handover, database) as env:
        env["club.ballot.box"].browse(box).roll_ids.mapped("name")
        env.cr.commit()
        told.send("ready")
        close(env, box)
        told.send("done")


@pytest.fixture(scope="module")
def company(open_env, database):
    with open_env(database) as env:
        stop_jobs(env)
        return found(env)


@pytest.fixture
def killed_after(handover, database):
    """Function: run a task in a process, kill it so many seconds after it is ready.

    With ``words`` the seconds begin when it has told so many more things. Returns what
    it told until the end.
    """
    context = multiprocessing.get_context("spawn")

    def run(seconds, task, *arguments, words=0):
        told, tell = context.Pipe(duplex=False)
        process = context.Process(
            target=task, args=(handover, database, *arguments, tell)
        )
        process.start()
        tell.close()
        heard = []
        for _word in range(words + 1):
            assert told.poll(300)
            heard.append(told.recv())
        assert heard.pop(0) == "ready"
        time.sleep(seconds)
        process.kill()
        process.join(60)
        try:
            while told.poll(0):
                heard.append(told.recv())
        except EOFError:
            return heard
        return heard

    return run


def at_rest(sql):
    """Wait until the database has noticed that its client is gone.

    Ours stay, and do nothing.
    """
    wait_until(
        lambda: (
            not sql(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                " AND state <> 'idle'"
            )
        )
    )


def test_killed_voter_leaves_a_tick_with_its_ballot_or_neither(
    open_env, database, sql, company, killed_after
):
    with open_env(database) as env:
        box = open_box(env, company)
    draw, left, given = random.Random(SEED), list(range(VOTERS)), []
    for kill in range(KILLS):
        seconds = draw.random() * VOTING_SECONDS
        # Every other voter is killed after somebody was shown a receipt, however slow.
        heard = killed_after(seconds, vote_until_killed, box, left, words=kill % 2)
        given += [each for each in heard if each != "done"]
        at_rest(sql)
        ticks, whole, rows = figures(sql, box)
        assert ticks == whole == rows
        assert ticks >= len(given)
        ids = [line for (line,) in sql(
            "SELECT id FROM club_ballot_roll WHERE box_id = %s ORDER BY id", box
        )]  # fmt: skip
        ticked = {
            line for (line,) in sql(f"SELECT roll_id FROM club_ballot_tick_{box}")
        }
        left = [number for number, line in enumerate(ids) if line not in ticked]
    assert given
    with open_env(database) as env:
        for number in left:
            cast(env, box, number)
        env.cr.commit()
        assert close(env, box)
    kept = {phrase for (phrase,) in sql(
        "SELECT phrase FROM club_ballot_cast WHERE box_id = %s", box
    )}  # fmt: skip
    assert len(kept) == VOTERS
    # No receipt that somebody was shown is missing.
    assert set(given) <= kept


def test_killed_closing_has_done_all_or_nothing_and_is_done_again(
    open_env, database, sql, company, killed_after
):
    draw = random.Random(SEED)
    for _kill in range(KILLS):
        with open_env(database) as env:
            box = open_box(env, company)
            for number in range(VOTERS):
                cast(env, box, number)
            env.cr.commit()
            env["club.ballot.box"].browse(box)._stop()
        killed_after(draw.random() * CLOSING_SECONDS, close_until_killed, box)
        at_rest(sql)
        [[state]] = sql("SELECT state FROM club_ballot_box WHERE id = %s", box)
        written = "SELECT count(*) FROM club_ballot_cast WHERE box_id = %s"
        if state == "closing":
            assert figures(sql, box) == (VOTERS, VOTERS, VOTERS)
            assert sql(written, box) == [(0,)]
            with open_env(database) as env:
                assert close(env, box)
        [[state]] = sql("SELECT state FROM club_ballot_box WHERE id = %s", box)
        assert state == "closed"
        assert sql(written, box) == [(VOTERS,)]
        assert sql("SELECT to_regclass(%s)", f"club_ballot_tick_{box}") == [(None,)]
