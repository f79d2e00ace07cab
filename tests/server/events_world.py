"""What the journeys of meetings share: a club with a commission, books and a year."""

from datetime import date, datetime, timedelta

from tests.server.support_world import SupportWorld


class EventsWorld(SupportWorld):
    """Members whose meetings are booked, paid online and told by mail.

    Carla leads the commission on finance, Sam keeps its minutes, Mona sits there.
    """

    def __init__(self, env):
        super().__init__(env)
        self._keep_books()
        year = date.today().year
        self.programme = env["club.programme"].create(
            {
                "name": str(year + 1),
                "theme": "Closing faster",
                "company_id": self.company.id,
                "date_start": f"{year + 1}-01-01",
                "date_end": f"{year + 1}-12-31",
            }
        )
        self.finance = env["club.commission"].create(
            {"name": "Finance", "company_id": self.company.id, "state": "open"}
        )
        roles = {"Carla": "chair", "Sam": "secretary", "Mona": "member"}
        self.people = {name: self.seat(name, role) for name, role in roles.items()}

    def _keep_books(self):
        """Invoices are posted and paid online; visitors are this club's."""
        env, company = self.env, self.company
        env["account.chart.template"].try_loading(
            "generic_coa", company, install_demo=False
        )
        env.ref("payment.payment_provider_demo").copy(
            {"company_id": company.id, "state": "test", "is_published": True}
        )
        env.ref("base.public_user").write(
            {"company_ids": [(4, company.id)], "company_id": company.id}
        )
        env["website"].search([]).company_id = company

    def seat(self, name, role="member"):
        """Return the contact of a member who sits in the commission, with a login."""
        person = self.add_member(name, self.brittany)
        self.env["club.commission.member"].create(
            {
                "commission_id": self.finance.id,
                "partner_id": person.id,
                "membership_id": person.club_membership_ids.id,
                "role": role,
                "state": "active",
                "date_from": date.today() - timedelta(days=30),
            }
        )
        return person

    def add_cycle(self, **values):
        """Have the commission meet four times in the year to come."""
        return self.env["club.meeting.cycle"].create(
            {
                "name": "Finance",
                "programme_id": self.programme.id,
                "commission_id": self.finance.id,
                "tz": "Europe/Paris",
                **values,
            }
        )

    def add_meeting(self, name, begin, **values):
        """Return an announced meeting of three hours, for members.

        :param begin: time from now on
        """
        begin = datetime.now().replace(microsecond=0) + begin
        return self.env["event.event"].create(
            {
                "name": name,
                "company_id": self.company.id,
                "audience": "members",
                "date_tz": "Europe/Paris",
                "date_begin": begin,
                "date_end": begin + timedelta(hours=3),
                "announced_on": datetime.now() - timedelta(days=10),
                "address_id": False,
                "event_ticket_ids": [],
                "event_mail_ids": [],
                **values,
            }
        )

    def add_ticket(self, event, name, category, price):
        """Return the price of a meeting for some of those who come."""
        product = self.env["product.product"].create(
            {
                "name": name,
                "type": "service",
                "service_tracking": "event",
                "taxes_id": False,
            }
        )
        return self.env["event.event.ticket"].create(
            {
                "name": name,
                "event_id": event.id,
                "club_category": category,
                "price": price,
                "product_id": product.id,
            }
        )

    def register(self, event, *people):
        """Register each of these people in their own name."""
        for person in people:
            event._register_people([{"partner": person}], person)
        return event.registration_ids

    def add_team(self, name, manager, *colleagues):
        """Return a company's membership, a manager and colleagues in its team."""
        kind = self.env["club.membership.type"].create(
            {
                "name": "Company",
                "company_id": self.company.id,
                "member_kind": "organisation",
                "price_model": "seats",
                "price_ids": [(0, 0, {"date_from": "2020-01-01", "seats_included": 4})],
            }
        )
        firm = self.env["res.partner"].create({"name": name, "is_company": True})
        today = date.today()
        [team] = self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": firm.id,
                    "company_id": self.company.id,
                    "section_id": self.brittany.id,
                    "type_id": kind.id,
                    "date_from": (today - timedelta(days=30)).isoformat(),
                    "date_to": (today + timedelta(days=300)).isoformat(),
                    "confirmed": True,
                }
            ]
        )
        people = self.env["res.partner"].create(
            [
                {"name": each, "email": f"{each.split()[0].lower()}@acme.example"}
                for each in (manager, *colleagues)
            ]
        )
        for person, role in zip(
            people, ["manager", *("seat" for _ in colleagues)], strict=True
        ):
            team._name_to_team(person, role)
        self.add_user(
            people[0].email,
            "base.group_portal",
            name=manager,
            partner_id=people[0].id,
        )
        return team


def tell(env):
    """Write what waits to be told; return the mails since, by whom they are for."""
    known = env["mail.mail"].search([])
    env["club.event.notice"]._cron_send()
    return {mail.email_to: mail for mail in env["mail.mail"].search([]) - known}


def mail_to(mails, address):
    """The one mail of these that is for this address."""
    [found] = [mail for whom, mail in mails.items() if address in whom]
    return found
