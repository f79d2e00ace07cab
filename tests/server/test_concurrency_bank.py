"""Two people who click at the same instant on what the bank shows, takes or is told."""

import base64
from datetime import date

import pytest

from tests.server import treasury_year
from tests.server.treasury_desk import AMOUNT, Desk, booked_on, check_books

BLIND = True
BOTH = ["done", "done"]
LAST_YEAR = date.today().year - 1
LINE, DEBIT = "club.bank.line", "club.debit"
MANY = 700  # lines that come in by chunks


def click(env, user, model, number, method):
    """Click on a button of a record, as somebody."""
    getattr(env(user=user, su=False)[model].browse(number), method)()


def import_file(env, user, name, content):
    """Upload a file of the bank and import it."""
    files = env(user=user, su=False)["club.bank.file"]
    files.create({"name": name, "content": content}).action_import()


def go_on(env, model, number):
    """Work on a running job, as the cron does."""
    env[model].browse(number)._run_in_own_words()._run_until_done()


def bank_list(name, count):
    """What a bank offers to download, in columns."""
    rows = (
        f"{1 + n % 28:02d}/03/{LAST_YEAR};{name} {n};{n + 1},50\n" for n in range(count)
    )
    return base64.b64encode(f"Date;Libellé;Montant\n{''.join(rows)}".encode())


@pytest.fixture(scope="module")
def desk(open_env, database):
    """Ids of what waits for a click, by name, and of two treasurers."""
    with open_env(database) as env:
        desk = Desk(env)
        desk.cash_in(AMOUNT)
        paid, shared, debited = desk.due(), desk.due(), desk.due()
        choice = desk.due() | desk.due()
        twice = [desk.bank_line(shared.reference).id for _time in range(2)]
        either = desk.bank_line("Nobody knows")
        proposals = env["club.bank.proposal"]._propose(
            [
                {
                    "line_id": either.id,
                    "confidence": "likely",
                    "reason": "It may be",
                    "payer_id": due.payer_id.id,
                    "due_ids": due.ids,
                    "move_line_ids": due._open_debts().ids,
                    "amount": AMOUNT,
                }
                for due in choice
            ]
        )
        treasury_year.payer_with_mandate(desk, debited)
        return {
            "first": desk.first.id,
            "second": desk.second.id,
            "line": desk.bank_line(paid.reference).id,
            "twice": twice,
            "shared": shared.id,
            "proposals": proposals.ids,
            "choice": choice.ids,
            "debits": treasury_year.debits(desk, ["One", "Two"]).ids,
            "debited": debited.id,
            "section": desk.section.id,
            "out": [desk.movement("out", amount).id for amount in (60, 70)],
            "counts": [desk.count(25).id for _time in range(2)],
        }


def test_a_bank_line_confirmed_by_two_is_settled_once(
    at_once, open_env, database, desk
):
    refused, done = sorted(
        at_once(
            (click, desk["first"], LINE, desk["line"], "action_confirm"),
            (click, desk["second"], LINE, desk["line"], "action_confirm"),
        ),
        key=lambda said: said == "done",
    )
    assert done == "done"
    assert "is done already" in refused
    with open_env(database) as env:
        line = env["club.bank.line"].browse(desk["line"])
        due = line.proposal_ids.due_ids
        assert (line.state, due.state, due.residual) == ("done", "paid", 0.0)
        assert line.proposal_ids.accepted
        check_books(env)


def test_two_proposals_of_a_line_taken_at_once_settle_one(
    at_once, open_env, database, desk
):
    one, two = desk["proposals"]
    refused, done = sorted(
        at_once(
            (click, desk["first"], "club.bank.proposal", one, "action_accept"),
            (click, desk["second"], "club.bank.proposal", two, "action_accept"),
        ),
        key=lambda said: said == "done",
    )
    assert done == "done"
    assert "settled, or looked at again" in refused
    with open_env(database) as env:
        dues = env["club.due"].browse(desk["choice"])
        assert sorted(dues.mapped("residual")) == [0.0, AMOUNT]
        check_books(env)


def test_two_lines_that_pay_one_due_settle_it_once(at_once, open_env, database, desk):
    refused, done = sorted(
        at_once(
            *(
                (click, desk["first"], LINE, line, "action_confirm")
                for line in desk["twice"]
            )
        ),
        key=lambda said: said == "done",
    )
    assert done == "done"
    assert "is settled already" in refused
    with open_env(database) as env:
        due = env["club.due"].browse(desk["shared"])
        assert (due.state, due.residual) == ("paid", 0.0)
        lines = env["club.bank.line"].browse(desk["twice"])
        assert sorted(lines.mapped("state")) == ["done", "proposed"]
        check_books(env)


def test_a_bank_file_uploaded_by_two_comes_in_once(at_once, open_env, database, desk):
    content = bank_list("Few", 5)
    outcome = at_once(
        (import_file, desk["first"], "march.csv", content),
        (import_file, desk["second"], "again.csv", content),
    )
    assert outcome == BOTH
    with open_env(database) as env:
        lines = env["club.bank.line"].search([("label", "=like", "Few %")])
        assert sorted(lines.mapped("amount")) == [1.5, 2.5, 3.5, 4.5, 5.5]
        files = env["club.bank.file"].search(
            [("name", "in", ("march.csv", "again.csv"))]
        )
        assert set(files.mapped("state")) == {"imported"}
        assert sorted(files.mapped("line_count")) == [0, 5]
        assert sorted(files.mapped("known_count")) == [0, 5]
        check_books(env)


def test_a_large_bank_file_uploaded_by_two_comes_in_once(
    at_once, open_env, database, desk
):
    content = bank_list("Many", MANY)
    for name in ("large.csv", "large again.csv"):
        with open_env(database) as env:
            import_file(env, desk["first"], name, content)
    with open_env(database) as env:
        files = env["club.bank.file"].search([("name", "=like", "large%")])
        assert set(files.mapped("state")) == {"importing"}
        runs = files.run_id.ids
    assert at_once(*((go_on, "club.bank.run", run) for run in runs)) == BOTH
    with open_env(database) as env:
        runs = env["club.bank.run"].browse(runs)
        assert (set(runs.mapped("run_error")), set(runs.mapped("state"))) == (
            {False},
            {"done"},
        )
        assert set(runs.file_ids.mapped("state")) == {"imported"}
        lines = env["club.bank.line"].search([("label", "=like", "Many %")])
        assert sorted(lines.mapped("amount")) == [n + 1.5 for n in range(MANY)]
        assert sum(runs.file_ids.mapped("line_count")) == MANY
        assert sum(runs.file_ids.mapped("known_count")) == MANY
        check_books(env)


def test_two_debits_prepared_at_once_take_a_due_once(at_once, open_env, database, desk):
    one, two = desk["debits"]
    refused, done = sorted(
        at_once(
            (click, desk["first"], DEBIT, one, "action_prepare"),
            (click, desk["second"], DEBIT, two, "action_prepare"),
        ),
        key=lambda said: said == "done",
    )
    assert done == "done"
    assert "is in another direct debit already" in refused
    with open_env(database) as env:
        debts = env["club.due"].browse(desk["debited"])._open_debts()
        items = env["club.debit.item"].search(
            [("move_line_id", "in", debts.ids), ("live", "=", True)]
        )
        assert len(items) == 1
        debits = env["club.debit"].browse(desk["debits"])
        assert sorted(debits.mapped("stage")) == ["draft", "prepared"]
        desk["debit"] = items.line_id.debit_id.id
        # The other one, prepared once more, says why it leaves its payer out.
        other = debits - items.line_id.debit_id
        other.action_prepare()
        [line] = other.line_ids.filtered(lambda x: desk["debited"] in x.due_ids.ids)
        assert "in another debit already" in line.reason


def test_a_debit_taken_by_the_bank_is_booked_once_by_two(
    at_once, open_env, database, desk
):
    for method in ("action_announce", "action_order"):
        clicks = (
            (click, desk[user], DEBIT, desk["debit"], method)
            for user in ("first", "second")
        )
        assert at_once(*clicks) == BOTH
        work = (go_on, DEBIT, desk["debit"])
        assert at_once(work, work) == BOTH
    with open_env(database) as env:
        debit = env["club.debit"].browse(desk["debit"])
        assert (debit.stage, debit.run_error) == ("ordered", False)
        assert len(debit.order_ids.filtered(lambda o: o.state == "generated")) == 1
        assert env["mail.mail"].search_count(
            [("model", "=", "club.debit.line"), ("res_id", "in", debit.line_ids.ids)]
        ) == len(debit.line_ids.filtered("announced_on"))
        click(env, desk["first"], DEBIT, debit.id, "action_collect")
    work = (go_on, DEBIT, desk["debit"])
    assert at_once(work, work) == BOTH
    with open_env(database) as env:
        debit = env["club.debit"].browse(desk["debit"])
        assert (debit.stage, debit.run_error) == ("collected", False)
        moves = debit.order_ids.move_ids
        assert len(moves) == 1
        due = env["club.due"].browse(desk["debited"])
        assert (due.state, due.residual, due.payer_credit) == ("paid", 0.0, 0.0)
        assert booked_on(debit.order_ids._club_outstanding_account()) >= AMOUNT
        check_books(env)


def test_a_cash_box_gives_no_more_than_is_in_it(at_once, open_env, database, desk):
    outcome = at_once(
        *(
            (click, desk["first"], "club.cash.movement", number, "action_book")
            for number in desk["out"]
        )
    )
    assert outcome[0] == "done"
    assert "There is only" in outcome[1]
    with open_env(database) as env:
        balance = env["club.section"].browse(desk["section"])._cash_balance()
        assert balance in (40.0, 30.0)
        check_books(env)


def test_a_box_counted_by_two_is_brought_to_what_is_in_it_once(
    at_once, open_env, database, desk
):
    with open_env(database) as env:
        expected = env["club.section"].browse(desk["section"])._cash_balance()
    one, two = desk["counts"]
    clicks = (
        (click, desk["first"], "club.cash.count", number, "action_confirm")
        for number in (one, one, two)
    )
    assert at_once(*clicks) == ["done"] * 3
    with open_env(database) as env:
        counts = env["club.cash.count"].browse(desk["counts"])
        assert set(counts.mapped("state")) == {"confirmed"}
        # Whoever came second found the books as the first had left them.
        assert sorted(counts.mapped("difference")) == [25.0 - expected, 0.0]
        assert len(counts.move_id) == 1
        assert counts.section_id._cash_balance() == 25.0
        check_books(env)
