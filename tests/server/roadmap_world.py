"""What the journeys of requests share: firms that use one vendor's product."""

from datetime import date, timedelta

from tests.server.crash import stop_jobs

SECRETARY = "roadmap.secretary"
SECRETARY_GROUP = "club_membership.group_club_secretary"
# Fewer ballots than five are not published one by one.
FIRMS = ("Acme", "Bolt", "Crane", "Dyno", "Elba", "Ferro")
# Title, what should change, why
WISHES = (
    (
        "Close a month in one operation",
        "One button after a list of checks: accruals, matching, lock.",
        "Closing takes two days at each site, twelve times a year.",
    ),
    (
        "Scan barcodes for the stock take",
        "Scan the place, then the goods, without a network too.",
        "Everything is written on paper and typed in again.",
    ),
    (
        "Approve an order from a telephone",
        "See what is left of the budget, accept or refuse with a word.",
        "An order waits for four days because chiefs are on the road.",
    ),
)


class RoadmapWorld:
    """Six firms with a delegate and a deputy each; a vendor; three requests.

    :param jobs: XML ids of the scheduled jobs that the journey waits for
    """

    def __init__(self, env, jobs=()):
        stop_jobs(env, *(env.ref(job) for job in jobs))
        self.env = env
        self.company = env["res.company"].create({"name": "Users of Ledger"})
        self.kind = env["club.membership.type"].create(
            {
                "name": "Firm",
                "company_id": self.company.id,
                "member_kind": "organisation",
                "vote_count": 2,
                "delegate_count": 2,
                "price_ids": [(0, 0, {"date_from": "2020-01-01"})],
            }
        )
        self.vendor = env["res.partner"].create(
            {"name": "Ledger Makers", "is_company": True}
        )
        self.product = env["club.product"].create(
            {
                "name": "Ledger",
                "company_id": self.company.id,
                "vendor_id": self.vendor.id,
                "module_ids": [(0, 0, {"name": "Accounts"}), (0, 0, {"name": "Stock"})],
                "version_ids": [
                    (0, 0, {"name": "12", "state": "released"}),
                    (0, 0, {"name": "13", "planned_on": date.today()}),
                ],
            }
        )
        self.firms = {name: self._firm(name) for name in FIRMS}
        self.requests = [
            self.propose(firm, *wish)
            for firm, wish in zip(FIRMS[2:], WISHES, strict=False)
        ]
        self.add_user(SECRETARY, "base.group_user", SECRETARY_GROUP)

    def add_user(self, login, *groups, **values):
        """Return a user of this club, English, whose password is the login."""
        users = self.env["res.users"].with_context(no_reset_password=True)
        return users.create(
            {
                "name": login,
                "login": login,
                "password": login,
                "lang": "en_US",
                "tz": "Europe/Paris",
                "odoobot_state": "disabled",
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
                "group_ids": [(6, 0, [self.env.ref(group).id for group in groups])],
                **values,
            }
        )

    def _firm(self, name):
        today = date.today()
        partner = self.env["res.partner"].create({"name": name, "is_company": True})
        [membership] = self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "section_id": self.company._club_root_section().id,
                    "type_id": self.kind.id,
                    "date_from": (today - timedelta(days=30)).isoformat(),
                    "date_to": (today + timedelta(days=300)).isoformat(),
                    "confirmed": True,
                }
            ]
        )
        for role in ("voter", "deputy"):
            person = self.env["res.partner"].create(
                {"name": f"{name} {role}", "email": login(name, role)}
            )
            membership._name_to_team(person, role, email=person.email)
        return membership

    def sign_up(self, firm, role):
        """Give who acts for a firm a login to the portal; return it."""
        person = self.firms[firm]._team_on(None, role).partner_id
        name = login(firm, role)
        self.add_user(name, "base.group_portal", partner_id=person.id)
        return name

    def sign_up_vendor(self):
        """Give the vendor's person a login; return it."""
        name = "vera@ledger.example"
        person = self.env["res.partner"].create(
            {"name": "Vera", "email": name, "parent_id": self.vendor.id}
        )
        self.add_user(name, "base.group_portal", partner_id=person.id)
        contact = self.env["club.vendor.contact"].create(
            {
                "partner_id": person.id,
                "vendor_id": self.vendor.id,
                "company_id": self.company.id,
                "lang": "en_US",
            }
        )
        contact._open_login()
        return name

    def propose(self, firm, name, wish, motivation, **values):
        """Return a request of a firm's delegate."""
        membership = self.firms[firm]
        person = membership._team_on(None, "voter").partner_id
        return self.env["club.request"]._author_write(
            {
                "name": name,
                "wish": wish,
                "motivation": motivation,
                "product_id": self.product.id,
                **values,
            },
            person,
            membership,
            True,
        )


def login(firm, role):
    """Login, password and address of who acts for a firm."""
    return f"{role}@{firm.lower()}.example"
