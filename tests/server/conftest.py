"""Real Odoo servers on copied databases, and a real browser in front of them.

`./club test tests/server` prepares the template with every addon. Tests ask for
`server` (one per test file) or make what they need with `new_database` and
`start_odoo`. What Odoo logs is checked when a server stops: an unexpected warning
fails the test file unless the test announced it in `server.expected`.
"""

import itertools
import re
import sys
from contextlib import ExitStack

import pytest

from runner import inprocess, odoo_command, odoo_log, ports
from runner.databases import copy_name
from runner.handover import Handover
from runner.odoo_server import OdooServer
from tests.server import page_checks
from tests.server.crash import connected, settle
from tests.server.mailbox import Mailbox
from tests.server.racing import racers
from tests.server.smtp_sink import Sink

COUNT = itertools.count()
# A new database has most of its jobs due at the first look, a minute after the start:
# in the middle of what a slow machine tests. Here a job runs when something asks it to.
PUT_OFF = (
    "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' + interval '1 day'"
    " WHERE nextcall < now() AT TIME ZONE 'UTC' + interval '1 day';"
)
# Odoo closes the cursors of what is still at work when it is stopped.
STOP = re.compile(r"odoo\.service\.server: (Initiating shutdown|Stopping )")
CUT_BY_THE_STOP = re.compile(
    r"InterfaceError|already closed|pointer is NULL|does not belong to the pool"
)


@pytest.fixture(scope="session")
def handover():
    """Where the database server, the template and Odoo's parts are."""
    return Handover.from_environment()


@pytest.fixture(scope="module")
def new_database(handover):
    """Function: copy the template; returns the copy's name, dropped at the end."""
    made = []

    def make():
        name = copy_name("test_server", next(COUNT))
        made.append(name)
        handover.databases.copy(handover.template, name)
        handover.databases.sql(PUT_OFF, name)
        return name

    yield make
    for name in made:
        handover.databases.drop(name)


class Server(OdooServer):
    """An Odoo server with what tests ask of it."""

    database = ""
    postgres = None
    expected = ()

    def stop(self, seconds=15):
        """Let what is at work end first: cut off, it says whatever it likes."""
        if self.child and self.child.poll() is None:
            with connected(self.postgres, self.database) as sql:
                settle(sql)
        super().stop(seconds)

    def unexpected(self):
        """Return the log entries nobody announced (regular expressions)."""
        if not self.log.exists():
            return []
        with self.log.open(errors="replace") as lines:
            entries = list(odoo_log.entries(lines))
        stops = [n for n, entry in enumerate(entries) if STOP.search(entry.text)]
        end = min(stops, default=len(entries))
        return [
            entry.text
            for number, entry in enumerate(entries)
            if entry.serious
            and not (number > end and CUT_BY_THE_STOP.search(entry.text))
            and not any(re.search(pattern, entry.text) for pattern in self.expected)
        ]


@pytest.fixture(scope="module")
def start_odoo(handover, new_database, request):
    """Function: start Odoo on a database; `workers` above 0 uses processes.

    It waits for the first page unless `ready` is False, for who waits for a job.
    It asks for `new_database` so that its servers stop before those are dropped.
    """
    log_folder = handover.artefacts.parent / "logs"
    servers = []

    def start(database, workers=0, options=(), ready=True):
        argv = [sys.executable, "-m", "odoo", *handover.options(database)]
        argv += [f"--workers={workers}", "--max-cron-threads=1", "--unaccent"]
        if workers:
            argv.append(f"--gevent-port={ports.free()}")
        env = odoo_command.environment() | handover.secrets
        log = log_folder / f"{request.module.__name__}-{len(servers)}.log"
        server = Server([*argv, *options], env, ports.free(), log)
        server.database, server.postgres = database, handover.server
        server.expected = []
        servers.append(server)
        server.start()
        if ready:
            server.wait_ready(seconds=300)
        return server

    yield start
    for server in servers:
        server.stop()
    unexpected = [text for server in servers for text in server.unexpected()]
    assert not unexpected, "unexpected in Odoo's log:\n" + "\n".join(unexpected)


@pytest.fixture(scope="module")
def database(new_database):
    """One copy of the template for this test file."""
    return new_database()


@pytest.fixture(scope="module")
def server(start_odoo, database):
    """One threaded server on `database` for this test file."""
    return start_odoo(database)


@pytest.fixture(scope="module")
def open_env(handover, new_database):
    """Function: a context manager with an Odoo environment inside this process.

    A database's models are loaded once, and forgotten before it is dropped.
    """
    opened = set()

    def environment(database):
        opened.add(database)
        return inprocess.environment(handover, database, keep=True)

    yield environment
    for database in opened:
        inprocess.forget(database)


@pytest.fixture(scope="module")
def at_once(handover, database, request):
    """Function: do tasks, each in a process of its own, all starting together.

    Tasks are (function, argument…); returns what became of each, sorted. A file that
    says BLIND has none of them see what another does, until it is tried again.
    """
    blind = getattr(request.module, "BLIND", False)
    with racers(handover, database, blind) as at_once:
        yield at_once


@pytest.fixture(scope="module")
def sql(handover, database):
    """Function: run one statement on `database`, beside its servers."""
    with connected(handover.server, database) as execute:
        yield execute


@pytest.fixture(scope="module")
def wake_up(handover, database):
    """Function: have the server look for jobs now, not within the minute."""
    with connected(handover.server, "postgres") as execute:
        yield lambda: execute("SELECT pg_notify('cron_trigger', %s)", database)


@pytest.fixture(scope="module")
def sink():
    """A mail server that takes everything, for whom a test has set it up."""
    with Sink() as sink:
        yield sink


@pytest.fixture
def mailbox(sink, wake_up):
    """The mails that the sink takes, by whom they are for."""
    return Mailbox(sink, wake_up)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, headless."""
    from playwright.sync_api import expect, sync_playwright

    from runner import chromium

    # As long as actions wait: a busy machine is slow, not wrong.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium.find()), args=list(chromium.FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, handover, request):
    """Function: open a page in a fresh session, logged in if a login is given.

    Arguments: server, login, password (default: the login), width in pixels (1280
    or 390), language of the browser, whether its screen is touched. Each page's
    last view is kept as a screenshot below `.runtime/artefacts/`; an uncaught
    JavaScript error fails the test.
    """
    errors = []
    pages = []

    with ExitStack() as stack:

        def open_page(
            server, login="", password="", width=1280, lang="en-US", touch=False
        ):
            context = browser.new_context(
                base_url=server.url,
                viewport={"width": width, "height": 900},
                locale=lang,
                has_touch=touch,
            )
            stack.callback(context.close)
            # As long as a busy machine takes to put scripts and styles together, where
            # the template does not hold them yet.
            context.set_default_navigation_timeout(180_000)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            pages.append(page)
            if login:
                page.goto("/web/login")
                page.fill("input[name=login]", login)
                page.fill("input[name=password]", password or login)
                page.click(".oe_login_form button[type=submit]")
                page.wait_for_url(lambda url: "/web/login" not in url)
            return page

        yield open_page
        handover.artefacts.mkdir(parents=True, exist_ok=True)
        title = re.sub(r"\W+", "_", request.node.nodeid)
        for number, page in enumerate(pages):
            if not page.is_closed():
                keep(page, handover.artefacts / f"{title}-{number}.png")
        # What a page says while it is being closed is the closing's doing.
        said = list(errors)
    assert not said, "JavaScript errors: " + "; ".join(said)


def keep(page, path):
    """Keep a view for people to look at; no test hangs on it."""
    from playwright.sync_api import Error

    try:
        page.screenshot(path=path, full_page=True)
    except Error as error:
        print(f"No view {path.name}: {error}")


@pytest.fixture(scope="session")
def check_page():
    """Function: fail if a page breaks the rules that all pages keep (page_checks)."""
    return page_checks.check


@pytest.fixture
def shot(handover, request):
    """Function: keep a named screenshot of a page below `.runtime/artefacts/`."""

    def take(page, name):
        handover.artefacts.mkdir(parents=True, exist_ok=True)
        title = re.sub(r"\W+", "_", request.node.name)
        keep(page, handover.artefacts / f"{title}-{name}.png")

    return take
