"""An address to look at for every page of the portal, by the rule of its route."""

import inspect
import re
import threading
from datetime import date, timedelta

from tests.server import (
    events_addresses,
    finance_addresses,
    roadmap_addresses,
    support_addresses,
    ticket_addresses,
)
from tests.server.portal_association import PortalAssociation

SECRET = "secret-of-the-pages"
# Core's own pages that ours lead to.
CORE = ("/web/login", "/web/reset_password", "/my/account", "/my/security")
# Answers that are no page: papers, pictures, and ways to another page.
NO_PAGES = {
    "/my/dues/attestation/<>",
    "/my/dues/receipt/<>",
    "/my/dues/paid",
    "/my/for/<>",
    "/my/directory/<>/photo",
    "/my/hours/statement/<>",
    "/club/directory/<>/photo",
    "/club/notice/<>/<>/paid",
    *roadmap_addresses.NO_PAGES,
    *support_addresses.NO_PAGES,
    *ticket_addresses.NO_PAGES,
    *events_addresses.NO_PAGES,
    *finance_addresses.NO_PAGES,
}


def rules(env):
    """Every rule of our addons that answers GET, arguments left out."""
    # Odoo's own servers say on which database a thread works.
    threading.current_thread().dbname = env.cr.dbname
    found = set()
    for rule in env["ir.http"].routing_map().iter_rules():
        module = inspect.unwrap(rule.endpoint.func).__module__
        routing = rule.endpoint.routing
        ours = module.startswith("odoo.addons.club_") and routing["type"] == "http"
        if ours and "GET" in (routing["methods"] or ["GET"]):
            found.add(re.sub(r"<[^>]*>", "<>", rule.rule))
    return found


class PagesAssociation(PortalAssociation):
    """Anne has paid and owes, manages a company, leads a commission."""

    def __init__(self, env, sink):
        super().__init__(env, sink)
        year = date.today().year
        [self.anne, self.yves, *_others] = self.add_until(
            ["Anne Le Goff", "Yves Kerjean", "Maëlle Riou"], date(year - 1, 12, 31)
        )
        self.login = self.add_login(self.anne.partner_id).login
        self.call_dues(self.anne | self.yves)
        self.pay(self.anne | self.yves)
        self.anne._call_now(date(year + 1, 1, 1))
        self.notice = self.env["club.notice"].search(
            [("payer_id", "=", self.anne.partner_id.id)], order="id desc", limit=1
        )
        self.firm = self.add_company("Granit de l’Ouest", self.anne.partner_id)
        self.name_to_team(self.firm, self.yves.partner_id, "seat")
        self.env["club.email.domain"].create(
            {"membership_id": self.firm.id, "name": "granit.example"}
        )
        self._set_up_commissions()
        self._open_directory()
        self._ask_consent()
        self._give_hours()
        self.roadmap = roadmap_addresses.RoadmapPages(self)
        self.support = support_addresses.SupportPages(self)
        self.tickets = ticket_addresses.TicketPages(self)
        self.events = events_addresses.EventsPages(self)
        self.finance = finance_addresses.FinancePages(self)

    def _set_up_commissions(self):
        self.open_to_all = self.add_commission("Accueil", fee=12, max_size=20)
        self.led = self.add_commission("Patrimoine", join_policy="approval")
        self.chair(self.led, self.anne)
        self.led._join(self.yves.partner_id, self.yves)
        self.circle = self.add_commission(
            "Avenir", kind="circle", join_policy="invitation"
        )
        self.circle._invite(self.anne.partner_id, self.anne)

    def _open_directory(self):
        self.company.club_public_directory = True
        choices = self.env["club.privacy.choice"]
        levels = choices._levels(self.anne.partner_id, self.company)
        choices._choose(
            self.anne.partner_id,
            self.company,
            {field["key"]: "public" for field in levels if not field["forced"]},
        )
        self.env.flush_all()
        self.env["club.directory.entry"]._rebuild()

    def _ask_consent(self):
        consent = self.env["club.consent"].create(
            {"name": "Photographies", "company_id": self.company.id}
        )
        self.env["club.consent.wording"].create(
            {
                "consent_id": consent.id,
                "text": "J’accepte de paraître sur les photos des rencontres.",
                "date_from": date.today() - timedelta(days=30),
            }
        )

    def _give_hours(self):
        """Hours to confirm, confirmed, declined, declared, and corrected since."""
        hours = self.env["club.hours"]
        lines = [
            hours._log(
                [
                    {
                        "company_id": self.company.id,
                        "partner_id": self.anne.partner_id.id,
                        "date": date.today() - timedelta(days=number),
                        "hours": number + 0.5,
                        "activity": activity,
                        "origin": f"club.duty,{number}",
                        "description": "Permanence du mardi soir, accueil compris",
                    }
                ]
            )
            for number, activity in enumerate(
                ("duty", "request", "meeting", "training", "other")
            )
        ]
        for line in lines[2:4]:
            line._confirm()
        lines[3]._amend({"hours": 2}, "La feuille d’émargement dit deux heures")
        lines[4]._decline("Yves est venu à ma place")
        hours._declare(
            self.anne.partner_id,
            self.company,
            {
                "date": date(date.today().year - 1, 6, 1),
                "hours": 3,
                "activity_id": lines[0].activity_id.id,
                "token": "pages",
            },
        )

    def _application(self):
        applications = self.env["club.application"]
        values, problems = applications._read_form(
            "person",
            self.person,
            {"name": "Nora", "email": "nora@example.org", "accepted": "yes"},
        )
        assert not problems, problems
        application = applications._submit(values, "fr_FR", "J’accepte.")
        application.token_hash = self._hash()
        return application

    def _invitation(self):
        invitation = self.firm._invite(
            "nora@granit.example", "Nora", author=self.anne.partner_id
        )
        invitation.token_hash = self._hash()
        return invitation

    def _hash(self):
        return self.env["club.invitation"]._hash(SECRET)

    def addresses(self):
        """{rule: [addresses]} of the pages that name a record or show nothing without
        a choice; the others are their own address."""
        anne, firm, notice = self.anne, self.firm, self.notice
        user = anne.partner_id.user_ids
        link = self.env["club.signin.link"]._make(user)[user]
        entry = self.env["club.directory.entry"].search(
            [("partner_id", "=", anne.partner_id.id)]
        )
        circles = (self.open_to_all, self.led, self.circle)
        desk = f"/my/commissions/{self.led.id}/desk"
        paper = f"/club/notice/{notice.id}/{notice.access_token}"
        kinds = f"/club/join/{self.person.id}"
        return {
            **self.roadmap.addresses(),
            **self.support.addresses(),
            **self.tickets.addresses(),
            **self.events.addresses(),
            **self.finance.addresses(),
            "/club/signin/<>/<>": [link[link.index("/club/") :]],
            "/club/join/<>": [kinds],
            "/club/join/confirm/<>/<>": [
                f"/club/join/confirm/{self._application().id}/{SECRET}"
            ],
            "/club/invitation/<>/<>": [
                f"/club/invitation/{self._invitation().id}/{SECRET}"
            ],
            "/club/notice/<>/<>": [paper],
            "/club/notice/<>/<>/pay": [f"{paper}/pay"],
            "/club/card/<>/<>": [f"/club/card/{anne.id}/{anne._card_signature()}"],
            "/club/directory": ["/club/directory", "/club/directory?search=le+goff"],
            "/club/directory/<>": [f"/club/directory/{entry.id}"],
            "/my/commissions/<>": [f"/my/commissions/{c.id}" for c in circles],
            "/my/commissions/<>/page/<>": [f"/my/commissions/{self.led.id}/page/2"],
            "/my/commissions/<>/desk": [desk],
            "/my/commissions/<>/desk/page/<>": [f"{desk}/page/2"],
            "/my/company/<>": [f"/my/company/{firm.id}"],
            "/my/company/<>/seats": [f"/my/company/{firm.id}/seats?count=2"],
            "/my/directory": ["/my/directory", "/my/directory?search=kerjean"],
            "/my/directory/<>": [f"/my/directory/{entry.id}"],
            "/my/dues/notice/<>": [f"/my/dues/notice/{notice.id}"],
            "/my/hours": ["/my/hours", f"/my/hours?year={date.today().year - 1}"],
            "/my/privacy/of/<>": [f"/my/privacy/of/{firm.id}"],
        }
