"""The order of events: everything happens on its day, the oldest first."""

import logging
import random
import time
from datetime import date, timedelta

from odoo import fields
from odoo.tools import SQL

from . import (
    association,
    calls,
    commissions,
    hours,
    meetings,
    members,
    payments,
    register,
    roadmap,
    roles,
    space,
    support,
    teams,
    treasury,
)
from .people import Directory

_logger = logging.getLogger(__name__)

SEED = 1901
BUSY_TABLES = (
    "res_partner",
    "club_membership",
    "club_membership_period",
    "club_due",
    "account_move",
    "account_move_line",
    "account_partial_reconcile",
)


class Story:
    """What the chapters share: the day it is, the dice, and who is who.

    Dates are relative to the day of installation: the current year and the two
    before it, so that the association never looks abandoned.
    """

    def __init__(self, env):
        _learn_french(env)
        self.env = env(
            context={
                **env.context,
                "lang": "fr_FR",
                # The day is the association's: at night the server's is another.
                "tz": "Europe/Paris",
                "tracking_disable": True,
                "mail_create_nosubscribe": True,
                "mail_notrack": True,
                # Collective entries and our invoices carry no tax.
                "no_cash_basis": True,
            }
        )
        self.rng = random.Random(SEED)
        self.today = fields.Date.context_today(self.env["res.company"])
        self.founded = self.day(-2, 1, 15)
        self.directory = Directory(self.rng)
        self.company = self.bank = None
        self.sections, self.types = {}, {}
        # Who has a login that is printed, by login
        self.people = {}
        self.functions = {}
        self.firm = self.env["club.membership"]
        self.teams = self.env["club.delegation"]
        self.commissions = {}
        self.vendor = self.env["res.partner"]
        self.products, self.requests, self.voices = {}, {}, []
        self.members = self.env["club.membership"]
        self.events, self.users = [], []

    def day(self, years, month, day):
        """A day of this year (0) or of an earlier one (-1, -2)."""
        return date(self.today.year + years, month, day)

    def ago(self, days):
        return self.today - timedelta(days=days)

    def on(self, day, chapter, *args):
        """Plan what happens on a day; what has not come yet never happens."""
        if day <= self.today:
            self.events.append((day, len(self.events), chapter, args))

    def tell(self):
        started = time.monotonic()
        association.found(self)
        members.plan(self)
        calls.plan(self)
        register.plan(self)
        while self.events:
            self.events.sort(key=lambda event: event[:2])
            day, _order, chapter, args = self.events.pop(0)
            chapter(self, day, *args)
        teams.gather(self)
        roles.appoint(self)
        space.open_up(self)
        commissions.gather(self)
        hours.give(self)
        teams.bring_up(self, self.people["adherent"].club_membership_id)
        roadmap.tell(self)
        support.tell(self)
        meetings.tell(self)
        treasury.tell(self)
        payments.finish(self)
        treasury.settle(self)
        space.settle(self)
        calls.preview_next_year(self)
        self.env["club.membership"]._cron_nightly()
        _logger.info(
            "%s: %d members in %.1f s",
            self.company.name,
            len(self.members),
            time.monotonic() - started,
        )

    def analyze(self):
        """Tell PostgreSQL what was written: all is one transaction, it plans blind."""
        self.env.flush_all()
        for table in BUSY_TABLES:
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def _learn_french(env):
    lang = env["res.lang"].with_context(active_test=False)
    if not lang.search([("code", "=", "fr_FR")]).active:
        lang._activate_lang("fr_FR")
        modules = env["ir.module.module"]
        modules.search([("state", "=", "installed")])._update_translations(["fr_FR"])
