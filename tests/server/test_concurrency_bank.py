"""Two people who click at the same instant on what the bank shows, takes or is told."""

import base64
from datetime import date

import pytest

from tests.server.treasury_desk import AMOUNT, HOURS_YEAR, Desk, booked_on, check_books

BLIND = True
BOTH = ["done", "done"]
MANY = 700  # lines that come in by chunks


def confirm(env, user, line):
    """Confirm what is proposed for a bank line."""
    env(user=user, su=False)["club.bank.line"].browse(line).action_confirm()


def accept(env, user, proposal):
    """Take one of the proposals of a bank line."""
    env(user=user, su=False)["club.bank.proposal"].browse(proposal).action_accept()


def import_file(env, user, name, content):
    """Upload a file of the bank and import it."""
    files = env(user=user, su=False)["club.bank.file"]
    files.create({"name": name, "content": content}).action_import()


def go_on(env, model, number):
    """Work on a running job, as the cron does."""
    env[model].browse(number)._run_in_own_words()._run_until_done()


def step(env, user, debit, method):
    """Click on a step of a direct debit, as somebody."""
    getattr(env(user=user, su=False)["club.debit"].browse(debit), method)()


def give_receipts(env, user, gifts):
    """Give the tax receipts of gifts."""
    receipts = env(user=user, su=False)["club.tax.receipt"]
    receipts._give(receipts.env["club.donation"].browse(gifts), apart=True)


def value_year(env, user, company):
    """Value the hours of last year, and book them."""
    env = env(user=user, su=False)
    valuations = env["club.valuation"]._prepare_year(
        env["res.company"].browse(company),
        date(HOURS_YEAR, 1, 1),
        date(HOURS_YEAR, 12, 31),
    )
    valuations.action_book()


def bank_list(name, count):
    """What a bank offers to download, in columns."""
    rows = (
        f"{1 + n % 28:02d}/03/{HOURS_YEAR};{name} {n};{n + 1},50\n"
        for n in range(count)
    )
    return base64.b64encode(f"Date;Libellé;Montant\n{''.join(rows)}".encode())


@pytest.fixture(scope="module")
def desk(open_env, database):
    """Ids of what waits for a click, by name, and of two treasurers."""
    with open_env(database) as env:
        desk = Desk(env)
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
        desk.payer_with_mandate(debited)
        return {
            "company": desk.company.id,
            "first": desk.first.id,
            "second": desk.second.id,
            "line": desk.bank_line(paid.reference).id,
            "twice": twice,
            "shared": shared.id,
            "proposals": proposals.ids,
            "choice": choice.ids,
            "debits": desk.debits(["One", "Two"]).ids,
            "debited": debited.id,
            "gifts": desk.gifts(4).ids,
            "hours": desk.hours().id,
        }


def test_a_bank_line_confirmed_by_two_is_settled_once(
    at_once, open_env, database, desk
):
    refused, done = sorted(
        at_once(
            (confirm, desk["first"], desk["line"]),
            (confirm, desk["second"], desk["line"]),
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
        at_once((accept, desk["first"], one), (accept, desk["second"], two)),
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
        at_once(*((confirm, desk["first"], line) for line in desk["twice"])),
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
            (step, desk["first"], one, "action_prepare"),
            (step, desk["second"], two, "action_prepare"),
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
        click = (step, desk["first"], desk["debit"], method)
        again = (step, desk["second"], desk["debit"], method)
        assert at_once(click, again) == BOTH
        work = (go_on, "club.debit", desk["debit"])
        assert at_once(work, work) == BOTH
    with open_env(database) as env:
        debit = env["club.debit"].browse(desk["debit"])
        assert (debit.stage, debit.run_error) == ("ordered", False)
        assert len(debit.order_ids.filtered(lambda o: o.state == "generated")) == 1
        assert env["mail.mail"].search_count(
            [("model", "=", "club.debit.line"), ("res_id", "in", debit.line_ids.ids)]
        ) == len(debit.line_ids.filtered("announced_on"))
        step(env, desk["first"], debit.id, "action_collect")
    work = (go_on, "club.debit", desk["debit"])
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


def test_tax_receipts_given_at_once_have_numbers_in_a_row(
    at_once, open_env, database, desk
):
    one, two, three, four = desk["gifts"]
    with open_env(database) as env:
        # Refused, it gives its number back.
        env["club.donation"].browse(two).partner_id.zip = False
    outcome = at_once(
        *((give_receipts, desk["first"], [gift]) for gift in (one, two, three, four)),
        (give_receipts, desk["second"], [three]),
    )
    assert outcome[:3] == ["done"] * 3
    assert "no full address" in " ".join(outcome[3:])
    assert "a tax receipt for this gift already" in " ".join(outcome[3:])
    with open_env(database) as env:
        receipts = env["club.tax.receipt"].search(
            [("company_id", "=", desk["company"])]
        )
        assert sorted(receipts.mapped("number")) == [1, 2, 3]
        assert sorted(receipts.line_ids.donation_id.ids) == [one, three, four]
        assert receipts.year_id.last_number == 3


def test_hours_valued_by_two_count_once(at_once, open_env, database, desk):
    refused, done = sorted(
        at_once(
            (value_year, desk["first"], desk["company"]),
            (value_year, desk["second"], desk["company"]),
        ),
        key=lambda said: said == "done",
    )
    assert done == "done"
    assert refused == "done" or "are valued already" in refused
    with open_env(database) as env:
        evidence = env["club.valuation.hours"].search(
            [("hours_id", "=", desk["hours"]), ("counts", "=", True)]
        )
        [valuation] = evidence.valuation_id
        assert (len(evidence), valuation.state) == (1, "booked")
        moves = env["account.move"].search([("ref", "like", valuation.display_name)])
        assert moves == valuation.move_id
        check_books(env)
