"""What the portal journeys share: an association whose members have their space."""

from datetime import date, timedelta

from tests.server import journeys
from tests.server.crash import stop_jobs

SECRETARY = "portal.secretary"
# What the people of the journeys wait for.
JOBS = ("mail.ir_cron_mail_scheduler_action", "club_portal.ir_cron_club_signin")
SEATS = {"seats_included": 2, "seat_price": 50}


class PortalAssociation(journeys.Association):
    """An association whose site is open, that is paid online and mails through a sink.

    :param sink: a `smtp_sink.Sink`
    """

    def __init__(self, env, sink):
        super().__init__(env)
        self.root.write({"portal_opening": "date", "portal_opening_date": "2020-01-01"})
        self.person.open_to_application = True
        # Visitors of the site are this association's, and the site is.
        self.env["website"].get_current_website().company_id = self.company
        self.env.ref("base.public_user").write(
            {"company_ids": [(4, self.company.id)], "company_id": self.company.id}
        )
        self.add_user(SECRETARY, "club_membership.group_club_secretary")
        self._take_payments()
        self._mail_through(sink)

    def _take_payments(self):
        provider = self.env.ref("payment.payment_provider_demo").copy(
            {"company_id": self.company.id, "state": "test", "is_published": True}
        )
        assert provider.journal_id.company_id == self.company

    def _mail_through(self, sink):
        # What the template left in the queue would arrive as well.
        self.env["mail.mail"].search([]).unlink()
        self.env["ir.mail_server"].create(
            {"name": "Sink", "smtp_host": "127.0.0.1", "smtp_port": sink.port}
        )
        # Jobs of the night would be cut off when the server stops.
        stop_jobs(self.env, *(self.env.ref(name) for name in JOBS))

    def add_login(self, partner, lang=journeys.FRENCH):
        """Give a contact a login to the portal: name and password are its address."""
        return self.env["res.users"].create(
            {
                "login": partner.email,
                "password": partner.email,
                "partner_id": partner.id,
                "lang": lang,
                "tz": "Europe/Paris",
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )

    def add_kind(self, name, code, amount, price=None, **values):
        """Return a membership type at so many euros a year."""
        version = {"date_from": "2020-01-01", "amount": amount, **(price or {})}
        return self.env["club.membership.type"].create(
            {
                "name": name,
                "code": code,
                "company_id": self.company.id,
                "price_ids": [(0, 0, version)],
                **values,
            }
        )

    def add_until(self, names, until, kind=None, **values):
        """Return members of a year, paid up until this day."""
        term = (until - timedelta(days=364), until)
        return self.add_members(names, term, kind, **values)

    def add_company(self, name, manager, seats=4):
        """Return a company's membership, with seats, managed by a person."""
        kind = self.add_kind(
            "Entreprise",
            "ENT",
            200,
            member_kind="organisation",
            price_model="seats",
            price=SEATS,
        )
        end = date(date.today().year, 12, 31)
        company = self.add_until([name], end, kind, is_company=True)
        company.seats = seats
        self.name_to_team(company, manager, "manager")
        return company

    def name_to_team(self, company, person, role):
        """Have somebody act for a company since a year."""
        return self.env["club.delegation"].create(
            {
                "membership_id": company.id,
                "partner_id": person.id,
                "role": role,
                "date_from": date.today() - timedelta(days=365),
            }
        )

    def add_commission(self, name, **values):
        """Return an open commission that meets every quarter."""
        return self.env["club.commission"].create(
            {
                "name": name,
                "company_id": self.company.id,
                "state": "open",
                "cadence": "quarterly",
                "charter": f"<p>Règles de la commission {name}.</p>",
                **values,
            }
        )

    def chair(self, commission, membership):
        """Put a member at the head of a commission."""
        row = commission._invite(membership.partner_id, membership)
        row._accept_invitation()
        row._set_role("chair")
