"""A direct debit that is killed at each of its steps, and what it leaves."""

import random
import threading
from datetime import date, timedelta

import pytest
import requests

from tests.bench.dues_parts.association import AMOUNT, Association
from tests.server.crash import (
    jobs_at_rest,
    kill_writing,
    stop_jobs,
    wait_until,
    writes_to,
)
from tests.server.treasury_year import CREDITOR, OWN_IBAN

PAYERS = 1100
FILES = [100, 500, 500]
TOTAL = PAYERS * AMOUNT
SEED = 22
LOGIN = "debits"


def iban(number):
    """A valid account number, another one for each number."""
    body = f"{number:023d}"
    # FR is 1527 in the check, which is taken of the number with 00.
    return f"FR{98 - int(body + '152700') % 97:02d}{body}"


@pytest.fixture(scope="module")
def debit(open_env, database):
    """Id of the draft of a debit of many payers, each with a mandate."""
    with open_env(database) as env:
        association = Association.found(env)
        stop_jobs(env, env.ref("club_membership.ir_cron_club_run"))
        company = association.company
        company.currency_id = env.ref("base.EUR")
        association.bank.set_bank_account(OWN_IBAN)
        kind = association.new_type("Debited")
        association.add_members(kind, PAYERS)
        call = association.new_call(kind)
        call.action_confirm()
        call._run_until_done()
        give_mandates(env, company, call.due_ids.payer_id)
        treasurer(env, company)
        return new_debit(env, association, call).id


def give_mandates(env, company, payers):
    for payer in payers.filtered(lambda payer: not payer.email_normalized):
        payer.email = f"p{payer.id}@example.org"
    accounts = env["res.partner.bank"].create(
        [
            {"acc_number": iban(number), "partner_id": payer.id}
            for number, payer in enumerate(payers, start=1)
        ]
    )
    env["account.banking.mandate"].create(
        [
            {
                "partner_bank_id": account.id,
                "company_id": company.id,
                "signature_date": date.today() - timedelta(days=30),
                "state": "valid",
                "recurrent_sequence_type": "first",
            }
            for account in accounts
        ]
    )


def treasurer(env, company):
    env["res.users"].create(
        {
            "name": "Debits",
            "login": LOGIN,
            "password": LOGIN,
            "company_id": company.id,
            "company_ids": [(6, 0, company.ids)],
            "group_ids": [(4, env.ref("club_membership.group_club_treasurer").id)],
        }
    )


def new_debit(env, association, call):
    day = max(call.due_ids.mapped("due_date")) + timedelta(days=20)
    while day.weekday() != 1:
        day += timedelta(days=1)
    mode = association.company._club_set_up_debits(association.bank, CREDITOR)
    return env["club.debit"].create(
        {
            "name": "Dues",
            "company_id": association.company.id,
            "call_id": call.id,
            "payment_mode_id": mode.id,
            "collection_date": day,
        }
    )


def ask(server, debit, method):
    """Click on a button of the debit in a browser session; the answer, or nothing."""
    with requests.Session() as session:

        def post(path, **params):
            return session.post(
                f"{server.url}{path}", json={"params": params}, timeout=240
            ).json()

        post(
            "/web/session/authenticate",
            db=server.database, login=LOGIN, password=LOGIN,
        )  # fmt: skip
        try:
            return post(
                f"/web/dataset/call_button/club.debit/{method}",
                model="club.debit", method=method, args=[[debit]], kwargs={},
            )  # fmt: skip
        except requests.ConnectionError:
            return None


def stands(sql, debit):
    """(stage, state, steps done, problem) of the debit."""
    [row] = sql(
        "SELECT stage, state, COALESCE(run_done, 0), run_error FROM club_debit"
        " WHERE id = %s",
        debit,
    )
    return row


@pytest.fixture(scope="module")
def draw():
    """The seeded random instants at which the server is killed."""
    return random.Random(SEED)


@pytest.fixture
def killed(database, start_odoo, sql, wake_up, debit, draw):
    """Function: kill the server while it works on a step of the debit.

    Takes the table it writes, how many steps this server committed before, and the
    longest wait in the transaction that is cut.
    """

    def kill_one(table, steps, longest):
        done = stands(sql, debit)[2]
        server = start_odoo(database, ready=False)
        wait_until(
            lambda: stands(sql, debit)[2] >= done + steps and writes_to(sql, table),
            meanwhile=wake_up,
        )
        kill_writing(
            server, sql, table, delay=draw.random() * longest, meanwhile=wake_up
        )
        assert stands(sql, debit)[1::2] == ("running", None)
        check_books(sql)

    return kill_one


@pytest.fixture
def click(open_env, database, debit):
    """Function: click on a step of the debit, which a job then does."""

    def start(method):
        with open_env(database) as env:
            getattr(env["club.debit"].browse(debit), method)()

    return start


@pytest.fixture
def finish(database, start_odoo, sql, wake_up, debit):
    """Function: let a new server go on until the debit is at this stage."""

    def wait(stage):
        server = start_odoo(database, ready=False)
        wait_until(lambda: stands(sql, debit)[:2] == (stage, "done"), meanwhile=wake_up)
        # Stopped sooner, the job would count as killed once more.
        wait_until(lambda: jobs_at_rest(sql))
        server.stop()

    return wait


def check_books(sql):
    """No entry is a draft or out of balance."""
    assert not sql(
        "SELECT move_id FROM account_move_line"
        " GROUP BY move_id HAVING round(sum(balance), 2) <> 0"
    )
    assert not sql("SELECT id FROM account_move WHERE state = 'draft'")


def test_a_debit_killed_while_it_is_prepared_is_a_draft(
    database, start_odoo, sql, debit
):
    server = start_odoo(database)
    click = threading.Thread(target=ask, args=(server, debit, "action_prepare"))
    click.start()
    wait_until(lambda: writes_to(sql, "club_debit_line"))
    kill_writing(server, sql, "club_debit_line")
    click.join()
    assert stands(sql, debit)[0] == "draft"
    assert not sql("SELECT id FROM club_debit_line WHERE debit_id = %s", debit)
    server = start_odoo(database)
    assert "error" not in ask(server, debit, "action_prepare")
    server.stop()
    assert stands(sql, debit)[0] == "prepared"
    assert sql(
        """
        SELECT count(DISTINCT l.id), count(DISTINCT l.payer_id), count(i.id),
               sum(i.amount), bool_and(i.live)
          FROM club_debit_line l JOIN club_debit_item i ON i.line_id = l.id
         WHERE l.debit_id = %s AND l.state = 'to_announce'
        """,
        debit,
    ) == [(PAYERS, PAYERS, PAYERS, TOTAL, True)]


def test_a_debit_killed_while_it_is_announced_tells_every_payer_once(
    killed, click, finish, sql, debit
):
    click("action_announce")
    for steps in (0, 200):
        killed("mail_mail", steps, 0.5)
    finish("announced")
    assert sql(
        """
        SELECT count(*), count(DISTINCT m.res_id) FROM mail_message m
          JOIN club_debit_line l ON l.id = m.res_id
         WHERE m.model = 'club.debit.line' AND l.debit_id = %s
           AND l.state = 'announced'
        """,
        debit,
    ) == [(PAYERS, PAYERS)]


def test_a_debit_killed_while_its_files_are_made_has_every_payer_in_one(
    killed, click, finish, open_env, database, sql, debit
):
    click("action_order")
    # Two of the three files are left for the second kill.
    for steps in (0, 100):
        killed("account_payment_order", steps, 1.0)
    finish("ordered")
    with open_env(database) as env:
        orders = env["club.debit"].browse(debit).order_ids
        assert set(orders.mapped("state")) == {"generated"}
        assert sorted(len(order.club_line_ids) for order in orders) == FILES
        assert sum(orders.mapped("total_company_currency")) == TOTAL
        files = env["ir.attachment"].search(
            [("res_model", "=", orders._name), ("res_id", "in", orders.ids)]
        )
        assert sorted(files.mapped("res_id")) == sorted(orders.ids)
        references = orders.club_line_ids.mapped("end_to_end")
        written = b"".join(file.raw for file in files).decode()
        assert all(
            written.count(f"<EndToEndId>{reference}<") == 1 for reference in references
        )
        assert len(set(references)) == PAYERS


def test_a_debit_killed_while_it_is_booked_settles_every_due_once(
    killed, click, finish, open_env, database, sql, debit
):
    click("action_collect")
    for steps in (0, 100):
        killed("account_move_line", steps, 0.5)
    finish("collected")
    with open_env(database) as env:
        debit = env["club.debit"].browse(debit)
        assert set(debit.order_ids.mapped("state")) == {"uploaded"}
        assert set(debit.line_ids.mapped("state")) == {"collected"}
        assert not debit.line_ids.item_ids.filtered("live")
        dues = debit.line_ids.due_ids
        assert len(dues) == PAYERS
        assert set(dues.mapped("state")) == {"paid"}
        assert (sum(dues.mapped("amount_paid")), sum(dues.mapped("residual"))) == (
            TOTAL,
            0.0,
        )
        assert not sum(dues.mapped("payer_credit"))
        moves = debit.order_ids.move_ids
        assert len(moves) == len(FILES)
        at_bank = debit.order_ids._club_bank_lines()
        assert sorted(at_bank.mapped("balance")) == [n * AMOUNT for n in FILES]
        paid = moves.line_ids.filtered("club_debit_line_id")
        assert len(paid) == len(paid.club_debit_line_id) == PAYERS
        assert set(paid.mapped("amount_residual")) == {0.0}
    check_books(sql)
