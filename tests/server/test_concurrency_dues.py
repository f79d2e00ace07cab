"""Two processes that do the same thing at the same instant."""

from datetime import date

import pytest

from tests.bench.dues_parts.association import Association
from tests.server.crash import stop_jobs

MEMBERS = 600


def call_dues(env, call):
    """Work on a running call, as the cron does."""
    env["club.dues.call"].browse(call)._run_until_done()


def post_deposit(env, deposit):
    """Click on Post."""
    env["club.deposit"].browse(deposit).action_post()


def admit(env, partner, kind):
    """Admit somebody from the wizard."""
    env["club.membership"]._admit({"partner_id": partner, "type_id": kind})


def nightly(env):
    """Bring statuses up to date, as every night."""
    env["club.membership"]._cron_nightly()


@pytest.fixture(scope="module")
def ids(open_env, database):
    """The records all tests of this file work on, by name."""
    with open_env(database) as env:
        association = Association.found(env)
        one = association.new_type("Called once")
        association.add_members(one, MEMBERS, association.sections[:3], households=True)
        two = association.new_type("Called twice")
        members = association.add_members(two, MEMBERS, association.sections[:3])
        night = association.new_type("Called at night")
        association.add_members(night, MEMBERS, association.sections[:3])
        association.add_members(night, MEMBERS, ends=date.today())
        calls = {
            "shared": association.new_call(one),
            "first": association.new_call(two),
            "second": association.new_call(two),
            "night": association.new_call(night),
        }
        stop_jobs(env)
        for call in calls.values():
            call.action_confirm()
        [newcomer] = association.add_partners(1)
        return {
            "bank": association.bank.id,
            "members": members.ids,
            "newcomer": newcomer,
            "kind": one.id,
            "types": {"shared": one.id, "twice": two.id, "night": night.id},
            **{name: call.id for name, call in calls.items()},
        }


def assert_called_once(env, kind):
    """Every member of this type has one due and a notice told its payer once."""
    dues = env["club.due"].search([("type_id", "=", kind)])
    assert len(dues) == MEMBERS
    assert len(dues.membership_id) == MEMBERS
    assert len(dues.term_id) == MEMBERS
    lines = dues.line_ids
    assert len(lines) == MEMBERS
    assert set(lines.mapped("parent_state")) == {"posted"}
    for move in lines.move_id:
        assert not env.company.currency_id.round(sum(move.line_ids.mapped("balance")))
    assert len(
        env["club.movement"].search([("period_id", "in", dues.term_id.ids)])
    ) == (MEMBERS)
    notices = env["club.notice"].search([("call_id", "in", dues.call_id.ids)])
    assert len(notices) == len(notices.payer_id) == len(dues.payer_id)


def test_one_call_run_by_two_processes_calls_everyone_once(
    at_once, open_env, database, ids
):
    assert (
        at_once((call_dues, ids["shared"]), (call_dues, ids["shared"])) == ["done"] * 2
    )
    with open_env(database) as env:
        assert env["club.dues.call"].browse(ids["shared"]).state == "done"
        assert_called_once(env, ids["types"]["shared"])


def test_two_calls_of_one_period_started_at_once_call_everyone_once(
    at_once, open_env, database, ids
):
    assert (
        at_once((call_dues, ids["first"]), (call_dues, ids["second"])) == ["done"] * 2
    )
    with open_env(database) as env:
        calls = env["club.dues.call"].browse([ids["first"], ids["second"]])
        assert set(calls.mapped("state")) == {"done"}
        assert set(calls.line_ids.mapped("state")) <= {"done", "already"}
        assert_called_once(env, ids["types"]["twice"])


def test_deposit_posted_twice_at_once_makes_one_bank_entry(
    at_once, open_env, database, ids
):
    with open_env(database) as env:
        dues = env["club.due"].search(
            [("type_id", "=", ids["types"]["twice"])], limit=50
        )
        deposit = env["club.deposit"].create(
            {
                "journal_id": ids["bank"],
                "line_ids": [
                    (0, 0, {"payer_id": due.payer_id.id, "amount": due.residual,
                            "due_ids": [(6, 0, due.ids)]})
                    for due in dues
                ],
            }
        )  # fmt: skip
        posted = deposit.id
    assert at_once((post_deposit, posted), (post_deposit, posted)) == ["done"] * 2
    with open_env(database) as env:
        deposit = env["club.deposit"].browse(posted)
        dues = deposit.line_ids.due_ids
        assert deposit.state == "posted"
        assert len(deposit.line_ids.move_line_ids.move_id) == 1
        assert len(deposit.line_ids.move_line_ids) == len(dues) == 50
        assert set(dues.mapped("state")) == {"paid"}
        assert sum(dues.mapped("amount_paid")) == deposit.total


def test_newcomer_admitted_by_two_staff_at_once_is_one_member(
    at_once, open_env, database, ids
):
    task = (admit, ids["newcomer"], ids["kind"])
    outcome = at_once(task, task)
    assert "done" in outcome
    with open_env(database) as env:
        membership = env["club.membership"].search(
            [("partner_id", "=", ids["newcomer"])]
        )
        assert len(membership) == 1
        assert len(membership.period_ids) == 1
        assert len(membership.due_ids) == 1
        assert membership.movement_ids.mapped("kind") == ["joined"]


def test_night_during_a_call_loses_nothing_of_either(at_once, open_env, database, ids):
    outcome = at_once((call_dues, ids["night"]), (nightly,), (nightly,))
    assert outcome == ["done"] * 3
    with open_env(database) as env:
        assert_called_once(env, ids["types"]["night"])
        kept = env["club.membership"].search([("type_id", "=", ids["types"]["night"])])
        states = kept.mapped("state")
        assert states.count("active") == 2 * MEMBERS
        assert not env["club.membership"]._refresh_status()
