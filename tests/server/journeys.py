"""What the browser journeys share: an association of their own, in French."""

import re
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from playwright.sync_api import expect

FRENCH = "fr_FR"
# The words of our glossary are in our own catalogues; the rest makes pages readable.
TRANSLATED = ("base", "web", "account", "contacts", "mail")
CHEQUE = 30.0
# What stands below the menus: an empty control panel is there before a page is.
SHOWN = ".o_action_manager > :not(.o_control_panel)"


class Association:
    """A company with the French chart, one region, one type at 30 euros a year.

    Its records live beside whatever the template holds: its users see it alone.
    """

    def __init__(self, env):
        learn_french(env)
        # install_mode: a French company makes Odoo install more French modules, and
        # one with an e-mail address makes it ask a service on the network about it.
        company = (
            env["res.company"]
            .with_context(install_mode=True)
            .create(
                {
                    "name": "Amicale des essais",
                    "country_id": env.ref("base.fr").id,
                    "currency_id": env.ref("base.EUR").id,
                }
            )
        )
        company.partner_id.write(
            {
                "street": "1 quai Ouest",
                "zip": "35000",
                "city": "Rennes",
                "email": "amicale@example.org",
                "lang": FRENCH,
            }
        )
        context = {
            "allowed_company_ids": company.ids,
            "lang": FRENCH,
            "no_reset_password": True,
        }
        self.env = env(context=context)
        self.company = company.with_env(self.env)
        self.env["account.chart.template"].try_loading(
            "fr", self.company, install_demo=False
        )
        self.root = self.company._club_root_section()
        self.root.write({"dues_opening": "date", "dues_opening_date": "2020-01-01"})
        self.region = self.env["club.section"].create(
            {
                "name": "Bretagne",
                "code": "BRE",
                "parent_id": self.root.id,
                "company_id": company.id,
                "bank_journal_id": self._new_bank().id,
            }
        )
        self.person = self.env["club.membership.type"].create(
            {
                "name": "Individuel",
                "code": "IND",
                "member_kind": "person",
                "grace_days": 365,
                "company_id": company.id,
                "price_ids": [(0, 0, {"date_from": "2020-01-01", "amount": CHEQUE})],
            }
        )
        # There is no mail server here: mails are written and stay in the queue.
        env.ref("mail.ir_cron_mail_scheduler_action").active = False
        # The first night's reminders are left to whoever presses the button.
        reminders = env.ref("club_membership.ir_cron_club_remind")
        reminders.nextcall = datetime.now() + timedelta(days=1)

    def _new_bank(self):
        return self.env["account.journal"].create(
            {
                "name": "Banque de Bretagne",
                "code": "BQBRE",
                "type": "bank",
                "company_id": self.company.id,
            }
        )

    def add_user(self, login, *groups, **values):
        """Return a user of this company alone, whose password is the login."""
        groups = ("base.group_user", *groups)
        return self.env["res.users"].create(
            {
                "name": login,
                "login": login,
                "password": login,
                "lang": FRENCH,
                "tz": "Europe/Paris",
                # Odoo's own chat would greet newcomers over the page.
                "odoobot_state": "disabled",
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
                "group_ids": [(6, 0, [self.env.ref(group).id for group in groups])],
                **values,
            }
        )

    def add_partners(self, names, **values):
        """Return contacts of the region with an e-mail address."""
        return self.env["res.partner"].create(
            [
                {
                    "name": name,
                    "email": f"{re.sub('[^a-z]+', '.', name.lower())}@example.org",
                    "street": "2 rue Haute",
                    "zip": "35000",
                    "city": "Rennes",
                    "lang": FRENCH,
                    **values,
                }
                for name in names
            ]
        )

    def add_members(self, names, term=None, kind=None, **values):
        """Return members of the region who were paid up, last year unless said.

        :param term: first and last day of what they paid
        :param kind: their type, persons by default
        """
        last_year = date.today().year - 1
        first, last = term or (date(last_year, 1, 1), date(last_year, 12, 31))
        return self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "section_id": self.region.id,
                    "type_id": (kind or self.person).id,
                    "date_from": str(first),
                    "date_to": str(last),
                    "confirmed": True,
                }
                for partner in self.add_partners(names, **values)
            ]
        )

    def call_dues(self, members, days_ago=0):
        """Call this year's dues of these members, payable thirty days later."""
        today = date.today()
        day = today - timedelta(days=days_ago)
        call = self.env["club.dues.call"].create(
            {
                "name": f"Cotisations {today.year}",
                "company_id": self.company.id,
                "date": day,
                "due_date": day + timedelta(days=30),
                "term_from": f"{today.year}-01-01",
                "term_to": f"{today.year}-12-31",
            }
        )
        call._stage_lines(members.ids)
        call._run_now()
        # Its notices went out on its day.
        for state, channel in (("sent", "email"), ("printed", "letter")):
            call.notice_ids.filtered(lambda n, c=channel: n.channel == c).write(
                {"state": state, "date": day}
            )
        return call

    def pay(self, members):
        """Book a transfer for everything these members owe."""
        deposit = self.env["club.deposit"].create(
            {
                "company_id": self.company.id,
                "section_id": self.region.id,
                "method": "transfer",
                "line_ids": [
                    (0, 0, {"payer_id": member.partner_id.id, "amount": CHEQUE})
                    for member in members
                ],
            }
        )
        deposit.action_post()


def learn_french(env):
    """Load French as an administrator would, unless the template speaks it already."""
    languages = env["res.lang"].with_context(active_test=False)
    if languages.search([("code", "=", FRENCH)]).active:
        return
    languages._activate_lang(FRENCH)
    modules = env["ir.module.module"].search([("state", "=", "installed")])
    modules.filtered(
        lambda m: m.name in TRANSLATED or m.name.startswith("club_")
    )._update_translations([FRENCH])


def knows_its_address(databases, server):
    """Say where the server is, as an administrator's first login does.

    Reports are printed from pages that the printing program fetches there.
    """
    databases.sql(
        f"UPDATE ir_config_parameter SET value = '{server.url}'"
        " WHERE key = 'web.base.url';",
        server.database,
    )


@contextmanager
def another_page(page):
    """What is done inside opens a page of the app or a dialog: it is there at the end.

    The page before it stays until the server has answered, and would take the clicks
    that are meant for the new one.
    """
    shown = page.locator(SHOWN)
    shown.first.wait_for()
    shown.evaluate_all("(all) => all.forEach((each) => { each.dataset.left = '' })")
    yield
    expect(page.locator(f"{SHOWN}:not([data-left]), .modal").first).to_be_visible()


def open_menu(page, section, entry, addon="club_membership"):
    """Open a page of the Association app by its menu, wide or narrow screen."""
    menu = f"[data-menu-xmlid='{addon}.{section}']"
    with another_page(page):
        page.locator(f".o_menu_sections {menu}").click()
        page.locator(f"[data-menu-xmlid='{addon}.{entry}']").click()


def open_app(page):
    """Open the Association app from wherever the user has landed."""
    with another_page(page):
        page.locator(".o_navbar_apps_menu button").click()
        page.locator("[data-menu-xmlid='club_membership.club_menu_root']").click()
    page.wait_for_selector(".o_list_view, .o_kanban_view")


def press(page, name):
    """Press a button of the form by its method's name."""
    page.locator(f".o_form_view button[name='{name}']:visible").first.click()


def in_state(page, state):
    """The arrow of a form's status bar when the record is in this state."""
    return page.locator(
        f".o_statusbar_status .o_arrow_button_current[data-value={state}]"
    )


def field(page, name):
    """The widget of a field."""
    return page.locator(f".o_field_widget[name='{name}']")


def type_date(page, name, day):
    """Write a day as French keyboards do; the input is there once one clicks."""
    field(page, name).locator("button, input").first.click()
    field(page, name).locator("input").fill(f"{day:%d/%m/%Y}")
    page.keyboard.press("Enter")


def reload_until(page, condition, seconds=60):
    """Show the page again until what happens behind it has happened."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        page.reload()
        page.wait_for_selector(".o_action")


def fits_a_phone(page, action, shot):
    """Open a page of the app on a narrow screen: all of it is there, none beside."""
    page.goto(f"/odoo/action-club_membership.{action}")
    page.wait_for_selector(".o_kanban_renderer, .o_form_view, .o_list_table")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{action} is {wide} pixels wider than the screen"
    shot(page, action)
