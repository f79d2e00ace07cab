"""Voters at the same instant: one ballot each, none lost, none double."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from psycopg2.errors import LockNotAvailable

from tests.server.ballots import (
    CODES,
    at_once,
    cast,
    close,
    figures,
    found,
    open_box,
)
from tests.server.crash import stop_jobs, wait_until

AT_ONCE = 50


@pytest.fixture(scope="module")
def env(open_env, database):
    """Odoo in this process, on the database of this file."""
    with open_env(database) as env:
        stop_jobs(env)
        env.cr.commit()
        yield env


@pytest.fixture(scope="module")
def company(env):
    company = found(env)
    env.cr.commit()
    return company


@pytest.fixture
def new_box(env, company):
    def make(**vals):
        box = open_box(env, company, **vals)
        env.cr.commit()
        return box

    return make


def receipts(given):
    return [each for each in given if isinstance(each, str)]


def test_fifty_submissions_of_one_voter_are_one_ballot(env, sql, new_box):
    box = new_box()
    given = at_once(env.registry, [(cast, box, 0)] * AT_ONCE)
    assert len(receipts(given)) == 1
    refused = {str(each) for each in given if not isinstance(each, str)}
    assert all("already voted" in each or "very moment" in each for each in refused)
    assert figures(sql, box) == (1, 1, 1)


def test_fifty_replacements_leave_one_ballot_whose_receipt_was_given(env, sql, new_box):
    box = new_box(is_replaceable=True)
    given = at_once(env.registry, [(cast, box, 0)] * AT_ONCE)
    assert figures(sql, box) == (1, 1, 1)
    [[receipt]] = sql(f"SELECT phrase FROM club_ballot_open_{box}")
    assert receipt in receipts(given)


def test_fifty_voters_at_once_are_fifty_ballots(env, sql, new_box):
    box = new_box()
    given = at_once(env.registry, [(cast, box, number) for number in range(AT_ONCE)])
    assert len(set(receipts(given))) == AT_ONCE, given
    assert figures(sql, box) == (AT_ONCE, AT_ONCE, AT_ONCE)
    assert close(env, box)
    # The one xmin of the closing transaction: real transactions, unlike unit tests.
    for table in ("club_ballot_cast", "club_ballot_roll"):
        [[count]] = sql(
            f"SELECT count(DISTINCT xmin::text) FROM {table} WHERE box_id = %s", box
        )
        assert count == 1


def test_ballots_given_a_receipt_while_the_box_closes_are_in_it(env, sql, new_box):
    box, begun, given = new_box(), Event(), []

    def vote():
        for start in range(0, 40, 8):
            tasks = [(cast, box, start + number) for number in range(8)]
            given.extend(at_once(env.registry, tasks))
            begun.set()

    voters = Thread(target=vote)
    voters.start()
    assert begun.wait(120)
    assert at_once(env.registry, [(close, box)]) == [True]
    voters.join(240)
    kept = {phrase for (phrase,) in sql(
        "SELECT phrase FROM club_ballot_cast WHERE box_id = %s", box
    )}  # fmt: skip
    assert kept == set(receipts(given))
    assert len(kept) >= 8
    refused = [str(each) for each in given if not isinstance(each, str)]
    assert all("is over" in each for each in refused)
    [[voted]] = sql(
        "SELECT count(*) FROM club_ballot_roll WHERE box_id = %s AND voted", box
    )
    assert voted == len(kept)


def test_closing_waits_for_a_ballot_on_its_way_and_keeps_it(env, sql, new_box):
    box, outcome = new_box(), []
    with env.registry.cursor() as cr:
        receipt = cast(env(cr=cr), box, 0)
        # Its transaction begins before the ballot's ends, and waits for it.
        closer = Thread(
            target=lambda: outcome.extend(at_once(env.registry, [(close, box)]))
        )
        closer.start()
        wait_until(
            lambda: sql(
                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                " AND datname = current_database()"
            )
        )
        cr.commit()
    closer.join(120)
    assert outcome == [True]
    assert sql("SELECT phrase FROM club_ballot_cast WHERE box_id = %s", box) == [
        (receipt,)
    ]


def test_box_closed_twice_at_once_is_closed_once(env, sql, new_box):
    box = new_box()
    at_once(env.registry, [(cast, box, number) for number in range(6)])
    env["club.ballot.box"].browse(box)._stop()
    env.cr.commit()
    outcome = at_once(env.registry, [(close, box), (close, box)])
    assert sorted(outcome) == [False, True]
    [[count]] = sql("SELECT count(*) FROM club_ballot_cast WHERE box_id = %s", box)
    assert count == 6


def test_two_lines_of_one_member_at_once_are_one_ballot(env, sql, new_box):
    box = new_box()
    lines = env["club.ballot.box"].browse(box).roll_ids.sorted("id")
    # Two of the last ones become a third: neither line is that of the one who stays.
    kept = lines[59].membership_id
    for number in (57, 58):
        lines[number].membership_id._merge_into(kept)
        lines[number].voter_ids.partner_id = kept.partner_id
    lines[59].unlink()
    env.cr.commit()
    tasks = [(cast_line, lines[57].id), (cast_line, lines[58].id)] * 4
    given = at_once(env.registry, tasks)
    assert len(receipts(given)) == 1, given
    assert figures(sql, box) == (1, 1, 1)


def cast_line(env, line):
    line = env["club.ballot.roll"].browse(line)
    person = line._acting_for().partner_id
    return line.box_id._cast(line, person, [CODES[0]])


def draft_with(env, box):
    """A copy of a box that nobody has opened; its id."""
    until = env["club.ballot.box"].browse(box).closes_at
    return env["club.ballot.box"].browse(box).copy({"closes_at": until}).id


def test_box_is_not_opened_while_an_option_is_being_written(env, new_box):
    draft = draft_with(env, new_box())
    env.cr.commit()
    with env.registry.cursor() as writing, env.registry.cursor() as opening:
        option = env(cr=writing)["club.ballot.option"]
        option.create({"box_id": draft, "code": "late", "name": "Late"})
        opening.execute("SET lock_timeout = '300ms'")
        with pytest.raises(LockNotAvailable):
            env(cr=opening)["club.ballot.box"].browse(draft).action_open()
        opening.rollback()
        writing.rollback()


def cancel(env, box):
    env["club.ballot.box"].browse(box)._cancel("The wrong list")


def test_vote_cancelled_while_people_vote_keeps_no_ballot(env, sql, new_box):
    box = new_box()
    tasks = [(cast, box, number) for number in range(8)]
    given = at_once(env.registry, [*tasks, (cancel, box)])
    refused = [str(each) for each in given[:-1] if not isinstance(each, str)]
    assert all("is over" in said for said in refused), given
    assert given[-1] is None
    [[state]] = sql("SELECT state FROM club_ballot_box WHERE id = %s", box)
    [[table]] = sql(f"SELECT to_regclass('club_ballot_open_{box}')")
    [[kept]] = sql("SELECT count(*) FROM club_ballot_cast WHERE box_id = %s", box)
    assert (state, table, kept) == ("cancelled", None, 0)


def prolong(env, box, days):
    """Give more time; the new end."""
    box = env["club.ballot.box"].browse(box)
    box._prolong(box.closes_at + timedelta(days=days), "Holidays")
    return str(box.closes_at)


def test_two_prolongations_at_once_never_shorten_a_vote(env, sql, new_box):
    box = new_box()
    given = at_once(env.registry, [(prolong, box, days) for days in (1, 5, 1, 5)])
    [[until]] = sql("SELECT closes_at::text FROM club_ballot_box WHERE id = %s", box)
    assert until == max(str(each) for each in given)
